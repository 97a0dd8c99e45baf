"""Tablets."""

from kiosk import register
from tests.staff.walked.counters import OPERATORS
from tests.staff.walked.route import EVERYBODY, Route


def the_kiosk(things):
    return things["kiosk"].id


def of_kiosk(name, path="", roles=OPERATORS, method="POST", **more):
    path = f"/staff/kiosks/{{thing}}{path}"
    return Route(f"kiosks.{name}", path, roles, method, thing=the_kiosk, **more)


ROUTES = (
    Route("kiosks.show", "/staff/kiosks", EVERYBODY, shows=True),
    Route("kiosks.desk.add", "/staff/kiosks/add", OPERATORS, shows=True),
    Route("kiosks.desk.add", "/staff/kiosks/add", OPERATORS, "POST"),
    of_kiosk("tablet.show", roles=EVERYBODY, method="GET", shows=True),
    of_kiosk("desk.code", "/code", shows=True),
    of_kiosk("desk.pin", "/pin", shows=True),
    of_kiosk("desk.move", "/move", method="GET", shows=True),
    of_kiosk("desk.move", "/move"),
    of_kiosk("desk.revoke", "/revoke"),
)


def furnish(make, office, name):
    counter = make.counter(office=office, name=f"Quầy {name}")
    kiosk, _ = register.add(make.session, counter, make.clock(), name=f"Máy {name}")
    make.session.commit()
    return {"kiosk": kiosk}
