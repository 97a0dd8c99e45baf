"""Who publishes which report: a head their own, an administrator those of their part."""

import pytest

from survey.accounts import person as persons
from survey.editions.refusals import MayNotPublish
from survey.editions.rights import publisher
from survey.models import Grant
from survey.reporting import scopes
from tests.reporting.conftest import NOW


@pytest.fixture
def tree(make):
    """A province with two departments, one of which has a branch."""
    top = make.office(code="top", kind="province")
    one, other = (make.office(code=code, parent=top) for code in ("one", "other"))
    make.office(code="branch", parent=one)
    return {"top": top, "one": one, "other": other, "everything": None}


ALL = {("office", code) for code in ("top", "one", "other", "branch")}
ALL |= {("part", code) for code in ("top", "one", "other", "branch")} | {("province", "top")}
OF_ONE = {(kind, code) for kind in ("office", "part") for code in ("one", "branch")}


@pytest.mark.parametrize(
    ("role", "on", "may"),
    [
        ("administrator", "everything", ALL),
        ("administrator", "top", ALL),
        ("administrator", "one", OF_ONE),
        ("head", "one", {("office", "one"), ("part", "one")}),
        ("head", "top", {("office", "top"), ("part", "top"), ("province", "top")}),
        ("head", "everything", {("office", "top"), ("part", "top"), ("province", "top")}),
        ("operator", "one", set()),
        ("auditor", "everything", set()),
    ],
)
def test_who_publishes_what(session, press, tree, role, on, may):
    who = press.person(role, tree[on])
    asked = [scopes.office(session, code) for code in ("top", "one", "other", "branch")]
    asked += [scopes.part(session, code, NOW.period) for _, code in sorted(ALL) if _ == "part"]
    asked.append(scopes.province(session, NOW.period))
    found = set()
    for scope in asked:
        try:
            publisher(session, who, scope)
        except MayNotPublish:
            continue
        found.add((scope.kind, scope.code))
    assert found == may


def test_a_role_that_publishes_is_the_one_that_is_named(session, press, make, tree):
    user = make.user("auditor", office=tree["one"])
    session.add(Grant(user_id=user.id, role="head", office_id=tree["one"].id))
    session.commit()
    who = persons.person(session, user.id)
    found = publisher(session, who, scopes.office(session, "one"))
    assert (found.actor.role, found.held.office_id) == ("head", tree["one"].id)


def test_who_may_not_publishes_nothing(press, small_office, make):
    for who in (press.person("operator", small_office), press.person("head", make.office())):
        with pytest.raises(MayNotPublish):
            press.publish(who)
