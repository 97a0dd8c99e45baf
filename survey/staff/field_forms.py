"""The forms of fields and of their groups."""

from __future__ import annotations

from wtforms import SelectMultipleField

from survey.setting_up import Said
from survey.staff.lines import Cell, LineForm


class GroupForm(LineForm):
    """What is said of a group."""

    COLUMNS = ("code", "name_vi", "name_en")
    code = Cell()
    name_vi = Cell()
    name_en = Cell()


class FieldForm(LineForm):
    """What is said of a field, which belongs to any number of groups."""

    COLUMNS = ("code", "name_vi", "name_en", "opened", "closed")
    code = Cell()
    name_vi = Cell()
    name_en = Cell()
    groups = SelectMultipleField(validate_choice=False)
    opened = Cell()
    closed = Cell()

    @property
    def line(self) -> Said:
        """A file has the codes of the groups in one cell."""
        return {**super().line, "groups": " ".join(self.groups.data or ())}

    def fill(self, said: Said) -> None:
        super().fill(said)
        self.groups.data = said["groups"].split()
