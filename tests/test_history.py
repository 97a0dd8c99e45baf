"""What an office was on a day: its name, kind and parent, and the tree that this makes."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from survey.history import Was, changes_after, earliest, keep, was
from survey.models import Office, OfficePast
from survey.parts import under

JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)
JUNE_30, SEPTEMBER_30 = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def change(session):
    """Changes something of an office since a day, as a page or a file does."""

    def change(office, since, **columns):
        before = {office.id: Was.of(office)}
        for name, value in columns.items():
            setattr(office, name, value)
        keep(session, before, since)
        session.commit()

    return change


def kept(session):
    pasts = select(OfficePast.until, OfficePast.name).order_by(OfficePast.until)
    return [tuple(row) for row in session.execute(pasts)]


def test_an_office_is_what_it_was_until_the_day_before(session, make, change):
    tax, province = make.office(name="Thuế"), make.office(name="Tỉnh")
    office = make.office(name="Phòng Một cửa", kind="department", parent=tax)
    change(office, JULY, name="Bộ phận Một cửa")
    change(office, OCTOBER, name="Trung tâm", kind="centre", parent_id=province.id)

    def on(day):
        return was(session, day)[office.id]

    assert on(date(2000, 1, 1)) == Was("Phòng Một cửa", "department", tax.id)
    assert on(JUNE_30) == Was("Phòng Một cửa", "department", tax.id)
    assert on(JULY) == Was("Bộ phận Một cửa", "department", tax.id)
    assert on(SEPTEMBER_30) == Was("Bộ phận Một cửa", "department", tax.id)
    assert on(OCTOBER) == Was("Trung tâm", "centre", province.id)
    assert on(date(2100, 1, 1)) == Was("Trung tâm", "centre", province.id)
    assert was(session, JULY, [tax.id]) == {tax.id: Was("Thuế", "department", None)}


def test_an_office_that_stood_under_nobody_did_so_then(session, make, change):
    """Nothing in the place of a parent is what was so, and not what is unknown."""
    office = make.office()
    change(office, JULY, parent_id=make.office().id)
    assert was(session, JUNE_30)[office.id].parent_id is None


def test_those_under_an_office_on_a_day_are_those_that_were(session, make, change):
    old, new = make.office(name="Sở cũ"), make.office(name="Sở mới")
    school = make.office(parent=old)
    class_ = make.office(parent=school)
    change(school, JULY, parent_id=new.id)

    def ids(office, day=None):
        return sorted(session.scalars(under([office.id], day)))

    assert ids(old, JUNE_30) == [old.id, school.id, class_.id]
    assert ids(new, JUNE_30) == [new.id]
    assert ids(old, JULY) == [old.id]
    assert ids(new, JULY) == ids(new) == [new.id, school.id, class_.id]
    several = select(Office.id).where(
        Office.id.in_(under([old.id], JUNE_30)), Office.id.not_in(under([old.id], JULY))
    )
    assert sorted(session.scalars(several)) == [school.id, class_.id]


def test_a_second_change_on_a_day_keeps_what_was_there_before_the_first(session, make, change):
    office = make.office(name="A")
    change(office, JULY, name="B")
    change(office, JULY, name="C")
    assert kept(session) == [(JULY, "A")]
    change(office, JULY, name="A")
    assert kept(session) == []


def test_an_office_has_no_past_before_it_opened(session, make, change):
    office = make.office(name="A", opened=JULY)
    change(office, JULY, name="B")
    change(office, JUNE_30, name="C")
    assert kept(session) == []


def test_what_is_as_it_was_has_no_past(session, make, change):
    office = make.office(name="A")
    change(office, JULY, complaints="1022")
    assert kept(session) == []


def test_a_change_may_hold_from_the_last_one_or_the_opening_on(session, make, change):
    assert earliest(session, make.office()) is None
    office = make.office(opened=JULY)
    assert earliest(session, office) == JULY
    change(office, OCTOBER, name="B")
    assert earliest(session, office) == OCTOBER


def test_the_days_on_which_offices_changed(session, make, change):
    one, other = make.office(), make.office()
    change(one, JULY, name="A")
    change(other, OCTOBER, name="B")
    assert changes_after(session, JUNE_30) == [JULY, OCTOBER]
    assert changes_after(session, JULY) == [OCTOBER]


@pytest.mark.parametrize(
    ("columns", "constraint"), [({"kind": "shop"}, "kind_known"), ({"parent_id": 1}, "own_parent")]
)
def test_what_must_not_have_been_is_refused(session, make, columns, constraint):
    office = make.office(id=1)
    past = {"office_id": office.id, "until": JULY, "name": "A", "kind": "centre", **columns}
    session.add(OfficePast(**past))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()
