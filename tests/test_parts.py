"""The offices under an office, as deep as the tree is."""

from datetime import date

import pytest
from sqlalchemy import select

from survey.models import Office
from survey.parts import Part, under, within


@pytest.fixture
def tree(make):
    """A province with two departments, one of them with a hospital; and an office beside it."""
    province = make.office(code="province")
    departments = [make.office(code=f"department-{n}", parent=province) for n in (1, 2)]
    hospital = make.office(code="hospital", parent=departments[0])
    beside = make.office(code="beside")
    return {office.code: office.id for office in (province, *departments, hospital, beside)}


@pytest.fixture
def seen(session):
    def seen(part):
        return sorted(session.scalars(select(Office.code).where(within(Office.id, part))))

    return seen


def test_a_part_is_an_office_and_everything_under_it(tree, seen):
    assert seen(Part.of([tree["province"]])) == [
        "department-1",
        "department-2",
        "hospital",
        "province",
    ]
    assert seen(Part.of([tree["department-1"]])) == ["department-1", "hospital"]
    assert seen(Part.of([tree["hospital"]])) == ["hospital"]


def test_parts_add_up(tree, seen):
    some = Part.of([tree["hospital"], tree["beside"]])
    assert seen(some) == ["beside", "hospital"]
    nested = Part.of([tree["province"], tree["hospital"]])
    assert seen(nested) == seen(Part.of([tree["province"]]))


def test_everything_is_everything_and_nothing_is_nothing(tree, seen):
    assert seen(Part.of([tree["hospital"], None])) == sorted(tree)
    assert seen(Part.of([])) == []
    assert (bool(Part.of([])), bool(Part.of([None])), bool(Part.of([7]))) == (False, True, True)


def test_a_circle_that_somebody_made_past_the_program_ends(session, make):
    one = make.office()
    other = make.office(parent=one)
    one.parent = other
    session.commit()
    assert sorted(session.scalars(under([one.id]))) == sorted([one.id, other.id])


def test_on_a_day_only_those_that_are_open_belong_to_it(session, make):
    merger = date(2025, 7, 1)
    province = make.office()
    old = make.office(parent=province, closed=merger)
    new = make.office(parent=province, opened=merger)

    def on(day):
        return sorted(session.scalars(under([province.id], day)))

    assert on(date(2025, 6, 30)) == [province.id, old.id]
    assert on(merger) == [province.id, new.id]
    assert sorted(session.scalars(under([province.id]))) == [province.id, old.id, new.id]
