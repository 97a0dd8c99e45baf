"""Every route as every role, on the right and on the wrong office.

A page joins the walk by a line in its area's file in `tests/staff/walked`, which may also furnish
offices with what its pages show; a page that is in none makes a test fail.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from werkzeug.routing import IntegerConverter

from survey.access import OF_TABLETS, PUBLIC
from survey.roles import Role
from tests.makers import Makers
from tests.staff import walked
from tests.staff.walked.route import EVERYBODY, Route, Things

AREAS = [import_module(f"{walked.__name__}.{each.name}") for each in iter_modules(walked.__path__)]
ROUTES: tuple[Route, ...] = tuple(
    sorted(
        (route for area in AREAS for route in getattr(area, "ROUTES", ())),
        key=lambda route: route.is_last,
    )
)
OURS, THEIRS = "của ta", "BÍ MẬT của người khác"
"""What stands in every name of our office, and in every name of the other."""


@pytest.fixture
def without_tokens(app):
    """Forms need no token here: the walk is about who may, and tokens have tests of their own."""
    app.config["WTF_CSRF_ENABLED"] = False


def furnish(make: Makers, name: str) -> Things:
    """An office with one of everything, each with the name of whose it is."""
    office = make.office(name=f"Sở {name}")
    things: Things = {"office": office}
    for area in AREAS:
        if hasattr(area, "furnish"):
            things |= area.furnish(make, office, name)
    return things


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


def test_no_address_names_a_number_that_no_database_holds(app):
    """SQLite's own driver raises an error for numbers of more than 64 bits."""
    for rule in app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            if isinstance(converter, IntegerConverter):
                assert converter.max == 2**31 - 1, (rule.endpoint, name)


def written(page) -> str:
    """What a page says; of a file, what can be read without opening it."""
    return page.data.decode(errors="replace")


def expected(route: Route, role: Role, whose: str) -> set[int]:
    if role not in route.roles:
        return {403}
    if route.is_of_the_whole or (route.thing and whose == THEIRS):
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
            path = route.at(things)
            page = here.client.open(path, method=route.method)
            assert page.status_code in expected(route, role, whose), (role, route, whose)
            assert THEIRS not in written(page), (role, route, whose)
            if route.shows and role in route.roles and whose == OURS:
                assert OURS in written(page), (role, route)


def test_a_stranger_is_shown_nothing(without_tokens, client, offices):
    for route in ROUTES:
        for things in offices.values():
            page = client.open(route.at(things), method=route.method)
            assert page.status_code == 302, route
            assert page.location.startswith("/staff/sign-in"), route
            assert not {OURS, THEIRS} & set(page.text.split(">")), route


def test_somebody_without_a_role_is_shown_nothing(without_tokens, make, signed_in, offices):
    user = make.user()
    for route in ROUTES:
        shows = route.shows or route.is_file or route.is_of_all
        is_ones_own = route.roles == EVERYBODY and not shows
        for things in offices.values():
            page = signed_in(user).client.open(route.at(things), method=route.method)
            assert (THEIRS in page.text, OURS in page.text) == (False, False), route
            assert (page.status_code == 403) != is_ones_own, route


def test_a_role_on_everything_opens_both(make, signed_in, offices):
    for role in Role:
        here = signed_in(make.user(role))
        for route in ROUTES:
            if route.shows and not route.thing and role in route.roles:
                page = here.get(route.path)
                assert (OURS in page.text, THEIRS in page.text) == (True, True), route
