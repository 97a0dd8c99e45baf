"""Targets that concern a part, and how they are listed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import selectinload

from forms.web import translatable
from survey.models import Field, FieldGroup, Office, Target
from survey.models.fields import field_group_members
from survey.parts import Part, above, within
from survey.precedence import Aim, aim_of
from survey.staff import words
from survey.staff.lists import Column, Filter, Listing, contains

STATES = {
    "in-force": translatable("in force"),
    "ended": translatable("ended"),
    "to-come": translatable("to come"),
}
ALL_FIELDS = translatable("all fields")
COMPARATORS = {
    ">=": translatable("at least (≥)"),
    ">": translatable("more than (>)"),
}


def concerning(part: Part) -> ColumnElement[bool]:
    """That a target holds for an office of a part: its scope lies in it or above it."""
    if part.is_everything:
        return true()
    higher = select(Office.code).where(Office.id.in_(above(part.offices)))
    return or_(of_own(part), Target.scope.in_(higher))


def of_own(part: Part) -> ColumnElement[bool]:
    """That a target's scope is an office of a part; of everything every target is."""
    if part.is_everything:
        return true()
    return Target.scope.in_(select(Office.code).where(within(Office.id, part)))


def targets(part: Part) -> Select[Any]:
    """The targets that whoever reads in a part may read."""
    loaded = selectinload(Target.group).selectinload(FieldGroup.fields)
    return select(Target).where(concerning(part)).options(loaded)


def listing(year: int) -> Listing:
    """What can be done with the list of targets."""

    def is_in_state(state: str) -> ColumnElement[bool]:
        return {
            "in-force": and_(Target.first_year <= year, Target.last_year >= year),
            "ended": Target.last_year < year,
            "to-come": Target.first_year > year,
        }[state]

    return Listing(
        columns=(
            Column("scope", translatable("For"), lambda row: row[0].scope_name, Target.folded),
            Column("measure", translatable("Measure"), lambda row: words.measure(row[0].measure)),
            Column("fields", translatable("Fields"), lambda row: fields(aim_of(row[0]))),
            Column("whom", translatable("Whom"), lambda row: words.whom(aim_of(row[0]).whom)),
            Column("years", translatable("Years"), lambda row: years(row[0]), Target.last_year),
            Column(
                "demand",
                translatable("Target"),
                lambda row: words.demand(aim_of(row[0]).demand),
                Target.threshold,
            ),
            Column("document", translatable("Document"), lambda row: row[0].document),
            Column("precedence", translatable("Precedence"), lambda row: row[0].precedence),
            Column("state", words.STATE, lambda row: state(row[0], year)),
        ),
        searched=_has_word,
        tie=Target.id,
        filters=(
            Filter("measure", translatable("Measure"), words.measures(), _is_of),
            Filter("state", words.STATE, _states(), is_in_state),
        ),
        order="scope",
    )


def fields(aim: Aim) -> str:
    """Which fields a target speaks of, in the reader's language."""
    if aim.group is None:
        return str(gettext(ALL_FIELDS))
    return words.in_language(aim.group_vi, aim.group_en)


def demanded(aim: Aim) -> str:
    """What a target demands, and of what: beside another one of the same scope."""
    return f"{words.demand(aim.demand)} ({fields(aim)}; {words.whom(aim.whom)})"


def years(target: Target | Aim) -> str:
    """The years in which it holds."""
    first, last = target.first_year, target.last_year
    return str(first) if first == last else f"{first}–{last}"


def state(target: Target, year: int) -> str:
    """Whether it holds in a year, in the reader's language."""
    if target.last_year < year:
        return _states()["ended"]
    return _states()["in-force" if target.first_year <= year else "to-come"]


def _states() -> dict[str, str]:
    return {key: gettext(said) for key, said in STATES.items()}


def _is_of(measure: str) -> ColumnElement[bool]:
    return Target.measure == measure


def _has_word(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the scope, the document or the name of a field of the group."""
    grouped = (
        exists()
        .where(field_group_members.c.group_id == Target.group_id)
        .where(field_group_members.c.field_id == Field.id, contains(word, Field.folded))
    )
    return or_(contains(word, Target.folded), grouped.correlate(Target))
