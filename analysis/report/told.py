"""The numbers of answers that a report tells, to be held against those of another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from analysis.report.answer import Judged
from analysis.report.breakdown import whom_of
from analysis.report.change import Change
from analysis.report.dissatisfaction import Given
from analysis.report.names import Demand
from analysis.report.rates import HIDDEN, Hidden, Rate
from analysis.report.report import Part, Report
from analysis.report.respondents import Response

Shown: TypeAlias = Rate | Hidden | None


class Pair(NamedTuple):
    """How many answered, and how many of them were satisfied."""

    answered: int = 0
    satisfied: int = 0


@dataclass(frozen=True)
class Table:
    """Numbers that add up to the total; None stands for one that is hidden."""

    cells: Mapping[str, Pair | None]
    groups: Mapping[str, str] = field(default_factory=dict)
    """Under which sum a cell stands, if there is one between it and the total."""
    sums: Mapping[str, Pair | None] = field(default_factory=dict)
    adds_up: bool = True
    """Whether all numbers count the same people."""

    def without(self, kind: str, gone: Collection[tuple[str, str]]) -> Table:
        """The same, where some cells and sums are hidden."""
        cells = {key: None if (kind, key) in gone else n for key, n in self.cells.items()}
        sums = {key: None if ("sum", key) in gone else n for key, n in self.sums.items()}
        return replace(self, cells=cells, sums=sums)


@dataclass(frozen=True)
class Told:
    """What is told of a measure and some days."""

    measure: str
    starts: date
    last: date
    total: Pair
    tables: Mapping[str, Table] = field(default_factory=dict)
    """Fields, offices, channels: nothing where a total is told alone."""
    singles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """What adds up to nothing: first how many it is of, then what they said."""

    def without(self, gone: Collection[tuple[str, str]]) -> Told:
        """The same, where some is hidden: of a table, a sum, or what stands alone."""
        tables = {kind: table.without(kind, gone) for kind, table in self.tables.items()}
        kept = {name: each for name, each in self.singles.items() if ("single", name) not in gone}
        return replace(self, tables=tables, singles=kept)

    def holds(self, other: Told) -> bool:
        """Whether all days of another are among these."""
        return self.starts <= other.starts and other.last <= self.last

    def meets(self, other: Told) -> bool:
        return self.starts <= other.last and other.starts <= self.last


def told(report: Report) -> tuple[Told, ...]:
    """What a report tells of its own days; a measure whose total is hidden tells nothing."""
    days = (report.span.starts, report.span.last)
    return tuple(_of_part(part, days) for part in report.parts if _total(part) is not None)


def told_of_before(report: Report) -> tuple[Told, ...]:
    """What it tells of the days that it compares them with."""
    return tuple(_before(report))


def _before(report: Report) -> Iterator[Told]:
    for part in report.parts:
        change = part.answer.change
        if isinstance(change, Change):
            yield Told(part.measure, change.span.starts, change.span.last, _pair(change.before))


def _of_part(part: Part, days: tuple[date, date]) -> Told:
    total = _total(part) or Pair()
    offices = part.comparison.offices if part.comparison else ()
    tables = {
        "field": _fields(part),
        "office": Table({each.office.code: _cell(each.judged.rate) for each in offices}),
        "channel": Table({each.key: _cell(each.rate) for each in part.breakdown.channels}),
    }
    return Told(part.measure, *days, total, tables, dict(_singles(part)))


def _total(part: Part) -> Pair | None:
    """Nobody is a number, too."""
    return _cell(part.answer.judged.rate)


def _fields(part: Part) -> Table:
    judged = {each.field.code: each.judged for each in part.breakdown.fields}
    told_of = {label_of(each.demand): each for each in part.breakdown.groups}
    labels = {code: label_of(each.demand) for code, each in judged.items()}
    return Table(
        {code: _cell(each.rate) for code, each in judged.items()},
        {code: label for code, label in labels.items() if label in told_of},
        {label: _cell(each.rate) for label, each in told_of.items()},
        _counts_the_same(part, [*judged.values(), *told_of.values()]),
    )


def _counts_the_same(part: Part, judged: Iterable[Judged]) -> bool:
    whole = whom_of(part.answer.judged.demand)
    rates = {each.field.code: each.judged.rate for each in part.breakdown.fields}
    responses = {each.field.code: each.response for each in part.respondents.fields}
    return all(whom_of(each.demand) == whole for each in judged) and all(
        _answered(responses.get(code)) in (None, rate.answered)
        for code, rate in rates.items()
        if isinstance(rate, Rate)
    )


def _answered(response: Response | Hidden | None) -> int | None:
    return response.answered if isinstance(response, Response) else None


def label_of(demand: Demand | None) -> str:
    """A target that some fields have in common, as a name."""
    if demand is None:
        return ""
    return f"{demand.document}, {demand.vi}, {demand.comparator} {demand.threshold}, {demand.whom}"


def _singles(part: Part) -> Iterator[tuple[str, tuple[int, ...]]]:
    for each in part.breakdown.factors:
        if isinstance(each.rate, Rate):
            yield f"factor {each.key}", tuple(_pair(each.rate))
    extra, total = part.answer.with_set_aside, _total(part) or Pair()
    if isinstance(extra, Rate):
        yield "set aside", less(_pair(extra), [total])
    given = part.dissatisfaction.reasons
    if isinstance(given, Given):
        ordered = sorted(given.reasons, key=lambda each: each.reason.code)
        yield "reasons", (given.answered, *(each.given for each in ordered))


def less(whole: Sequence[int], parts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """What is left of some numbers when others are taken away."""
    return tuple(n - sum(part) for n, *part in zip(whole, *parts, strict=True))


def _cell(rate: Shown) -> Pair | None:
    if rate == HIDDEN:
        return None
    return _pair(rate) if isinstance(rate, Rate) else Pair()


def _pair(rate: Rate) -> Pair:
    return Pair(rate.answered, rate.satisfied)
