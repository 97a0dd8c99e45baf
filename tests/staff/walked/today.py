"""The first page, and how an office stands."""

from datetime import timedelta

from tests.staff.walked.route import EVERYBODY, Route


def the_office(things):
    return things["office"].id


ROUTES = (
    Route("staff.start", "/staff/", EVERYBODY),
    Route("standings.show", "/staff/standing", EVERYBODY, shows=True),
    Route("staff.standing", "/staff/standing/{thing}", EVERYBODY, shows=True, thing=the_office),
)


def furnish(make, office, name):
    """Enough answers for a figure, in the quarter under way."""
    counter = make.counter(office=office, name=f"Quầy {name}")
    for day in range(5):
        make.response(counter, at=make.clock() - timedelta(days=day))
    return {}
