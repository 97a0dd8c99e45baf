"""One measure of a report, as it is collected."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.report import facts, names
from analysis.report.names import OFFICE
from survey.cells import Cells, Pair
from survey.figures import Figure, Group, figures
from survey.precedence import Holding
from survey.reporting.answers import Answers
from survey.reporting.aspects import Aspects
from survey.reporting.crossing import Names, crossed, is_apart
from survey.reporting.scopes import Scope
from survey.reporting.spans import Span
from survey.reporting.tallies import settling, tally_of
from survey.standing import Targets, groups, standings


@dataclass(frozen=True)
class Measure:
    """What is asked about, of whom, where and against which targets."""

    name: str
    scope: Scope
    answers: Answers
    targets: Targets
    served: frozenset[Pair]
    fields: Mapping[int, names.Thing]
    aspects: Aspects
    before: Sequence[tuple[Span, Answers]]
    """What it may be compared with, the best first."""

    @property
    def collected(self) -> facts.Measured:
        """All of it."""
        return facts.Measured(
            self.name,
            settling(self._main),
            self._fields(),
            self._groups(),
            tuple(self.answers.channels(self.name, self._whom).items()),
            self.answers.counters_of(self.name) if self.scope.kind == OFFICE else (),
            self.aspects.factors(self.name, self._whom),
            self.aspects.points(self.name, self._whom) if self.scope.kind == OFFICE else (),
            self._crossed(self.answers),
            self.answers.set_aside(self.name, self._whom),
            self.answers.days(self.name),
            self._earlier(),
        )

    @cached_property
    def _whole(self) -> Group:
        """All fields together, and the target that they are held to."""
        where = (self.scope.offices, self.scope.root)
        return groups(self.targets, self.answers.cells, self.name, *where)[0]

    @property
    def _whom(self) -> frozenset[str]:
        return self._whole.whom

    @cached_property
    def _standing(self) -> tuple[Figure, ...]:
        """How all stand together, and then each group of fields, as the first page of staff has it;
        hidden where that hides it. Nothing if nobody answered."""
        parts = {self.scope.root: self.scope.offices}
        args = (self.targets.precedence, self.answers.cells, parts, self.targets.year)
        found = (each for each in standings(*args) if each.measure == self.name)
        return next((each.figures for each in found if each.office is None), ())

    @property
    def _main(self) -> Figure:
        return (*self._standing, *figures(self.answers.cells, [self._whole]))[0]

    @cached_property
    def _by_field(self) -> dict[int, Group]:
        """The fields in which people are served, and the target that each is held to."""
        pairs: dict[int, set[Pair]] = {}
        for office, field in sorted(self.served):
            pairs.setdefault(field, set()).add((office, field))
        order = sorted(pairs, key=lambda field: self.fields[field].code)
        return {
            field: Group(self.name, frozenset(pairs[field]), self._holding(field, pairs[field]))
            for field in order
        }

    def _holding(self, field: int, pairs: Collection[Pair]) -> Holding | None:
        """The one that holds for the field in every office, else what the root has for it."""
        held = [self.targets.of(*pair, self.name) for pair in pairs]
        ids = [{each.aim.id for each in of_pair} for of_pair in held]
        everywhere = set.intersection(*ids)
        shared = (each for each in held[0] if each.aim.id in everywhere)
        of_root = self.targets.of(self.scope.root, field, self.name)
        return next(shared, next(iter(of_root), None))

    def _fields(self) -> tuple[facts.FieldFacts, ...]:
        told = figures(self.answers.cells, list(self._by_field.values()))
        return tuple(
            facts.FieldFacts(
                self.fields[field],
                settling(figure),
                _counts(self.answers.cells, figure.group, self._whom),
                _settled(self.answers.cells, figure.group.pairs),
                _label(figure.group.holding),
            )
            for field, figure in zip(self._by_field, told, strict=True)
        )

    def _groups(self) -> tuple[tuple[str, facts.Tally], ...]:
        """Fields together that another target than that of the whole holds for. What the first
        page of staff hides of such a group is hidden here."""
        own = _label(self._whole.holding)
        alike: dict[str, list[Group]] = {}
        for group in self._by_field.values():
            alike.setdefault(_label(group.holding), []).append(group)
        wholes = {
            label: Group(self.name, frozenset().union(*(g.pairs for g in of)), of[0].holding)
            for label, of in alike.items()
            if label not in ("", own)
        }
        gone = {_label(each.group.holding) for each in self._standing if not each.is_shown}
        told = figures(self.answers.cells, list(wholes.values()))
        return tuple(
            (label, replace(settling(figure), is_shown=figure.is_shown and label not in gone))
            for label, figure in zip(wholes, told, strict=True)
        )

    def _crossed(self, answers: Answers) -> tuple[facts.Cell, ...]:
        whose = {self._whom, *(group.whom for group in self._by_field.values())}
        apart = is_apart(answers.cells, self.name, whose)
        holdings = {field: group.holding for field, group in self._by_field.items()}
        labels = {field: _label(holdings.get(field)) for field in self.fields}
        names = Names(self.fields, self.targets.precedence.codes, labels)
        return crossed(answers, self.name, self.scope, names, apart=apart)

    def _earlier(self) -> facts.Earlier | None:
        for span, answers in self.before:
            pairs = answers.cells.pairs(self.name, self.scope.offices)
            if pairs:
                return self._compared(span, answers, pairs)
        return None

    def _compared(self, span: Span, answers: Answers, pairs: Sequence[Pair]) -> facts.Earlier:
        """The span before, by the answers of the same people."""
        group = Group(self.name, frozenset(pairs), self._whole.holding)
        fields = sorted({field for _, field in pairs})
        counts = (
            (self.fields[field].code, _counts(answers.cells, _of_field(group, field), self._whom))
            for field in fields
        )
        (figure,) = figures(answers.cells, [group])
        return facts.Earlier(span.told, tally_of(figure), tuple(counts), self._crossed(answers))


def _of_field(group: Group, field: int) -> Group:
    pairs = frozenset(pair for pair in group.pairs if pair[1] == field)
    return Group(group.measure, pairs, group.holding)


def _label(holding: Holding | None) -> str:
    return str(holding.aim.id) if holding else ""


def _counts(counted: Cells, group: Group, whom: frozenset[str]) -> facts.Counts:
    each = [counted.counts(group.measure, pair, whom) for pair in group.pairs]
    return facts.Counts(sum(n for n, _ in each), sum(s for _, s in each))


def _settled(counted: Cells, pairs: Collection[Pair]) -> int | None:
    """The dossiers of a field, if they are known wherever they should be."""
    known = [counted.dossiers.get(pair) for pair in pairs]
    numbers = [number for number in known if number is not None]
    return sum(numbers) if numbers and len(numbers) == len(known) else None
