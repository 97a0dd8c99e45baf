"""Reports: as they are now, as they were published, as files; and where they are published."""

from survey.accounts.person import person
from survey.editions.publishing import publish
from survey.editions.said import Said
from survey.hours import read_hours
from survey.reporting import scopes
from survey.reporting.collecting import Request
from survey.reporting.spans import QUARTER, Span
from survey.roles import Role
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route


def the_code(things):
    return things["office"].code


PUBLISHERS = frozenset({Role.ADMINISTRATOR, Role.HEAD})
LIST = "/staff/reports"
NOW = f"{LIST}/office/{{thing}}/2026Q4"
PUBLISHED = f"{LIST}/office/{{thing}}/2026Q3"
EDITION = f"{PUBLISHED}/editions/1"
OF_ALL = f"{LIST}/province/{{thing}}/2026Q3/editions/1/everybody"

ROUTES = (
    Route("reports.show", LIST, EVERYBODY, shows=True),
    Route("reports.one", NOW, EVERYBODY, shows=True, thing=the_code),
    Route("reports.file", f"{NOW}/files/json", EVERYBODY, shows=True, thing=the_code),
    Route("reports.edition", EDITION, EVERYBODY, shows=True, thing=the_code),
    Route("reports.edition_file", f"{EDITION}/files/json", EVERYBODY, shows=True, thing=the_code),
    Route("report_publishing.publish", f"{PUBLISHED}/publish", PUBLISHERS, thing=the_code),
    Route("report_publishing.publish", f"{PUBLISHED}/publish", PUBLISHERS, "POST", thing=the_code),
    # Neither office is a province, so that there is none for anybody.
    Route(
        "report_publishing.everybody", OF_ALL, ADMINISTRATORS, thing=the_code, is_of_the_whole=True
    ),
    Route(
        "report_publishing.everybody",
        OF_ALL,
        ADMINISTRATORS,
        "POST",
        thing=the_code,
        is_of_the_whole=True,
    ),
)


def furnish(make, office, name):
    """An edition of a span in which nobody had answered."""
    user = make.user(Role.ADMINISTRATOR, full_name=f"Bà {name}")
    scope, hours = scopes.office(make.session, office.code), read_hours("1-5 07:30-17:00")
    asked = Request(scope, Span(QUARTER, 2026, 3), make.clock(), hours)
    publish(make.session, asked, person(make.session, user.id), Said(remarks=f"Lời {name}"))
    return {}
