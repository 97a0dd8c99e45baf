"""What a report is made of: counts and names of things, and nothing about one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.circular import Points
from analysis.drivers import Driver
from analysis.report.names import Asked, Demand, Scope, Span, Thing
from analysis.report.remedies import Remedy


@dataclass(frozen=True)
class Counts:
    """How many answered, and how many of them were satisfied."""

    answered: int = 0
    satisfied: int = 0


@dataclass(frozen=True)
class Tally:
    """Answers that are told of together."""

    counts: Counts
    strata: tuple[tuple[int, int, int], ...] = ()
    """The satisfied, the answers and the dossiers of each office and field that has answers, where
    the dossiers of all of them are known."""
    demand: Demand | None = None
    needed: int | None = None
    """About how many more answers would settle an uncertain verdict."""
    is_shown: bool = True
    """Whether the pages of staff show it, too: what they hide is not told here."""
    is_of_some: bool = False
    """Whether dossiers are also of people whose answers do not count."""


@dataclass(frozen=True)
class FieldFacts:
    """A field in which the scope serves people."""

    field: Thing
    tally: Tally
    """Of those whom the field's own target is for."""
    main: Counts
    """Of those whom the target of the whole is for."""
    dossiers: int | None
    """Settled in the span, if that is known for each office that should know."""
    group: str
    """Fields of one group have a target in common."""


@dataclass(frozen=True)
class FactorFacts:
    """How people answered about a factor of the service, and about the whole."""

    factor: str
    driver: Driver

    @property
    def counts(self) -> Counts:
        """How many answered about it, and for how many nothing about it was bad."""
        four = self.driver
        good = four.overall_only + four.neither
        return Counts(good + four.both + four.factor_only, good)


@dataclass(frozen=True)
class Reasons:
    """Why people were not satisfied: how many gave any reason, and each."""

    answered: int = 0
    chosen: tuple[tuple[Thing, int], ...] = ()


@dataclass(frozen=True)
class OfficeFacts:
    """An office of a part that people could answer about."""

    office: Thing
    tally: Tally
    before: Counts
    """In the span that this one is compared with."""


@dataclass(frozen=True)
class Cell:
    """Answers about a field, given to one unit by one sort of people."""

    group: str
    field: str
    unit: str
    """A counter of an office; an office of a part."""
    whom: str
    """`people` or `organisations`; `all` where nobody is told of apart."""
    counts: Counts


@dataclass(frozen=True)
class Earlier:
    """The same of the span that this one is compared with."""

    span: Span
    tally: Tally
    fields: tuple[tuple[str, Counts], ...]
    """Of those whom the target of the whole is for."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Measured:
    """One measure: two are never mixed."""

    measure: str
    whole: Tally
    fields: tuple[FieldFacts, ...]
    groups: tuple[tuple[str, Tally], ...]
    """Fields that have a target in common, which the whole has not, by their group."""
    channels: tuple[tuple[str, Counts], ...]
    """Of those whom the target of the whole is for, as all that follows."""
    counters: tuple[tuple[Thing, Counts], ...]
    """Of an office; of everybody."""
    factors: tuple[FactorFacts, ...]
    reasons: Reasons
    points: tuple[tuple[int, Points], ...]
    """The circular's, by indicator; of an office."""
    cells: tuple[Cell, ...]
    """Everything that is told by field or by unit, as far as it can be taken apart."""
    set_aside: Counts
    """Of the same people: what looks suspicious counts nowhere else."""
    days: tuple[date, ...]
    """On which somebody answered."""
    earlier: Earlier | None = None
    offices: tuple[OfficeFacts, ...] = ()
    """Of a part."""


@dataclass(frozen=True)
class Facts:
    """All of it."""

    scope: Scope
    span: Span
    as_at: date
    """The day on which the answers were counted."""
    open_days: tuple[date, ...]
    """Of the span until then, by the opening hours; holidays are not known."""
    measures: tuple[Measured, ...]
    questionnaires: tuple[Asked, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    """Promised, done or open in the span."""
