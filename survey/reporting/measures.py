"""One measure of a report, as it is collected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.report import facts
from analysis.report.names import OFFICE
from survey.cells import Cells, Pair
from survey.figures import Figure, Group, figures
from survey.precedence import Holding
from survey.reporting import earlier
from survey.reporting.answers import Answers
from survey.reporting.beside import beside
from survey.reporting.crossing import Names, crossed
from survey.reporting.earlier import counts_of
from survey.reporting.sources import Sources
from survey.reporting.tallies import settling
from survey.standing import Standing, groups


@dataclass(frozen=True)
class Measure:
    """What is asked about, and where."""

    name: str
    sources: Sources
    served: frozenset[Pair]
    """The offices, and the fields in which each serves people."""

    @property
    def collected(self) -> facts.Measured:
        """All of it."""
        answers, whom, of_office = self._answers, self._whole.whom, self._is_of_office
        before = earlier.found(self.sources, self.name)
        return facts.Measured(
            self.name,
            settling(self._main),
            self._fields(),
            self._groups(),
            tuple(answers.channels(self.name, whom).items()),
            answers.counters_of(self.name) if of_office else (),
            self.sources.aspects.factors(self.name, whom),
            self.sources.aspects.reasons(self.name, whom),
            self.sources.aspects.points(self.name, whom) if of_office else (),
            self._crossed(answers),
            answers.set_aside(self.name, whom),
            answers.days(self.name),
            before and earlier.compared(self.sources, self._whole, before, self._crossed),
            () if of_office else beside(self.sources, self._whole, self.served, before),
        )

    @property
    def _answers(self) -> Answers:
        return self.sources.answers

    @property
    def _is_of_office(self) -> bool:
        return self.sources.scope.kind == OFFICE

    @cached_property
    def _whole(self) -> Group:
        """All fields together, and the target that they are held to."""
        scope = self.sources.scope
        where = (scope.offices, scope.root)
        return groups(self.sources.targets, self._answers.cells, self.name, *where)[0]

    @cached_property
    def _standings(self) -> dict[int | None, Standing]:
        """What the first page of staff tells of it: of all (None), and of each office with
        answers."""
        found = self.sources.standings
        return {each.office: each for each in found if each.measure == self.name}

    @property
    def _main(self) -> Figure:
        """How all stand together; hidden where the first page hides it."""
        standing = self._standings.get(None)
        return standing.main if standing else figures(self._answers.cells, [self._whole])[0]

    @cached_property
    def _by_field(self) -> dict[int, Group]:
        """The fields in which people are served, and the target that each is held to."""
        pairs: dict[int, set[Pair]] = {}
        for office, field in sorted(self.served):
            pairs.setdefault(field, set()).add((office, field))
        order = sorted(pairs, key=lambda field: self.sources.fields[field].code)
        return {
            field: Group(self.name, frozenset(pairs[field]), self._holding(field, pairs[field]))
            for field in order
        }

    def _holding(self, field: int, pairs: Collection[Pair]) -> Holding | None:
        """The one that holds for the field in every office, else what the root has for it."""
        targets, root = self.sources.targets, self.sources.scope.root
        held = [targets.of(*pair, self.name) for pair in pairs]
        everywhere = set.intersection(*({each.aim.id for each in of_pair} for of_pair in held))
        shared = (each for each in held[0] if each.aim.id in everywhere)
        return next(shared, next(iter(targets.of(root, field, self.name)), None))

    def _fields(self) -> tuple[facts.FieldFacts, ...]:
        told = figures(self._answers.cells, list(self._by_field.values()))
        return tuple(
            facts.FieldFacts(
                self.sources.fields[field],
                settling(figure),
                counts_of(self._answers.cells, self._whole, figure.group.pairs),
                _settled(self._answers.cells, figure.group.pairs),
                _label(figure.group.holding),
            )
            for field, figure in zip(self._by_field, told, strict=True)
        )

    def _groups(self) -> tuple[tuple[str, facts.Tally], ...]:
        """Fields together that another target than that of the whole holds for; hidden where the
        first page hides what it tells of that target."""
        alike: dict[str, list[Group]] = {}
        for group in self._by_field.values():
            alike.setdefault(_label(group.holding), []).append(group)
        wholes = {
            label: Group(self.name, frozenset().union(*(g.pairs for g in of)), of[0].holding)
            for label, of in alike.items()
            if label not in ("", _label(self._whole.holding))
        }
        standing = self._standings.get(None)
        first_page = standing.figures[1:] if standing else ()
        gone = {_label(each.group.holding) for each in first_page if not each.is_shown}
        told = figures(self._answers.cells, list(wholes.values()))
        return tuple(
            (label, replace(settling(figure), is_shown=figure.is_shown and label not in gone))
            for label, figure in zip(wholes, told, strict=True)
        )

    def _crossed(self, answers: Answers) -> tuple[facts.Cell, ...]:
        labels = {
            field: _label(self._by_field[field].holding if field in self._by_field else None)
            for field in self.sources.fields
        }
        names = Names(self.sources.fields, self.sources.targets.precedence.codes, labels)
        return crossed(answers, self.name, self.sources.scope, names, set(self._told()))

    def _told(self) -> Iterator[frozenset[str]]:
        """Whose answers count, in each figure."""
        yield self._whole.whom
        yield from (group.whom for group in self._by_field.values())
        yield from (standing.main.group.whom for standing in self._standings.values())


def _label(holding: Holding | None) -> str:
    return str(holding.aim.id) if holding else ""


def _settled(counted: Cells, pairs: Collection[Pair]) -> int | None:
    """The dossiers of a field, if they are known wherever they should be."""
    known = [counted.dossiers.get(pair) for pair in pairs]
    numbers = [number for number in known if number is not None]
    return sum(numbers) if numbers and len(numbers) == len(known) else None
