"""What holds of every document: no number is its own, and either language speaks alone."""

import json
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

import pytest

from analysis.report import canonical, digest
from analysis.report.remedies import Remedies, Remedy, Stated
from survey.documents.blocks import Blank, Items, Kind, Paragraph, Picture, Table, Verdict
from survey.documents.document import document
from survey.models import FieldGroup
from survey.reporting import scopes
from tests.documents.test_words import all_words
from tests.reporting.conftest import BEFORE, NOW

TYPES = {Kind.COUNT: int, Kind.NUMBER: Decimal, Kind.DAY: date}
LONG_AGO = replace(BEFORE, year=2025)
VIETNAMESE = str.maketrans(",.", ".,")


def of_four(of, span):
    """The small office when only four had answered, in that quarter."""
    office = of("counters")["H"].office
    of("answered")([(date(2026, 9, 15), "H", "5", "qr")] * 4)
    return of("report_of")(office, span)


def of_nobody(of):
    of("province")
    return of("report_of")(scopes.province(of("session"), LONG_AGO.period), LONG_AGO)


def _of_groups(of):
    """The small office, with a target of its own for land, and reasons."""
    office, session = of("small_office"), of("session")
    land = of("counters")["D"].fields[0]
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land", fields=[land]))
    session.commit()
    group = session.query(FieldGroup).one()
    of("set_target")("42.01", 65, group=group, document="Kế hoạch số 02")
    day = (date(2026, 9, 15), "H", "2", "qr")
    of("answered")([day] * 12, [{"reasons": ["waiting"]}] * 12)
    return of("report_of")(office)


def _promised(report):
    """The same with a remedy of its first office."""
    office, day = report.parts[0].comparison.offices[0].office, date(2026, 10, 1)
    remedy = Remedy(office, None, "Thêm ghế", "Chị Lan", day, date(2026, 10, 9), day, "Đã thêm")
    return replace(report, remedies=Remedies((), (Stated(remedy, "done"),), 1, 0, 0))


KINDS = {
    "office": lambda of: of("small_report"),
    "groups": _of_groups,
    "part": lambda of: of("part_report"),
    "remedies": lambda of: _promised(of("part_report")),
    "empty": lambda of: of_four(of, LONG_AGO),
    "hidden": lambda of: of_four(of, NOW),
    "empty part": of_nobody,
}


@pytest.fixture(params=KINDS)
def report(request, kept_report):
    """Each kind of report that there is."""
    return kept_report(f"{request.param} of all", KINDS[request.param])


@pytest.fixture(params=["vi", "en"])
def told(report, request):
    return document(report, request.param)


def leaves(value):
    """Everything in a stored report, and the keys by which it knows things."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def number_of(leaf):
    try:
        return None if isinstance(leaf, bool) or leaf is None else Decimal(str(leaf))
    except InvalidOperation:
        return None


def everything(section):
    yield section.heading
    for block in section.blocks:
        if isinstance(block, Table):
            yield block.caption
            yield from block.notes
            for column in block.columns:
                yield from (column.heading, column.means)
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Verdict):
            yield from (block.word, block.sentence)
        elif isinstance(block, Items):
            yield from block.items
        else:
            kinds = {Paragraph: "text", Blank: "heading", Picture: "caption"}
            yield getattr(block, kinds[type(block)])
    for under in section.sections:
        yield from everything(under)


def sections_in(sections):
    for section in sections:
        yield section
        yield from sections_in(section.sections)


def test_every_number_in_a_table_is_one_of_the_report(report, told):
    """Nobody's answers are 0, and indicators without data are known by their numbers."""
    stored = [*leaves(json.loads(canonical(report)))]
    numbers = {number_of(leaf) for leaf in stored} | {Decimal(0)}
    for table in told.tables():
        for cell in (cell for row in table.rows for cell in row):
            if isinstance(cell.value, int | Decimal):
                assert Decimal(cell.value) in numbers, (table.key, cell)
            elif isinstance(cell.value, date):
                assert cell.value.isoformat() in stored, (table.key, cell)


def test_what_people_read_is_the_number_that_programs_read(told):
    for table in told.tables():
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if isinstance(cell.value, int | Decimal):
                    text = cell.text.translate(VIETNAMESE if told.language == "vi" else {})
                    assert Decimal(text.replace(",", "").replace("−", "-")) == cell.value
                if column.kind in TYPES and cell.value is not None:
                    assert isinstance(cell.value, TYPES[column.kind]), (table.key, column.key)


def test_tables_are_whole_and_each_column_is_explained(told):
    tables = [*told.tables()]
    keys = [table.key for table in tables]
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 31 and key.replace("-", "").isalnum() for key in keys)
    for table in tables:
        names = [column.key for column in table.columns]
        assert len(set(names)) == len(names), table.key
        assert {len(row) for row in table.rows} == {len(names)}, table.key
        assert all(column.heading and len(column.means) > 8 for column in table.columns)
        printed = table.printed
        assert printed is None or printed.rows[0][0] == table.rows[0][0]


def test_sections_have_addresses_of_their_own_and_something_in_them(told):
    sections = [*sections_in(told.sections)]
    assert len({section.key for section in sections}) == len(sections)
    assert [each.key for each in sections if not (each.blocks or each.sections)] == []
    assert [text for text in everything_of(told) if not text.strip() or "{" in text] == []


def everything_of(told):
    head = told.head
    yield from (head.title, head.subject, head.span, head.state, head.day)
    for section in told.sections:
        yield from everything(section)


def test_english_has_no_vietnamese_in_it_but_names(report, told):
    """The letters that only Vietnamese has, and the accents on the others."""
    data = sorted({str(leaf) for leaf in leaves(json.loads(canonical(report)))}, key=len)
    for text in everything_of(told) if told.language == "en" else ():
        rest = text
        for name in reversed([name for name in data if not name.isascii()]):
            rest = rest.replace(name, "")
        marks = [c for c in unicodedata.normalize("NFD", rest) if unicodedata.combining(c)]
        assert not marks, text
        assert not set("đĐ") & set(rest), text


def test_vietnamese_has_no_english_in_it(told):
    words = {each.en for each in all_words() if len(each.en) > 12 and "{" not in each.en}
    assert len(words) > 100
    for text in everything_of(told) if told.language == "vi" else ():
        assert [english for english in words if english in text] == []


def test_the_two_languages_say_as_much(report):
    vietnamese, english = (document(report, language) for language in ("vi", "en"))
    keys = [[table.key for table in each.tables()] for each in (vietnamese, english)]
    assert keys[0] == keys[1]
    for one, other in zip(vietnamese.tables(), english.tables(), strict=True):
        assert [column.key for column in one.columns] == [c.key for c in other.columns]
        numbers = [
            [[cell.value for cell in row if not isinstance(cell.value, str)] for row in each.rows]
            for each in (one, other)
        ]
        assert numbers[0] == numbers[1]
    assert vietnamese.head.figures == english.head.figures == digest(report)


def test_every_chart_can_be_drawn(told):
    for section in sections_in(told.sections):
        for block in section.blocks:
            if isinstance(block, Picture):
                chart = block.draw()
                assert (chart.language, bool(chart.description)) == (told.language, True)
