"""Section 3: the same rate by field, counter and channel, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.answer import Judged, judged
from analysis.report.facts import Counts, FieldFacts, Measured
from analysis.report.guards import Guard
from analysis.report.names import WHOM, Demand, Thing
from analysis.report.rates import HIDDEN, Hidden, Rate, plain, shown


@dataclass(frozen=True)
class FieldJudged:
    """A field against its own target."""

    field: Thing
    judged: Judged


@dataclass(frozen=True)
class Of:
    """A counter, a channel or a factor of the service, by its key, and its rate."""

    key: str
    name: str
    rate: Rate | Hidden | None


@dataclass(frozen=True)
class Breakdown:
    """Where it is best and worst."""

    fields: tuple[FieldJudged, ...]
    groups: tuple[Judged, ...]
    """Fields together that have a target in common, which the whole has not."""
    counters: tuple[Of, ...]
    """Of an office. Everybody's answers, all alike."""
    channels: tuple[Of, ...]
    factors: tuple[Of, ...]
    """Those whom nothing about a factor dissatisfied."""


def breakdown(measured: Measured, guarded: Guard) -> Breakdown:
    """The third section of a measure."""
    return Breakdown(
        tuple(_field(each, guarded) for each in measured.fields),
        tuple(
            judged(tally, is_open=guarded.shows_group(name, whom_of(tally.demand)))
            for name, tally in measured.groups
        ),
        tuple(
            _of(each.code, each.vi, counts, is_open=guarded.shows_unit(each.code))
            for each, counts in measured.counters
        ),
        tuple(
            _of(name, "", counts, is_open=guarded.shows_channel(name))
            for name, counts in measured.channels
        ),
        tuple(
            _of(each.factor, "", each.counts, is_open=guarded.shows_anything)
            for each in measured.factors
        ),
    )


def whom_of(demand: Demand | None) -> tuple[str, ...]:
    """Whose answers count for a target; everybody's without one."""
    return demand.whom if demand else WHOM


def _field(each: FieldFacts, guarded: Guard) -> FieldJudged:
    """Of whom the target of the field is for; and beside it stand the answers of those whom the
    target of the whole is for."""
    whose = (whom_of(each.tally.demand), guarded.whom)
    is_open = all(guarded.shows_field(each.group, each.field.code, whom) for whom in whose)
    return FieldJudged(each.field, judged(each.tally, is_open=is_open))


def _of(key: str, name: str, counts: Counts, *, is_open: bool) -> Of:
    rate = shown(plain(counts), is_open=is_open)
    return Of(key, name, HIDDEN if not is_open and counts.answered else rate)
