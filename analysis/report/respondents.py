"""Section 2: who answered, who did not, and what those who did not could change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from analysis.estimates import Proportion
from analysis.report.facts import Facts, FieldFacts, Measured
from analysis.report.guards import Guard
from analysis.report.names import Thing
from analysis.report.rates import HIDDEN, Hidden, may_show, percent
from analysis.report.silence import Bounds, Tipping, bounds_of, population_of, tipping_of
from analysis.verdicts import FEWEST


@dataclass(frozen=True)
class Response:
    """How many answered of how many dossiers; in percent, where these are known."""

    answered: int
    dossiers: int | None
    percent: Decimal | None


@dataclass(frozen=True)
class FieldResponse:
    """The same of a field."""

    field: Thing
    response: Response | Hidden


@dataclass(frozen=True)
class ChannelResponse:
    """How many answered by a channel."""

    channel: str
    answered: int | Hidden


@dataclass(frozen=True)
class Respondents:
    """Who answered."""

    response: Response | Hidden
    fields: tuple[FieldResponse, ...]
    channels: tuple[ChannelResponse, ...]
    silent_fields: tuple[Thing, ...]
    """In which nobody answered."""
    open_days: int
    silent_days: tuple[date, ...] | Hidden
    """Of those, the days on which nobody answered."""
    worst_case: Bounds | Hidden | None
    """Nothing: the dossiers are not all known."""
    tipping: Tipping | Hidden | None
    """Nothing: no target, or nobody is known to be silent."""
    notes: tuple[str, ...]
    """The sentences that always stand here, by their keys."""


NOTES = ("self-selection",)


def respondents(facts: Facts, measured: Measured, guarded: Guard) -> Respondents:
    """The second section of a measure."""
    counts = measured.whole.counts
    is_open = not counts.answered or may_show(measured.whole, is_open=guarded.shows_anything)
    known, is_of_some = population_of(measured), measured.whole.is_of_some
    of_all = Proportion(counts.satisfied, counts.answered, known)
    return Respondents(
        response_of(counts.answered, known) if is_open else HIDDEN,
        tuple(_of_field(each, guarded, is_of_some=is_of_some) for each in measured.fields),
        tuple(_of_channels(measured, guarded)),
        tuple(each.field for each in measured.fields if not each.main.answered),
        len(facts.open_days),
        _silent(facts.open_days, measured.days) if is_open else HIDDEN,
        bounds_of(of_all) if is_open else HIDDEN,
        tipping_of(measured, of_all) if is_open else HIDDEN,
        NOTES,
    )


def response_of(answered: int, dossiers: int | None) -> Response:
    """How many answered, and of how many."""
    share = Fraction(answered, dossiers) if dossiers else None
    return Response(answered, dossiers, None if share is None else percent(share))


def _of_field(each: FieldFacts, guarded: Guard, *, is_of_some: bool) -> FieldResponse:
    """Dossiers of a hidden field are hidden too: beside the weighted rate of the whole they would
    tell how it can be made up."""
    is_open = guarded.shows_field(each.group, each.field.code, guarded.whom)
    if each.main.answered and not (is_open and each.main.answered >= FEWEST):
        return FieldResponse(each.field, HIDDEN)
    is_known = not is_of_some and (each.tally.strata or not each.main.answered)
    dossiers = each.dossiers if is_known else None
    return FieldResponse(each.field, response_of(each.main.answered, dossiers))


def _of_channels(measured: Measured, guarded: Guard) -> list[ChannelResponse]:
    return [
        ChannelResponse(name, counts.answered if guarded.shows_channel(name) else HIDDEN)
        for name, counts in measured.channels
    ]


def _silent(open_days: Collection[date], heard: Collection[date]) -> tuple[date, ...]:
    days = set(heard)
    return tuple(day for day in open_days if day not in days)
