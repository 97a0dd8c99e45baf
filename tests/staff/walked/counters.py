"""Counters."""

from survey.roles import Role
from tests.staff.walked.route import EVERYBODY, Route

OPERATORS = frozenset({Role.ADMINISTRATOR, Role.OPERATOR})


def the_counter(things):
    return things["counter"].id


def of_counter(name, path="", roles=OPERATORS, method="POST", **more):
    path = f"/staff/counters/{{thing}}{path}"
    return Route(f"counters.{name}", path, roles, method, thing=the_counter, **more)


ROUTES = (
    Route("counters.show", "/staff/counters", EVERYBODY, shows=True),
    of_counter("counter.show", roles=EVERYBODY, method="GET", shows=True),
    of_counter("counter.reissue", "/reissue"),
    of_counter("counter.revoke", "/revoke"),
    Route("counters.desk.add", "/staff/counters/add", OPERATORS),
    Route("counters.desk.add", "/staff/counters/add", OPERATORS, "POST"),
    of_counter("desk.edit", "/change", method="GET", shows=True),
    of_counter("desk.edit", "/change"),
    of_counter("desk.close", "/close", method="GET", shows=True),
    of_counter("desk.close", "/close"),
    of_counter("desk.reopen", "/reopen"),
)


def furnish(make, office, name):
    return {"counter": make.counter(office=office, name=f"Quầy {name}")}
