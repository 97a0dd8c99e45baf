"""Places."""

from survey.models import Place
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route


def the_place(things):
    return things["place"].id


def of_place(name, path="", method="GET", roles=ADMINISTRATORS, **more):
    path = f"/staff/places/{{thing}}{path}"
    return Route(f"places.{name}", path, roles, method, thing=the_place, **more)


ROUTES = (
    Route("places.show", "/staff/places", EVERYBODY, shows=True),
    Route("places.add", "/staff/places/add", ADMINISTRATORS, shows=True),
    Route("places.add", "/staff/places/add", ADMINISTRATORS, "POST"),
    of_place("place", roles=EVERYBODY, shows=True),
    of_place("edit", "/edit", shows=True),
    of_place("edit", "/edit", "POST"),
)


def furnish(make, office, name):
    place = Place(code=f"tt-{office.id}", name=f"Trung tâm {name}", office=office)
    make.session.add(place)
    make.session.commit()
    return {"place": place}
