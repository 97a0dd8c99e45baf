"""Forms that several staff pages have."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField, ValidationError

from forms.web import translatable
from survey.accounts import passwords

DIFFERENT = translatable("The two passwords differ. Type the same one twice.")


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
