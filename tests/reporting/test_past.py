"""A report of a past quarter says the same whatever is set up otherwise later."""

from datetime import date

import pytest

from analysis.report.respondents import Response
from survey.loading import KINDS, Manner, load_table, table_of_lines
from survey.loading.counters import said
from survey.reporting import scopes
from tests.reporting.conftest import BEFORE


@pytest.fixture
def change(session, clock):
    """A file that says something else of a counter."""

    def change(number, **cells):
        session.rollback()
        (line,) = (each for each in said(session) if each["number"] == number)
        line = {**line, "fields": " ".join(line["fields"]), **cells}
        table = table_of_lines([{name: str(value or "") for name, value in line.items()}])
        load_table(session, KINDS["counters"], table, Manner(clock()))
        session.commit()

    return change


@pytest.fixture
def past(session, office, answered, dossiers, report_of):
    """The report of the quarter before, in which nobody answered about land; how much was settled
    there nobody knows."""
    answered([(date(2026, 8, 3), "H", "5", "qr")] * 12)
    dossiers({"H": 40, "X": 25}, BEFORE)

    def past():
        (part,) = report_of(office, BEFORE).parts
        return part

    return past


def test_of_a_field_that_a_counter_no_longer_serves_it_still_says_that_nothing_is_known(
    past, change
):
    before = past()
    assert before.respondents.response == Response(12, None, None)
    assert [field.code for field in before.respondents.silent_fields] == ["dat-dai", "xay-dung"]
    change("D", fields="xay-dung")
    assert past() == before


def test_a_field_that_a_counter_serves_since_then_is_not_missing_in_it(past, change, make):
    make.field(code="thue")
    before = past()
    change("D", fields="dat-dai thue")
    assert past() == before


def test_silent_fields_of_a_counter_that_went_elsewhere_are_still_of_what_was_asked(
    session, make, office, counters, change, report_of
):
    """A counter that asked about health care asked so of the office that it has left."""
    make.counter([make.field(code="kham")], office, number="K", questionnaire_key="health")
    other = make.office(code="42.02")

    def fields():
        parts = report_of(scopes.office(session, office.code), BEFORE).parts
        return {p.measure: [f.code for f in p.respondents.silent_fields] for p in parts}

    before = fields()
    assert before["service"] == ["kham"]
    change("K", office=other.code)
    assert fields() == before
