"""Forms that several staff pages have."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, ValidationError

from forms.web import translatable
from survey.accounts import passwords
from survey.accounts.person import NAME
from survey.accounts.register import NOT_A_NAME
from survey.roles import Role

EVERYTHING = "everything"
"""In the place of an office's identifier."""
LONGEST_NAME = 120

NO_FULL_NAME = translatable("Say the full name, in at most 120 characters.")
NO_ROLE = translatable("Choose a role.")
NO_OFFICE = translatable("Choose where the role is held.")
NO_DAY = translatable("Give a day, such as 31/12/2026.")
DIFFERENT = translatable("The two passwords differ. Type the same one twice.")
BREAKS = frozenset("\t\r\n")


def visible(typed: str | None) -> str:
    """What was typed without what nobody sees: some of it turns round what stands after it, in the
    log too, and a database refuses some."""
    kept = (each for each in typed or "" if each in BREAKS or _is_seen(each))
    return "".join(kept).strip()


def on_one_line(typed: str | None) -> str:
    return " ".join(visible(typed).split())


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


class NewPassword(FlaskForm):
    """A password that somebody chooses, typed twice."""

    password = PasswordField()
    again = PasswordField()

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = owner

    def validate_password(self, field: PasswordField) -> None:
        if objection := passwords.objection(field.data or "", self.owner):
            raise ValidationError(objection)

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError(DIFFERENT)


class RoleOnOffice(FlaskForm):
    """A role, and the office on which somebody is to have it."""

    role = StringField()
    office = StringField()

    def __init__(self, offices: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.offices = offices

    def validate_role(self, field: StringField) -> None:
        if field.data not in set(Role):
            raise ValidationError(NO_ROLE)

    def validate_office(self, field: StringField) -> None:
        if field.data not in self.offices:
            raise ValidationError(NO_OFFICE)

    @property
    def given_role(self) -> Role:
        return Role(self.role.data)

    @property
    def office_id(self) -> int | None:
        return None if self.office.data == EVERYTHING else int(self.office.data or 0)


class NewPerson(RoleOnOffice):
    """Somebody to be added, with a first role."""

    full_name = StringField(filters=[on_one_line])
    name = StringField(filters=[lambda text: (text or "").strip()])

    def validate_name(self, field: StringField) -> None:
        if not NAME.fullmatch(field.data or ""):
            raise ValidationError(NOT_A_NAME)

    def validate_full_name(self, field: StringField) -> None:
        if not 0 < len(field.data or "") <= LONGEST_NAME:
            raise ValidationError(NO_FULL_NAME)
