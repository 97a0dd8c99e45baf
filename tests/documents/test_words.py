"""Every key of a report has its words, and every words are there in both languages."""

import ast
import importlib
import pkgutil
import string
import unicodedata
from datetime import date
from pathlib import Path

import pytest

import survey.documents
from analysis.circular import OFFICES
from analysis.funnel import Position
from analysis.report.appendix import DEFINITIONS
from analysis.report.remedies import DONE, LATE, OPEN
from analysis.report.respondents import NOTES as SAID_ALWAYS
from analysis.statuses import NAMES
from analysis.verdicts import Official, Status
from analysis.words import Words
from forms.questionnaire import FACTORS as ASKED
from survey.documents import names
from survey.documents.definitions import DEFINED
from survey.documents.demands import MEANS
from survey.documents.document import Published, document
from survey.documents.respondents import NOTES
from survey.documents.voice import Voice
from survey.staff.words import CHANNELS, MEASURES

ROOT = Path(__file__).parent.parent.parent
SAME_IN_BOTH = {"SHA-256"}
PLACES = string.Formatter()


def modules():
    for found in pkgutil.iter_modules(survey.documents.__path__):
        yield importlib.import_module(f"survey.documents.{found.name}")


def words_of(value):
    """The words in a constant, however deep."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_of(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif hasattr(value, "heading") and hasattr(value, "means"):
        yield from words_of((value.heading, value.means))


def all_words():
    constants = [(m, name) for m in modules() for name in vars(m) if name.isupper()]
    return {words for module, name in constants for words in words_of(getattr(module, name))}


def places(text):
    return sorted(name for _, name, _, _ in PLACES.parse(text) if name)


def test_every_definition_is_explained_and_none_else():
    assert tuple(DEFINED) == DEFINITIONS


def test_definitions_are_half_a_page():
    """About 500 words of Vietnamese fill a page of A4 in 13 points; a table takes more room."""
    for language in (0, 1):
        text = " ".join(means[language] for _, means in DEFINED.values())
        assert len(text.split()) < 450


@pytest.mark.parametrize(("words", "keys"), [
    (names.CHANNELS, CHANNELS), (names.MEASURES, MEASURES), (names.ABOUT, MEASURES),
    (names.FACTORS, ASKED), (names.POSITIONS, Position), (names.OFFICIAL, Official),
    (names.GRADES, [grade for _, grade in OFFICES.grades]), (NAMES, Status),
    (names.REMEDY_STATES, (DONE, OPEN, LATE)), (NOTES, SAID_ALWAYS),
    (MEANS, set(Status) - {Status.TOO_FEW}),
])  # fmt: skip
def test_every_key_has_its_words(words, keys):
    assert set(words) == {str(key) for key in keys}


def test_words_are_there_in_both_languages_with_the_same_places_for_values():
    found = all_words()
    assert len(found) > 200
    assert [each for each in found if places(each.vi) != places(each.en)] == []
    assert [each for each in found if not (each.vi and each.en)] == []
    assert {each.vi for each in found if each.vi == each.en} == SAME_IN_BOTH
    composed = [each for each in found if unicodedata.is_normalized("NFC", each.vi)]
    assert len(composed) == len(found)


def test_percents_are_written_as_either_language_does():
    """92,4 % with a space that does not break, and 92.4%."""
    for each in all_words():
        assert "%" not in each.vi.replace("\u00a0%", "").replace(", %", ""), each.vi
        assert " %" not in each.en.replace(", %", "").replace("\u00a0%", " %"), each.en


def test_charts_are_not_loaded_to_write_a_document():
    """A page that is read in ten seconds waits for matplotlib only where a chart is drawn."""
    read = [*(ROOT / "survey" / "documents").glob("*.py"), *(ROOT / "analysis").glob("*.py")]
    read += (ROOT / "analysis" / "report").glob("*.py")
    assert len(read) > 80
    at_once = [
        (file.name, node.module)
        for file in read
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and "charts" in str(node.module)
    ]
    assert at_once == []


def test_an_edition_says_its_number_its_day_and_who_published_it(small_report):
    state = Published(2, date(2026, 2, 5), "Trần Thị Lan")
    head = document(small_report, "vi", state=state, over="UBND tỉnh").head
    assert head.state == "Ban hành lần 2, ngày 05/02/2026, người ban hành: Trần Thị Lan"
    assert (head.day, head.over) == ("ngày 05 tháng 02 năm 2026", "UBND tỉnh")
    assert document(small_report, "en", state=state).head.day == "5 February 2026"


def test_everybody_is_not_told_who_published_it(small_report):
    state = Published(2, date(2026, 2, 5), "Trần Thị Lan")
    head = document(small_report, "vi", state=state, is_public=True).head
    assert head.state == "Ban hành lần 2, ngày 05/02/2026"


@pytest.mark.parametrize(("number", "vi", "en"), [
    (0, "0", "0"), (6, "06", "6"), (10, "10", "10"), (1234, "1.234", "1,234"),
])  # fmt: skip
def test_few_things_are_counted_with_a_zero_before_them(number, vi, en):
    """06 văn bản, as the provinces' own reports write."""
    assert [Voice(each, 95, 5, 30).many(number) for each in ("vi", "en")] == [vi, en]
