"""Which target applies where: for the offices of one's part, and for each field of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import selectinload

from forms.web import translatable
from survey.access import needs, part
from survey.database import db
from survey.models import Field, FieldGroup, Office
from survey.parts import is_open, within
from survey.periods import local_day
from survey.precedence import WHOM, Holding, Precedence
from survey.roles import Permission
from survey.staff import choices, target_list, words
from survey.staff.exports import as_file
from survey.staff.lists import Column, Filter, Listing, contains, shown

bp = Blueprint("holding", __name__, url_prefix="/staff/targets/where")

MEASURE = "transaction"
NONE = translatable("none")
IN_DOUBT = translatable("in doubt")
BY_SCOPE = translatable("set for this office")
FROM_ABOVE = translatable("set for %(scope)s, the nearest office above")
BY_GROUP = translatable("set for the group %(fields)s, which goes before all fields")
BY_PRECEDENCE = translatable("goes before “%(document)s” (%(demand)s): larger precedence")
LESS_SPECIFIC = translatable("goes before “%(document)s” (%(demand)s): more specific")
TOGETHER = translatable("its rate is of %(whom)s together, as the document demands")
RIVAL = translatable(
    "“%(document)s” demands %(demand)s and is equally specific: give the later document the larger "
    "precedence"
)


@dataclass(frozen=True)
class Question:
    """Of which year and measure somebody wants to know."""

    year: int
    measure: str

    @property
    def in_address(self) -> dict[str, str]:
        return {"year": str(self.year), "measure": self.measure}


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """Each office of one's part with what holds for all its fields and for each group."""
    asked, precedence = _asked(), Precedence.read(db.session(), _today())
    offices = select(Office).where(within(Office.id, part()), is_open(_today()))
    wanted = {**request.args, **asked.in_address}
    found = shown(db.session(), offices, _listing(asked, precedence), wanted)
    file = as_file(found, f"targets-{asked.year}-{asked.measure}")
    return file or render_template("staff/holding.html", shown=found, asked=asked)


@bp.get("/<int:office_id>")
@needs(Permission.READ)
def office(office_id: int) -> ResponseReturnValue:
    """The fields of an office, each with the target that holds and why."""
    theirs = select(Office).where(Office.id == office_id, within(Office.id, part()))
    found: Office = db.first_or_404(theirs)
    asked, precedence = _asked(), Precedence.read(db.session(), _today())
    fields = db.session.scalars(
        select(Field).where(is_open(_today(), Field)).order_by(Field.folded)
    )
    rows: list[tuple[int | None, str]] = [(None, gettext(target_list.ALL_FIELDS))]
    rows += [(each.id, choices.field_name(each)) for each in fields]
    holds = partial(precedence.holding, office_id, year=asked.year, measure=asked.measure)
    return render_template(
        "staff/holding_office.html",
        office=found,
        asked=asked,
        years=_years(),
        measures=words.measures(),
        rows=[(name, _told(holds, field)) for field, name in rows],
        words=words,
    )


@dataclass(frozen=True)
class Told:
    """A target that holds, for whom, and why, in the reader's language."""

    whom: str
    demand: str
    document: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


def _told(holds: Any, field: int | None) -> list[Told]:
    """What holds of a field: once, if it is the same for people and for organisations."""
    by_aim: dict[int, tuple[Holding, list[str]]] = {}
    for whom in WHOM:
        if found := holds(field, whom=whom):
            by_aim.setdefault(found.aim.id, (found, []))[1].append(whom)
    return [
        Told(
            words.whom(whom),
            words.demand(found.aim.demand),
            found.aim.document,
            tuple(_reasons(found, whom)),
            tuple(gettext(RIVAL, **_named(rival)) for rival in found.rivals),
        )
        for found, whom in by_aim.values()
    ]


def _reasons(found: Holding, whom: Collection[str]) -> Iterator[str]:
    aim = found.aim
    yield gettext(FROM_ABOVE, scope=aim.scope_name) if found.steps else gettext(BY_SCOPE)
    if aim.group is not None:
        yield gettext(BY_GROUP, fields=target_list.fields(aim))
    for other in found.overruled[:1]:
        is_equal = (other.scope, other.group) == (aim.scope, aim.group)
        yield gettext(BY_PRECEDENCE if is_equal else LESS_SPECIFIC, **_named(other))
    if aim.whom > set(whom):
        yield gettext(TOGETHER, whom=words.whom(aim.whom))


def _named(aim: Any) -> dict[str, str]:
    return {"document": aim.document, "demand": words.demand(aim.demand)}


def _listing(asked: Question, precedence: Precedence) -> Listing:
    loaded = select(FieldGroup).options(selectinload(FieldGroup.fields))
    groups = db.session.scalars(loaded.order_by(FieldGroup.code))
    about: list[tuple[str, str, int | None]] = [("all", target_list.ALL_FIELDS, None)]
    about += [
        (each.code, choices.field_name(each), min(f.id for f in each.fields))
        for each in groups
        if each.fields
    ]

    def cell(field: int | None, row: Any) -> str:
        return _in_short(precedence, row[0].id, field, asked)

    return Listing(
        columns=(
            Column("office", translatable("Office"), lambda row: row[0].name, Office.folded),
            *[Column(key, title, partial(cell, field)) for key, title, field in about],
        ),
        searched=lambda word: contains(word, Office.folded),
        tie=Office.id,
        filters=(
            Filter("year", translatable("Year"), _years(), _anything, str(_today().year)),
            Filter("measure", translatable("Measure"), words.measures(), _anything, MEASURE),
        ),
        order="office",
    )


def _in_short(precedence: Precedence, office: int, field: int | None, asked: Question) -> str:
    """What holds in an office, in a few words."""
    said: dict[str, list[str]] = {}
    for whom in WHOM:
        found = precedence.holding(office, field, asked.year, asked.measure, whom)
        said.setdefault(_shortest(found), []).append(whom)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{words.whom(whom)}: {demand}" for demand, whom in said.items())


def _shortest(found: Holding | None) -> str:
    if found is None:
        return str(gettext(NONE))
    demand = words.demand(found.aim.demand)
    return f"{demand} ({gettext(IN_DOUBT)})" if found.rivals else demand


def _anything(_: str) -> ColumnElement[bool]:
    """The year and the measure narrow no list of offices."""
    return true()


def _asked() -> Question:
    year, measure = request.args.get("year", ""), request.args.get("measure", "")
    return Question(
        int(year) if year in _years() else _today().year,
        measure if measure in words.MEASURES else MEASURE,
    )


def _years() -> Mapping[str, str]:
    now = _today().year
    return {str(year): str(year) for year in range(now - 3, now + 6)}


def _today() -> date:
    return local_day(current_app.config["CLOCK"]())
