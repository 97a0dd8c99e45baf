"""Every number on the pages about the method is computed with the program."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.method import comparing, judging, limits, measured, paper, showing

ROOT = Path(__file__).parent.parent
PAGES = {"vi": ROOT / "docs/method.md", "en": ROOT / "docs/method.en.md"}
FIRST_PART = re.compile(r"^## .*?(?=^## )", re.MULTILINE | re.DOTALL)
SOURCES = re.compile(r"^### (?:Nguồn|Sources)\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
NAMES = ("01/2018/TT-VPCP", "766/QĐ-TTg")
"""Numbers of documents, which are names."""

TOPICS = [
    judging.rates,
    judging.readings,
    judging.proofs,
    judging.settling,
    judging.silent,
    judging.wholes_of_fields,
    judging.days,
    comparing.quarters,
    comparing.mix,
    comparing.places,
    comparing.funnels,
    comparing.kiosk_and_code,
    comparing.looks,
    comparing.factors,
    showing.cells,
    showing.marks,
    showing.indices,
    showing.plans,
    showing.counted,
    measured.properties,
    measured.of_known_dossiers,
    measured.two_fields,
    measured.simulated,
    measured.families,
    limits.uneven_days,
    measured.alike,
    limits.levelled,
    limits.channels,
    limits.odds,
    measured.every_look,
    measured.periods,
]


@cache
def claims(topic):
    return tuple(topic())


def read(language):
    return PAGES[language].read_text("utf-8")


def flat(text):
    return re.sub(r"\s+", " ", text)


def listed_in(language):
    """The sources; the last two are no source of the code."""
    return re.findall(r"^- (.+)$", SOURCES.search(read(language))[1], re.MULTILINE)


def place_of(text):
    """Where a piece stands, not as the end or the beginning of a longer number."""
    return re.compile(rf"(?<![\d.,]){re.escape(flat(text))}(?!\d|[.,]\d)")


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.__name__)
def test_the_page_says_what_the_program_computes(topic, language):
    page = flat(read(language))
    computed = [getattr(words, language) for words in claims(topic)]
    assert [text for text in computed if not place_of(text).search(page)] == []


@pytest.mark.parametrize("language", PAGES)
def test_no_other_number_stands_on_the_page(language):
    """Sources, formulas and names of files apart: these stand in a section and in code marks."""
    rest = flat(re.sub(r"`[^`]*`", "", SOURCES.sub("", read(language))))
    computed = [getattr(words, language) for topic in TOPICS for words in claims(topic)]
    for text in sorted([*computed, *NAMES], key=len, reverse=True):
        rest = place_of(text).sub("…", rest)
    assert re.findall(r".{0,30}\d.{0,30}", rest) == []


@pytest.mark.parametrize("language", PAGES)
def test_sources_are_those_of_the_code(language):
    sources = [re.fullmatch(r"(.+)\. `(.+)`", line).groups() for line in listed_in(language)[:-2]]
    assert len(sources) > 20
    code = {module: flat((ROOT / module).read_text("utf-8")) for _, module in sources}
    assert [source for source, module in sources if source not in code[module]] == []


def test_both_pages_name_the_same_modules_and_sources_and_all_are_there():
    named = {language: re.findall(r"`(analysis/\S+?\.py)`", read(language)) for language in PAGES}
    assert named["vi"] == named["en"]
    assert [module for module in named["vi"] if not (ROOT / module).exists()] == []
    assert listed_in("vi") == listed_in("en")


@pytest.mark.parametrize("language", PAGES)
def test_what_is_for_the_head_of_an_office_takes_two_sheets_of_paper(language):
    assert paper.sheets(FIRST_PART.search(read(language))[0]) == 2
