"""Offices."""

from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route


def the_office(things):
    return things["office"].id


def of_office(name, path="", method="GET", roles=ADMINISTRATORS, **more):
    path = f"/staff/offices/{{thing}}{path}"
    return Route(f"offices.{name}", path, roles, method, thing=the_office, **more)


ROUTES = (
    Route("offices.show", "/staff/offices", EVERYBODY, shows=True),
    Route("offices.add", "/staff/offices/add", ADMINISTRATORS, shows=True),
    Route("offices.add", "/staff/offices/add", ADMINISTRATORS, "POST"),
    of_office("office", roles=EVERYBODY, shows=True),
    of_office("edit", "/edit", shows=True),
    of_office("edit", "/edit", "POST"),
    of_office("close", "/close", shows=True),
    of_office("close", "/close", "POST"),
    of_office("merge", "/merge", shows=True),
    of_office("merge", "/merge", "POST"),
    of_office("move_counters", "/move-counters", "POST"),
)
