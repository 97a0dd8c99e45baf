"""The lists of fields and of their groups: what can be done with them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func

from forms.web import translatable
from survey.models import Field, FieldGroup
from survey.staff import office_words as words
from survey.staff.lists import Column, Filter, Listing, contains
from survey.staff.office_list import is_in

CODE, VIETNAMESE, ENGLISH = (
    translatable("Code"),
    translatable("Vietnamese name"),
    translatable("English name"),
)


def of_fields(day: date) -> Listing:
    """What can be done with the list of fields."""
    return Listing(
        columns=(
            Column("name_vi", VIETNAMESE, lambda row: row[0].name_vi, Field.folded),
            Column("name_en", ENGLISH, lambda row: row[0].name_en, func.lower(Field.name_en)),
            Column("code", CODE, lambda row: row[0].code, Field.code),
            Column("groups", translatable("Groups"), lambda row: group_names(row[0])),
            Column("opened", translatable("Opened"), lambda row: row[0].opened, Field.opened),
            Column("closed", translatable("Closed"), lambda row: row[0].closed, Field.closed),
        ),
        searched=lambda word: contains(word, Field.folded),
        tie=Field.id,
        filters=(
            Filter("state", translatable("State"), words.states(), is_in(Field, day), words.OPEN),
        ),
        order="name_vi",
    )


def group_names(field: Field) -> str:
    return "; ".join(group.name_vi for group in field.groups)


def of_groups() -> Listing:
    """What can be done with the list of groups, which are few."""
    return Listing(
        columns=(
            Column("name_vi", VIETNAMESE, lambda row: row[0].name_vi, FieldGroup.folded),
            Column("name_en", ENGLISH, lambda row: row[0].name_en, func.lower(FieldGroup.name_en)),
            Column("code", CODE, lambda row: row[0].code, FieldGroup.code),
            Column(
                "fields",
                translatable("Fields"),
                lambda row: "; ".join(field.name_vi for field in row[0].fields),
            ),
        ),
        searched=lambda word: contains(word, FieldGroup.folded),
        tie=FieldGroup.id,
        order="name_vi",
    )
