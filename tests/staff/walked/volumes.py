"""Numbers of dossiers."""

from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route


def the_office(things):
    return things["office"].id


VOLUMES = "/staff/volumes"
ONE = f"{VOLUMES}/{{thing}}"

ROUTES = (
    Route("volumes.show", VOLUMES, EVERYBODY, shows=True),
    Route("volumes.office", ONE, EVERYBODY, shows=True, thing=the_office),
    Route("volumes.save", ONE, ADMINISTRATORS, "POST", thing=the_office),
)
