"""People and what they may do."""

from survey.roles import Role
from tests.staff.walked.route import ADMINISTRATORS, Route

READERS = ADMINISTRATORS | {Role.AUDITOR}


def the_person(things):
    return things["person"].id


def role_of_the_person(things):
    return f"{things['person'].id}/revoke/{things['role']}"


def of_person(name, path, thing=the_person):
    path = f"/staff/people/{path}"
    return Route(f"people.{name}", path, ADMINISTRATORS, "POST", thing=thing)


ROUTES = (
    Route("people.show", "/staff/people", READERS, shows=True),
    Route("people.add", "/staff/people/add", ADMINISTRATORS),
    Route("people.add", "/staff/people/add", ADMINISTRATORS, "POST"),
    Route("people.person", "/staff/people/{thing}", READERS, thing=the_person, shows=True),
    of_person("grant", "{thing}/grant"),
    of_person("link", "{thing}/link"),
    of_person("unlock", "{thing}/unlock"),
    of_person("forget_second_step", "{thing}/forget-second-step"),
    of_person("untie", "{thing}/untie"),
    of_person("close", "{thing}/close"),
    of_person("reopen", "{thing}/reopen"),
    of_person("revoke", "{thing}", thing=role_of_the_person),
)


def furnish(make, office, name):
    person = make.user("operator", office=office, full_name=f"Ông {name}")
    return {"person": person, "role": person.grants[0].id}
