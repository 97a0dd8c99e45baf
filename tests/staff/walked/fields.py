"""Fields and their groups, which belong to no office: the province alone changes them."""

from survey.models import FieldGroup
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route

FIELDS = "/staff/fields"

ROUTES = (
    Route("fields.show", FIELDS, EVERYBODY, is_of_all=True),
    Route("fields.groups", f"{FIELDS}/groups", EVERYBODY, is_of_all=True),
    *[
        Route(
            f"fields.{name}",
            f"{FIELDS}/{path}",
            ADMINISTRATORS,
            method,
            thing=thing,
            is_of_the_whole=True,
        )
        for method in ("GET", "POST")
        for name, path, thing in (
            ("add", "add", None),
            ("add_group", "groups/add", None),
            ("edit", "{thing}/edit", lambda things: things["field"].id),
            ("edit_group", "groups/{thing}/edit", lambda things: things["group"].id),
        )
    ],
)


def furnish(make, office, name):
    group = FieldGroup(code=f"group-{office.id}", name_vi="Nhóm", name_en="Group")
    make.session.add(group)
    make.session.commit()
    return {"field": make.field(), "group": group}
