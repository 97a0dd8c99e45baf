"""Every route as every role, on the right and on the wrong office.

A page joins the walk by a line in ROUTES; one that has none makes a test fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from survey.access import OF_TABLETS, PUBLIC
from survey.audit import Action, Actor, Deed, append, change
from survey.roles import Role
from tests.makers import Makers

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
OURS, THEIRS = "của ta", "BÍ MẬT của người khác"
"""What stands in every name of our office, and in every name of the other."""


@dataclass(frozen=True)
class Route:
    """A way to ask for something: with which method, where, as whom."""

    endpoint: str
    path: str
    roles: frozenset[Role]
    """Who may; the others are refused whatever office it is about."""
    method: str = "GET"
    shows: bool = False
    """Whether the page shows things of the office, so that ours must stand there."""
    thing: Callable[[dict[str, object]], object] | None = None
    """What of an office the path names, if it names something."""


MANAGERS = frozenset({Role.ADMINISTRATOR})
READERS_OF_THE_LOG = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


def the_person(things):
    return things["person"].id


def role_of_the_person(things):
    user = things["person"]
    return f"{user.id}/revoke/{things['role']}"


def of_person(name, path, method="POST", thing=the_person, **more):
    return Route(f"people.{name}", f"/staff/people/{path}", MANAGERS, method, thing=thing, **more)


ROUTES = (
    Route("staff.start", "/staff/", EVERYBODY),
    Route("account.show", "/staff/account", EVERYBODY),
    Route("account.password", "/staff/account/password", EVERYBODY),
    Route("account.password", "/staff/account/password", EVERYBODY, "POST"),
    Route("second_step.show", "/staff/account/second-step", EVERYBODY),
    Route("second_step.show", "/staff/account/second-step", EVERYBODY, "POST"),
    Route("second_step.off", "/staff/account/second-step/off", EVERYBODY, "POST"),
    Route(
        "second_step.recovery_codes",
        "/staff/account/second-step/recovery-codes",
        EVERYBODY,
        "POST",
    ),
    Route("counters.show", "/staff/counters", EVERYBODY, shows=True),
    Route("people.show", "/staff/people", MANAGERS, shows=True),
    Route("people.add", "/staff/people/add", MANAGERS),
    Route("people.add", "/staff/people/add", MANAGERS, "POST"),
    of_person("person", "{thing}", "GET", shows=True),
    of_person("grant", "{thing}/grant"),
    of_person("link", "{thing}/link"),
    of_person("unlock", "{thing}/unlock"),
    of_person("forget_second_step", "{thing}/forget-second-step"),
    of_person("close", "{thing}/close"),
    of_person("reopen", "{thing}/reopen"),
    of_person("revoke", "{thing}", thing=role_of_the_person),
    Route("log.show", "/staff/log", READERS_OF_THE_LOG, shows=True),
    # The last ones, since they end the sign-in.
    Route("account.sign_out_everywhere", "/staff/account/sign-out-everywhere", EVERYBODY, "POST"),
    Route("sign_in.sign_out", "/staff/sign-out", EVERYBODY, "POST"),
)


@pytest.fixture
def without_tokens(app):
    """Forms need no token here: the walk is about who may, and tokens have tests of their own."""
    app.config["WTF_CSRF_ENABLED"] = False


def furnish(make: Makers, name: str) -> dict[str, object]:
    """An office with one of everything, each with the name of whose it is."""
    office = make.office(name=f"Sở {name}")
    person = make.user("operator", office=office, full_name=f"Ông {name}")
    with change(make.session) as connection:
        deed = Deed(Action.CODE_REVOKED, "counter", f"Quầy {name}", office.id)
        append(connection, Actor(f"Ông {name}"), deed, make.clock())
    return {
        "office": office,
        "counter": make.counter(office=office, name=f"Quầy {name}"),
        "person": person,
        "role": person.grants[0].id,
    }


@pytest.fixture
def offices(make):
    """Two offices beside each other, with one of everything in each."""
    return {name: furnish(make, name) for name in (OURS, THEIRS)}


def test_every_route_that_is_not_public_is_walked(app):
    asked = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint not in PUBLIC | OF_TABLETS
    }
    assert {(route.endpoint, route.method) for route in ROUTES} == asked


def expected(route: Route, role: Role, whose: str) -> set[int]:
    if role not in route.roles:
        return {403}
    if route.thing and whose == THEIRS:
        return {404}
    return {200, 302, 303, 422}


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_may_of_its_own_office_and_nothing_of_another(
    without_tokens, make, signed_in, offices, role
):
    user = make.user(role, office=offices[OURS]["office"], full_name="Bà chính mình")
    for route in ROUTES:
        for whose, things in offices.items():
            here = signed_in(user)
            path = route.path.format(thing=route.thing(things)) if route.thing else route.path
            page = here.client.open(path, method=route.method)
            assert page.status_code in expected(route, role, whose), (role, route, whose)
            assert THEIRS not in page.text, (role, route, whose)
            if route.shows and role in route.roles and whose == OURS:
                assert OURS in page.text, (role, route)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_a_stranger_is_shown_nothing(without_tokens, client, offices, route):
    for things in offices.values():
        path = route.path.format(thing=route.thing(things)) if route.thing else route.path
        page = client.open(path, method=route.method)
        assert page.status_code == 302
        assert page.location.startswith("/staff/sign-in")
        assert not {OURS, THEIRS} & set(page.text.split(">"))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_somebody_without_a_role_is_shown_nothing(without_tokens, make, signed_in, offices, route):
    for things in offices.values():
        path = route.path.format(thing=route.thing(things)) if route.thing else route.path
        page = signed_in(make.user()).client.open(path, method=route.method)
        assert (THEIRS in page.text, OURS in page.text) == (False, False)
        is_ones_own = route.roles == EVERYBODY and not route.shows
        assert (page.status_code == 403) != is_ones_own


def test_a_role_on_everything_opens_both(make, signed_in, offices):
    for role in Role:
        here = signed_in(make.user(role))
        for route in ROUTES:
            if route.shows and not route.thing and role in route.roles:
                page = here.get(route.path)
                assert (OURS in page.text, THEIRS in page.text) == (True, True), route
