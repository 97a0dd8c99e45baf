"""A counter that moves was the former office's, and the fields that it served it did serve: past
quarters lack what they lacked before."""

from datetime import date

import pytest
from sqlalchemy import select

from survey import volumes
from survey.audit import Actor
from survey.belonging import keep
from survey.loading import KINDS, Manner, load_table, table_of_lines
from survey.loading.counters import said
from survey.mergers import merge, move_counters
from survey.models import CounterFieldPast, CounterPast, Field, Office
from survey.parts import EVERYTHING
from survey.periods import quarter
from survey.setting_up import Setter

SUMMER, AUTUMN, WINTER = quarter(2026, 3), quarter(2026, 4), quarter(2027, 1)
"""15/06–14/09 and 15/09–14/12/2026, of which the clock says 20/10, and the one after."""


@pytest.fixture
def land(make):
    return make.field(code="dat-dai")


@pytest.fixture
def civil(make):
    return make.field(code="ho-tich")


@pytest.fixture
def one(make):
    return make.office(code="xa-an")


@pytest.fixture
def other(make):
    return make.office(code="xa-binh")


@pytest.fixture
def counter(make, land, one):
    """Nobody has answered there."""
    return make.counter([land], one)


@pytest.fixture
def lacking(session, make, civil, other):
    """The fields of which numbers are expected, by office; the other one has a counter too."""
    make.counter([civil], other)

    def lacking(period):
        session.rollback()
        found = {}
        for office, field in session.execute(volumes.expected(period)):
            codes = found.setdefault(session.get(Office, office).code, [])
            codes.append(session.get(Field, field).code)
        return {office: sorted(codes) for office, codes in found.items()}

    return lacking


BEFORE = {"xa-an": ["dat-dai"], "xa-binh": ["ho-tich"]}
AFTER = {"xa-binh": ["dat-dai", "ho-tich"]}


@pytest.fixture
def pasts(session):
    def pasts():
        session.rollback()
        return {past.until: past.office.code for past in session.scalars(select(CounterPast))}

    return pasts


@pytest.fixture
def merged(session, clock, counter, one, other, lacking):
    """The one office has followed the other since 1 October; its counters moved on the 20th."""
    assert lacking(SUMMER) == lacking(AUTUMN) == BEFORE
    setter = Setter(session, EVERYTHING, lambda _: Actor("test"), clock())
    merge(setter, [one.id], other.code, date(2026, 10, 1))
    assert move_counters(setter, one.id) == 1


def test_after_a_merger_past_quarters_lack_what_they_lacked_before(merged, lacking):
    assert lacking(SUMMER) == BEFORE
    assert lacking(AUTUMN) == {**BEFORE, **AFTER}
    assert lacking(WINTER) == AFTER


def test_counters_are_the_successors_since_the_day_of_the_merger(merged, pasts):
    assert pasts() == {date(2026, 10, 1): "xa-an"}


@pytest.fixture
def load(session, clock, counter):
    """A file that says whose the counter is, or which fields it serves."""

    def load(office=None, fields=(), **manner):
        session.rollback()
        (line,) = (each for each in said(session) if each["number"] == counter.number)
        codes = [field.code for field in fields] or line["fields"]
        cells = {**line, "fields": " ".join(codes)}
        cells |= {"office": office.code} if office else {}
        lines = [{name: str(value or "") for name, value in cells.items()}]
        load_table(session, KINDS["counters"], table_of_lines(lines), Manner(clock(), **manner))
        session.commit()

    return load


def test_what_a_file_moves_was_the_former_offices_until_today(load, other, lacking, pasts):
    load(other)
    assert pasts() == {date(2026, 10, 20): "xa-an"}
    assert (lacking(SUMMER), lacking(WINTER)) == (BEFORE, AFTER)


def test_what_is_moved_and_moved_back_on_a_day_was_never_elsewhere(load, one, other, pasts):
    load(other)
    load(one)
    assert pasts() == {}


def test_on_a_day_of_several_moves_a_counter_was_whose_it_was_before(
    load, make, other, lacking, pasts
):
    load(other)
    load(make.office(code="xa-chung"))
    assert pasts() == {date(2026, 10, 20): "xa-an"}
    assert lacking(SUMMER) == BEFORE


def test_a_counter_that_moves_twice_was_of_each_in_its_time(
    load, one, other, clock, lacking, pasts
):
    load(other)
    clock.pass_time(days=90)
    load(one)
    assert pasts() == {date(2026, 10, 20): "xa-an", date(2027, 1, 18): "xa-binh"}
    assert [lacking(each)["xa-binh"] for each in (SUMMER, AUTUMN, WINTER, quarter(2027, 2))] == [
        ["ho-tich"],
        ["dat-dai", "ho-tich"],
        ["dat-dai", "ho-tich"],
        ["ho-tich"],
    ]


def test_what_was_a_mistake_never_was(load, other, lacking, pasts):
    load(other, keeps_past=False)
    assert pasts() == {}
    assert lacking(SUMMER) == AFTER


def test_a_counter_that_opens_on_the_day_of_the_move_has_no_past(session, make, one, other, pasts):
    counter = make.counter(office=one, opened=date(2026, 10, 20))
    counter.office_id = other.id
    keep(session, {counter.id: one.id}, date(2026, 10, 20))
    session.commit()
    assert pasts() == {}


@pytest.fixture
def served(session):
    """The fields that the counter served, by the day until which it did."""

    def served():
        session.rollback()
        found = {}
        for past in session.scalars(select(CounterFieldPast).order_by(CounterFieldPast.field_id)):
            found.setdefault(past.until, []).append(session.get(Field, past.field_id).code)
        return found

    return served


def test_fields_that_a_counter_no_longer_serves_are_those_of_its_past(load, civil, lacking, served):
    assert lacking(SUMMER) == lacking(AUTUMN) == BEFORE
    load(fields=[civil])
    assert served() == {date(2026, 10, 20): ["dat-dai"]}
    assert lacking(SUMMER) == BEFORE
    assert lacking(AUTUMN) == {**BEFORE, "xa-an": ["dat-dai", "ho-tich"]}
    assert lacking(WINTER) == {**BEFORE, "xa-an": ["ho-tich"]}


def test_a_field_that_is_new_was_not_served_before(load, land, civil, lacking):
    load(fields=[land, civil])
    assert lacking(SUMMER) == BEFORE
    assert lacking(AUTUMN) == {**BEFORE, "xa-an": ["dat-dai", "ho-tich"]}


def test_fields_that_are_changed_twice_were_each_in_their_time(
    load, land, civil, clock, lacking, served
):
    load(fields=[civil])
    clock.pass_time(days=90)
    load(fields=[land])
    assert served() == {date(2026, 10, 20): ["dat-dai"], date(2027, 1, 18): ["ho-tich"]}
    both, one = ["dat-dai", "ho-tich"], ["dat-dai"]
    quarters = (SUMMER, AUTUMN, WINTER, quarter(2027, 2))
    assert [lacking(each)["xa-an"] for each in quarters] == [one, both, both, one]


def test_of_several_changes_of_fields_on_a_day_the_first_tells_what_was_before(
    load, make, land, civil, served
):
    load(fields=[civil])
    load(fields=[civil, make.field()])
    assert served() == {date(2026, 10, 20): ["dat-dai"]}
    load(fields=[land])
    assert served() == {}


def test_fields_that_were_a_mistake_never_were(load, civil, lacking, served):
    load(fields=[civil], keeps_past=False)
    assert served() == {}
    assert lacking(SUMMER) == {**BEFORE, "xa-an": ["ho-tich"]}


def test_a_counter_that_moves_takes_along_no_field_that_it_served_elsewhere(
    load, make, other, clock, lacking
):
    """Of the former office only the former fields are expected, and of the other one only those
    that the counter served there."""
    load(other)
    clock.pass_time(days=30)
    load(fields=[make.field(code="xay-dung")])
    assert lacking(AUTUMN) == {"xa-an": ["dat-dai"], "xa-binh": ["dat-dai", "ho-tich", "xay-dung"]}
    assert lacking(WINTER) == {"xa-binh": ["ho-tich", "xay-dung"]}


def test_a_counter_that_opens_later_has_served_nothing_before(
    load, session, counter, civil, served
):
    counter.opened = date(2026, 10, 20)
    session.commit()
    load(fields=[civil])
    assert served() == {}
