"""The offices of one's part and how they stand this quarter, as a list and as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import ColumnElement, SQLColumnExpression, case, select, true

from analysis.rounding import half_up
from forms.web import translatable
from survey.access import needs, part
from survey.database import db
from survey.figures import Figure
from survey.models import Office
from survey.parts import within
from survey.roles import Permission
from survey.staff import figure_words, quarters, words
from survey.staff.exports import as_file
from survey.staff.lists import Cell, Column, Filter, Listing, contains, shown
from survey.staff.part_figures import MEASURES, ORDER, PartFigures, quarter_of
from survey.staff.today import now

bp = Blueprint("standings", __name__, url_prefix="/staff/standing")

UNCERTAIN, NO_TARGET, HIDDEN = "uncertain", "no-target", "hidden"
GROUPS = {
    UNCERTAIN: translatable("not proven either way"),
    NO_TARGET: translatable("no target"),
    HIDDEN: translatable("not shown: too few answers"),
}

INTERVAL = ("low", "high")
"""One column of the page, by which nobody sorts."""

Figures = Mapping[int, Figure]
"""By the office."""


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """Every office about which somebody answered, of one measure."""
    day = now()
    quarter, offices = quarter_of(day), PartFigures.of(day, part()).offices
    first = _first({each.measure for each in offices})
    asked = request.args.get("measure", "")
    measure = asked if asked in MEASURES else first
    figures = {each.office: each.main for each in offices if each.measure == measure if each.office}
    rows = select(Office).where(within(Office.id, part()), Office.id.in_(figures))
    found = shown(db.session(), rows, _listing(figures, first), request.args)
    return as_file(found, f"standing-{quarter.key}") or render_template(
        "staff/standings.html",
        shown=found,
        figures=figures,
        quarter=quarters.name(quarter),
        period=quarter.period,
        said=figure_words,
    )


def _first(answered: set[str]) -> str:
    """The measure that is told of if nobody says which."""
    return next((each for each in MEASURES if each in answered), MEASURES[0])


def _listing(figures: Figures, first: str) -> Listing:
    def number(key: str, title: str, cell: Callable[[Figure], Cell]) -> Column:
        order = None if key in INTERVAL else _order(figures, cell)
        return Column(key, title, _of(figures, cell), order, is_number=True)

    return Listing(
        columns=(
            Column("office", translatable("Office"), lambda row: row[0].name, Office.folded),
            Column("code", translatable("Code"), lambda row: row[0].code),
            number("rate", translatable("Rate, %"), lambda each: _points(each.estimate)),
            number("low", translatable("Interval from, %"), lambda each: _points(each.low)),
            number("high", translatable("Interval to, %"), lambda each: _points(each.high)),
            number("answers", translatable("Answers"), lambda each: each.answered),
            Column("target", translatable("Target"), _of(figures, figure_words.demand)),
            Column(
                "verdict",
                translatable("Verdict"),
                _of(figures, figure_words.status, otherwise=figure_words.hidden()),
                _order(figures, lambda each: ORDER.index(each.status)),
            ),
        ),
        searched=lambda word: contains(word, Office.folded),
        tie=Office.id,
        filters=(
            Filter("measure", translatable("Measure"), words.measures(), _anything, first),
            Filter("verdict", translatable("Verdict"), _verdicts(), _has(figures)),
        ),
        order="verdict",
        then=(Office.folded,),
    )


def _of(
    figures: Figures, cell: Callable[[Figure], Cell], otherwise: Cell = None
) -> Callable[[Any], Cell]:
    """What is said of an office whose figure may be shown."""

    def said(row: Any) -> Cell:
        figure = figures[row[0].id]
        return cell(figure) if figure.is_shown else otherwise

    return said


def _order(figures: Figures, value: Callable[[Figure], Any]) -> SQLColumnExpression[Any]:
    """Offices by their figures. Those not shown stand together: nothing tells them apart."""
    values = {office: value(each) for office, each in figures.items() if each.is_shown}
    ranked = {each: rank for rank, each in enumerate(sorted(set(values.values()) - {None}))}
    places = {office: ranked[each] for office, each in values.items() if each is not None}
    return case(places, value=Office.id) if places else Office.folded


def _verdicts() -> dict[str, str]:
    shapes = {shape: figure_words.verdict(status) for status, shape in figure_words.SHAPES.items()}
    return {**shapes, **{key: gettext(said) for key, said in GROUPS.items()}}


def _has(figures: Figures) -> Callable[[str], ColumnElement[bool]]:
    def is_so(figure: Figure, verdict: str) -> bool:
        if not figure.is_shown or verdict == HIDDEN:
            return verdict == HIDDEN and not figure.is_shown
        shape = figure_words.shape(figure) or NO_TARGET
        return figure.is_uncertain if verdict == UNCERTAIN else shape == verdict

    return lambda said: Office.id.in_([key for key, each in figures.items() if is_so(each, said)])


def _points(share: float | None) -> Decimal | None:
    """A share in percent, rounded as it is where people read it."""
    return None if share is None else half_up(Decimal(str(share)) * 100, 1)


def _anything(_: str) -> ColumnElement[bool]:
    """What is measured narrows no list of offices."""
    return true()
