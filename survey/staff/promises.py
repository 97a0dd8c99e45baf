"""The remedies of a part as they are listed, and the form with which one is promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from forms.web import translatable
from survey.models import Field, Office, Remedy
from survey.parts import Part, within
from survey.remedies import days_late, in_state, state_of
from survey.staff import choices, words
from survey.staff.follow_up_forms import ALL_FIELDS, RemedyForm
from survey.staff.lists import Column, Filter, Listing, contains

LONG_AGO_DONE = date(9999, 12, 31)
"""Sorts what is done after all that is not."""
EVERY_FIELD = translatable("all fields")


def remedies(part: Part) -> Select[*tuple[Any, ...]]:
    """The remedies of a part."""
    return (
        select(Remedy)
        .join(Remedy.office)
        .where(within(Remedy.office_id, part))
        .options(contains_eager(Remedy.office), selectinload(Remedy.field))
    )


def listing(session: Session, part: Part, today: date) -> Listing:
    """What can be done with the list of remedies: late ones stand first."""

    def has_word(word: str) -> ColumnElement[bool]:
        return or_(contains(word, Remedy.folded), contains(word, Office.folded))

    def is_in(state: str) -> ColumnElement[bool]:
        return in_state(state, today)

    def said(row: Any) -> str:
        return words.remedy_state(state_of(row[0], today))

    still_due = case((Remedy.done_on.is_(None), Remedy.due_on), else_=LONG_AGO_DONE)
    office, field = translatable("Office"), translatable("Field")
    return Listing(
        columns=(
            Column("due", translatable("Due on"), lambda row: row[0].due_on, still_due),
            Column("state", words.STATE, said),
            Column("late", translatable("Days late"), lambda row: days_late(row[0], today)),
            Column("what", translatable("What"), lambda row: row[0].what, Remedy.folded),
            Column("who", translatable("In charge"), lambda row: row[0].who),
            Column("office", office, lambda row: row[0].office.name, Office.folded),
            Column("field", field, lambda row: field_of(row[0])),
            Column(
                "promised",
                translatable("Promised on"),
                lambda row: row[0].promised_on,
                Remedy.promised_on,
            ),
            Column("done", translatable("Done on"), lambda row: row[0].done_on, Remedy.done_on),
            Column("outcome", translatable("What was done"), lambda row: row[0].outcome),
        ),
        searched=has_word,
        tie=Remedy.id,
        filters=(
            Filter("state", words.STATE, words.remedy_states(), is_in),
            Filter("office", office, choices.offices(session, part), _is_of_office),
        ),
        order="due",
    )


def _is_of_office(code: str) -> ColumnElement[bool]:
    return Office.code == code


def field_of(remedy: Remedy) -> str:
    """The field that a remedy concerns, in the reader's language."""
    return choices.field_name(remedy.field) if remedy.field else str(gettext(EVERY_FIELD))


def open_remedies(session: Session, office_id: int) -> Mapping[str, str]:
    """What an office has promised and not done yet, by what a form says."""
    mine = select(Remedy).where(Remedy.office_id == office_id, Remedy.done_on.is_(None))
    found = session.scalars(mine.order_by(Remedy.due_on, Remedy.id))
    return {str(each.id): each.what for each in found}


def form_for(
    session: Session, offices: Mapping[str, str], earliest: date, data: Mapping[str, Any]
) -> RemedyForm:
    """The form with which a remedy is promised for one of some offices."""
    found = session.scalars(select(Field).order_by(Field.folded, Field.id))
    fields = {str(each.id): choices.field_name(each) for each in found}
    every = {ALL_FIELDS: str(gettext(EVERY_FIELD))}
    return RemedyForm(offices, every | fields, earliest, data=dict(data))
