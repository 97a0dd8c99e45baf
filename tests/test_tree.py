"""The tree of offices on a day: who stood where, under which name, and who was open."""

from datetime import date

import pytest

from survey.history import Was, keep
from survey.parts import Part
from survey.tree import Standing, whole

JULY = date(2026, 7, 1)
JUNE_30 = date(2026, 6, 30)
EVERYTHING = Part.of([None])


@pytest.fixture
def province(make, session):
    """Two communes until the end of June, of which one follows the other; a school moves along."""
    province = make.office(code="province", name="Tỉnh", kind="province")
    old = make.office(code="old", name="Xã Á", kind="commune", parent=province, closed=JULY)
    new = make.office(code="new", name="Xã Bê", kind="commune", parent=province)
    school = make.office(code="school", name="Trường", kind="school", parent=old)
    before = {each.id: Was.of(each) for each in (new, school)}
    new.name, school.parent = "Xã Mới", new
    keep(session, before, JULY)
    session.commit()
    return province


def test_the_tree_of_a_day_has_the_names_and_the_places_of_that_day(session, province):
    assert list(whole(session, JUNE_30, EVERYTHING).values()) == [
        Standing("province", "Tỉnh", "province", None, is_open=True),
        Standing("old", "Xã Á", "commune", "province", is_open=True),
        Standing("school", "Trường", "school", "old", is_open=True),
        Standing("new", "Xã Bê", "commune", "province", is_open=True),
    ]
    assert list(whole(session, JULY, EVERYTHING).values()) == [
        Standing("province", "Tỉnh", "province", None, is_open=True),
        Standing("old", "Xã Á", "commune", "province", is_open=False),
        Standing("new", "Xã Mới", "commune", "province", is_open=True),
        Standing("school", "Trường", "school", "new", is_open=True),
    ]


def test_a_part_is_a_tree_of_its_own_and_names_nobody_above_it(session, province, make):
    new = next(each for each in session.query(type(province)) if each.code == "new")
    # The school is of this part now, and stood under somebody else then.
    part = Part.of([new.id])
    assert [(each.code, each.parent) for each in whole(session, JUNE_30, part).values()] == [
        ("school", None),
        ("new", None),
    ]
    assert [(each.code, each.parent) for each in whole(session, JULY, part).values()] == [
        ("new", None),
        ("school", "new"),
    ]


def test_siblings_stand_in_the_order_of_their_names_however_many_they_are(session, make):
    top = make.office(code="top")
    for number in range(12):
        make.office(code=f"child-{number:02}", name=f"Xã {11 - number:02}", parent=top)
    found = list(whole(session, JULY, EVERYTHING))
    assert found == ["top", *[f"child-{number:02}" for number in reversed(range(12))]]


def test_nobody_is_a_tree_too(session):
    assert whole(session, JULY, EVERYTHING) == {}
