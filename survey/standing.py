"""How the offices of some parts of the tree stand in a period, each and together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeAlias

from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.nonresponse import worst_case
from survey.cells import Cells, Counts, Pair
from survey.figures import Figure, Group, figures
from survey.hiding import Answers, Hidden, Sort, Told, Whole, hidden
from survey.parts import Part
from survey.precedence import WHOM, Holding, Precedence

Served: TypeAlias = Mapping[str, Collection[Pair]]
"""By measure the offices, and the fields in which each serves people."""


@dataclass(frozen=True)
class Standing:
    """How an office stands, or a part of the tree, of one measure."""

    measure: str
    root: int
    office: int | None
    """None: the root with everything under it."""
    figures: tuple[Figure, ...]
    """Of all fields together; then of those for which another target holds."""
    settled: int | None = None
    """All dossiers, those of fields in which nobody answered among them. None where some are not
    known, or some are of people whom the target is not for."""

    @property
    def main(self) -> Figure:
        return self.figures[0]

    @property
    def response_rate(self) -> float | None:
        """The share of all dossiers about which somebody answered."""
        return self.main.answered / self.settled if self.settled else None

    def worst_case(self) -> Interval | None:
        """The rate of all if none, and if all, of those who did not answer are satisfied."""
        if not self.settled:
            return None
        return worst_case(Proportion(self.main.satisfied, self.main.answered, self.settled))


@dataclass(frozen=True)
class Targets:
    """Which targets hold in a year for an office and a field, asked for once each."""

    precedence: Precedence
    year: int
    found: dict[tuple[int, int | None, str], list[Holding]] = field(default_factory=dict)

    def of(self, office: int, field_id: int | None, measure: str) -> list[Holding]:
        """What holds there: once, if it is the same for people and for organisations."""
        key = (office, field_id, measure)
        if key not in self.found:
            asked = (office, field_id, self.year, measure)
            held = (self.precedence.holding(*asked, whom) for whom in WHOM)
            self.found[key] = list({each.aim.id: each for each in held if each}.values())
        return self.found[key]


def groups(
    targets: Targets, cells: Cells, measure: str, offices: Collection[int], root: int | None
) -> list[Group]:
    """What to tell of some offices under a root: of all together first, and then of the fields that
    another target holds for.

    All together are held against the one target that holds for each of them, if there is one, else
    against that which the root has for all fields together.
    """
    pairs = cells.pairs(measure, offices)
    by_aim: dict[int, tuple[Holding, set[Pair]]] = {}
    for pair in pairs:
        for holding in targets.of(*pair, measure):
            by_aim.setdefault(holding.aim.id, (holding, set()))[1].add(pair)
    of_all = [held for held, of_aim in by_aim.values() if of_aim == set(pairs)]
    of_root = targets.of(root, None, measure) if root is not None else []
    first = next(iter(of_all or of_root), None)
    others = [
        Group(measure, frozenset(of_aim), held)
        for held, of_aim in by_aim.values()
        if first is None or held.aim.id != first.aim.id
    ]
    return [Group(measure, frozenset(pairs), first), *others]


def standings(
    precedence: Precedence,
    cells: Cells,
    parts: Mapping[int, Collection[int]],
    year: int,
    served: Served,
) -> list[Standing]:
    """Of each part and measure all its offices together, and then each; parts by their roots.

    An office that nobody answered about stands under no measure, so it is not there.
    """
    targets = Targets(precedence, year)
    found: list[Standing] = []
    for measure in sorted(cells.answers):
        wholes = list(_wholes(cells, measure, parts))
        of_each = [
            groups(targets, cells, measure, parts[root] if office is None else [office], top)
            for root, office in wholes
            for top in [root if office is None else office]
        ]
        told = [[_told(group, n) for n, group in enumerate(of_one)] for of_one in of_each]
        gone = _hidden(targets, cells, measure, parts, set(chain(*told)))
        figure = iter(figures(cells, list(chain(*of_each))))
        at = _by_office(served.get(measure, ()))
        for whole, keys in zip(wholes, told, strict=True):
            drawn = tuple(_masked(next(figure), whole, key, gone) for key in keys)
            root, office = whole
            here = parts[root] if office is None else [office]
            pairs = frozenset(chain(*(at.get(each, ()) for each in here)))
            found.append(Standing(measure, *whole, drawn, _settled(drawn[0], cells, pairs)))
    return found


def _by_office(pairs: Collection[Pair]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[0], []).append(pair)
    return found


def _settled(main: Figure, cells: Cells, served: frozenset[Pair]) -> int | None:
    if main.dossiers is None:
        return None
    numbers = [cells.dossiers.get(pair) for pair in main.group.pairs | served]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _wholes(cells: Cells, measure: str, parts: Mapping[int, Collection[int]]) -> Iterator[Whole]:
    for root, offices in parts.items():
        heard = sorted({office for office, _ in cells.pairs(measure, offices)})
        if heard:
            yield root, None
            yield from ((root, office) for office in heard)


def _hidden(
    targets: Targets,
    cells: Cells,
    measure: str,
    parts: Mapping[int, Collection[int]],
    told: Collection[Told],
) -> Hidden:
    """Which of the figures that are told must not stand beside the others."""
    root_of = {office: root for root, offices in parts.items() for office in offices}
    answers: dict[tuple[int, int, Sort], Counts] = {}
    for pair in cells.pairs(measure, root_of):
        aims = {None, *(each.aim.id for each in targets.of(*pair, measure))}
        for who in WHOM:
            sort = frozenset(each for each in told if each[0] in aims and who in each[1])
            counts = cells.counts(measure, pair, [who])
            if sort and counts.answered:
                key = (root_of[pair[0]], pair[0], sort)
                answers[key] = answers.get(key, Counts(0, 0)).plus(counts)
    return hidden([Answers(*key, *counts) for key, counts in answers.items()])


def _told(group: Group, position: int) -> Told:
    """What a figure counts: the first of an office is of all fields."""
    aim = group.holding.aim.id if group.holding and position else None
    return aim, group.whom


def _masked(figure: Figure, whole: Whole, told: Told, gone: Hidden) -> Figure:
    return replace(figure, is_shown=figure.is_shown and not gone.hides(whole, told))


def parts_of(precedence: Precedence, part: Part) -> dict[int, set[int]]:
    """The parts of the tree under each of the topmost offices of a part, by these."""
    tops = part.offices if not part.is_everything else _roots(precedence)
    found: dict[int, set[int]] = {}
    for office in precedence.codes:
        above = [each for each in precedence.upwards(office) if each in tops]
        if above:
            found.setdefault(above[-1], set()).add(office)
    return found


def _roots(precedence: Precedence) -> frozenset[int]:
    return frozenset(office for office, parent in precedence.parents.items() if parent is None)
