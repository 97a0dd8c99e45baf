"""Responses one by one, with what it takes to find suspicious ones, and no more.

Of the time staff see the hour: with the minute a clerk would know who it was. It is the hour in
which an answer was given; a tablet that was without a network sends a whole day's at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, String, Subquery, cast, func, select, true
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.audit import Action
from survey.models import Counter, Field, LogEntry, Office, QuestionnaireVersion, Response
from survey.parts import Part, within
from survey.periods import ZONE, Period, midnight
from survey.staff import choices, said, words
from survey.staff.lists import Cell, Column, DayFilter, Filter, Listing, contains

A_WEEK, MOST_DAYS = timedelta(days=7), timedelta(days=31)
COUNTED, SET_ASIDE = "counted", "set-aside"
STANDINGS = {COUNTED: translatable("counted"), SET_ASIDE: translatable("suspicious, counted apart")}
SAME = translatable("yes")
AT_ONCE = 500
"""So many marks are asked for by their keys; more are quicker had all together."""

FROM = DayFilter("from", translatable("From"), lambda _: true())
UNTIL = DayFilter("until", translatable("Until"), lambda _: true())
"""The days are asked for before anything else is counted, so that is where they are kept to."""


@dataclass(frozen=True)
class Mark:
    """Who set a response aside, and when."""

    actor: str
    at: datetime


def days(arguments: Mapping[str, str], today: date) -> Period:
    """The days that somebody asks for; the last seven unless they say, and a month at most."""
    first, last = (
        date.fromisoformat(arguments[each.key]) if each.knows(arguments.get(each.key, "")) else None
        for each in (FROM, UNTIL)
    )
    end = (last or today) + timedelta(days=1)
    start = first or end - A_WEEK
    return Period(max(min(start, end - timedelta(days=1)), end - MOST_DAYS), end)


def is_about_all_that_is_set_aside(arguments: Mapping[str, str]) -> bool:
    """Whether what is set aside is asked for of whatever day."""
    has_days = any(each.knows(arguments.get(each.key, "")) for each in (FROM, UNTIL))
    return arguments.get("standing") == SET_ASIDE and not has_days


def of_days(period: Period) -> ColumnElement[bool]:
    """That a response was given on some days."""
    given = Response.answered_at
    return (given >= midnight(period.start)) & (given < midnight(period.end))


def where_some_are_set_aside() -> ColumnElement[bool]:
    """That a response was given at a counter of which some are set aside."""
    some = select(Response.counter_id).where(Response.set_aside.is_not(None))
    return Response.counter_id.in_(some)


def arrivals(some: ColumnElement[bool], part: Part, dialect: str) -> Subquery:
    """Some responses, each with how many came with it, and whether it repeats the one before."""
    hour = (
        func.strftime("%Y-%m-%d %H", Response.answered_at)
        if dialect == "sqlite"
        else func.date_trunc("hour", Response.answered_at)
    )
    answers = cast(Response.answers, String)
    before = func.lag(answers).over(
        partition_by=Response.counter_id, order_by=(Response.answered_at, Response.id)
    )
    return (
        select(
            Response.id,
            hour.label("hour"),
            func.count().over(partition_by=(Response.counter_id, hour)).label("together"),
            (answers == before).label("is_same"),
        )
        .where(some, within(Response.office_id, part))
        .subquery()
    )


def responses(came: Subquery, marked: Part) -> Select[*tuple[Any, ...]]:
    """The same with where they came, and whether somebody may mark them."""
    return (
        select(
            Response,
            came.c.together,
            came.c.is_same,
            Office,
            Field,
            Counter,
            QuestionnaireVersion.digest.label("digest"),
            within(Response.office_id, marked).label("is_ours"),
        )
        .join(came, came.c.id == Response.id)
        .join(Office, Office.id == Response.office_id)
        .join(Field, Field.id == Response.field_id)
        .join(Counter, Counter.id == Response.counter_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.questionnaire_id)
    )


def listing(session: Session, part: Part, came: Subquery, marks: Mapping[str, Mark]) -> Listing:
    """What can be done with the list of responses: those of a burst stand first, and together."""

    def overall(row: Any) -> str:
        return said.overall(session, row.digest, row.Response.answers)

    def by(row: Any) -> Cell:
        mark = marks.get(str(row.Response.id))
        return mark.actor if mark else None

    def at(row: Any) -> Cell:
        mark = marks.get(str(row.Response.id))
        return mark.at if mark else None

    office, field = translatable("Office"), translatable("Field")
    counter, channel = translatable("Counter"), translatable("Channel")
    return Listing(
        columns=(
            Column("hour", translatable("Hour"), hour_of, came.c.hour),
            Column("office", office, lambda row: row.Office.name, Office.folded),
            Column("counter", counter, lambda row: row.Counter.name, Counter.folded),
            Column("field", field, lambda row: choices.field_name(row.Field)),
            Column("channel", channel, lambda row: words.channel(row.Response.channel)),
            Column(
                "together",
                translatable("In that hour"),
                lambda row: row.together,
                came.c.together * 1_000_000 + Response.counter_id,
                is_number=True,
            ),
            Column("overall", translatable("Overall"), overall),
            Column(
                "answers", translatable("Questions answered"), lambda row: len(row.Response.answers)
            ),
            Column("same", translatable("Same as before"), _same, came.c.is_same),
            Column(
                "set_aside",
                translatable("Why it is suspicious"),
                lambda row: row.Response.set_aside,
            ),
            Column("by", translatable("Marked by"), by),
            Column("at", translatable("Marked at"), at),
        ),
        searched=lambda word: contains(word, Office.folded, Counter.folded, Field.folded),
        tie=Response.id,
        filters=(
            Filter("office", office, choices.offices(session, part), _is_of_office),
            Filter("channel", channel, choices.channels(), lambda key: Response.channel == key),
            Filter("standing", translatable("Standing"), _standings(), _stands_in),
            FROM,
            UNTIL,
        ),
        order="-together",
    )


def _is_of_office(code: str) -> ColumnElement[bool]:
    return Office.code == code


def _standings() -> Mapping[str, str]:
    return {key: str(gettext(said)) for key, said in STANDINGS.items()}


def _stands_in(standing: str) -> ColumnElement[bool]:
    reason = Response.set_aside
    return reason.is_not(None) if standing == SET_ASIDE else reason.is_(None)


def _same(row: Any) -> str:
    return str(gettext(SAME)) if row.is_same else ""


def hour_of(row: Any) -> str:
    """The day and the hour in which an answer was given, as 20/10/2026, 9h."""
    local = row.Response.answered_at.astimezone(ZONE)
    return f"{local:%d/%m/%Y}, {local.hour}h"


def marks_of(session: Session, rows: Sequence[Any]) -> Mapping[str, Mark]:
    """Who marked those of some responses that are set aside, by their identifiers: the log says."""
    keys = [str(row.Response.id) for row in rows if row.Response.set_aside is not None]
    if not keys:
        return {}
    entries = select(LogEntry.key, LogEntry.actor, LogEntry.at).where(
        LogEntry.kind == "response", LogEntry.action == Action.SET_ASIDE.value
    )
    if len(keys) <= AT_ONCE:
        entries = entries.where(LogEntry.key.in_(keys))
    return {key: Mark(actor, at) for key, actor, at in session.execute(entries)}
