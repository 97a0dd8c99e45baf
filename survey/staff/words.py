"""What the staff pages call things that the program knows by a key."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.web import translatable
from survey.accounts.person import Held
from survey.roles import Role

ROLES: Mapping[Role, str] = {
    Role.ADMINISTRATOR: translatable("Administrator"),
    Role.HEAD: translatable("Head"),
    Role.OPERATOR: translatable("Operator"),
    Role.AUDITOR: translatable("Auditor"),
}

EVERYTHING = translatable("all offices")


def role(name: str) -> str:
    """A role in the reader's language."""
    return str(gettext(ROLES[Role(name)]))


def role_and_office(held: Held) -> str:
    """A role with the office that it is on."""
    office = gettext(EVERYTHING) if held.office_id is None else held.office
    return f"{role(held.role)} · {office}"
