"""The log."""

from survey.audit import Action, Actor, Deed, append, change
from survey.roles import Role
from tests.staff.walked.route import Route

READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})

ROUTES = (
    Route("log.show", "/staff/log", READERS, shows=True),
    Route("log.check", "/staff/log/check", READERS, is_of_the_whole=True),
)


def furnish(make, office, name):
    with change(make.session) as connection:
        deed = Deed(Action.CODE_REVOKED, "counter", f"Quầy {name}", office.id)
        append(connection, Actor(f"Ông {name}"), deed, make.clock())
    return {}
