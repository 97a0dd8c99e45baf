"""How the offices of some parts of the tree stand in a period, each and together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.disclosure import published
from survey.cells import Cells, Pair
from survey.figures import Figure, Group, figures
from survey.parts import Part
from survey.precedence import WHOM, Holding, Precedence

Whole = tuple[int, int | None]
"""An office under the root of its part; None for all under the root together."""
Told = tuple[str, frozenset[str]]
"""A measure, and whose answers count."""
Hidden = frozenset[tuple[int | None, ...]]


@dataclass(frozen=True)
class Standing:
    """How an office stands, or a part of the tree, of one measure."""

    measure: str
    root: int
    office: int | None
    """None: the root with everything under it."""
    figures: tuple[Figure, ...]
    """Of all fields together; then of those for which another target holds."""

    @property
    def main(self) -> Figure:
        return self.figures[0]


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
    precedence: Precedence, cells: Cells, parts: Mapping[int, Collection[int]], year: int
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
        told = figures(cells, [group for of_one in of_each for group in of_one])
        whose = {figure.group.whom for figure in told}
        hidden = {whom: _hidden(targets, cells, (measure, whom), parts) for whom in whose}
        figure = iter(told)
        for (root, office), of_one in zip(wholes, of_each, strict=True):
            drawn = tuple(
                _masked(next(figure), (root, office), hidden, n) for n in range(len(of_one))
            )
            found.append(Standing(measure, root, office, drawn))
    return found


def _wholes(cells: Cells, measure: str, parts: Mapping[int, Collection[int]]) -> Iterator[Whole]:
    for root, offices in parts.items():
        heard = sorted({office for office, _ in cells.pairs(measure, offices)})
        if heard:
            yield root, None
            yield from ((root, office) for office in heard)


def _hidden(
    targets: Targets, cells: Cells, told: Told, parts: Mapping[int, Collection[int]]
) -> Hidden:
    """Which figures of the same people must not stand beside the others: those of fewer than five
    answers, and as many as it takes so that nobody finds one of them by subtracting."""
    measure, whom = told
    root_of = {office: root for root, offices in parts.items() for office in offices}
    rows = [
        (root_of[pair[0]], pair[0], _aim(targets, pair, told), *cells.counts(measure, pair, whom))
        for pair in cells.pairs(measure, root_of)
    ]
    if not rows:
        return frozenset()
    counts = pd.DataFrame(rows, columns=["root", "office", "aim", "answered", "satisfied"])
    table = published(counts, ["root", "office"], ["aim"])
    gone = table[~table["shown"].astype(bool)]
    keys = zip(gone["root"], gone["office"], gone["aim"], strict=True)
    return frozenset(tuple(None if each is None else int(each) for each in key) for key in keys)


def _aim(targets: Targets, pair: Pair, told: Told) -> int:
    """By which target for just these people a field is told of; nought: by none."""
    measure, whom = told
    held = (each.aim for each in targets.of(*pair, measure))
    return next((aim.id for aim in held if aim.whom == whom), 0)


def _masked(
    figure: Figure, whole: Whole, hidden: Mapping[frozenset[str], Hidden], position: int
) -> Figure:
    holding = figure.group.holding
    aim = holding.aim.id if holding and position else None
    is_open = (*whole, aim) not in hidden[figure.group.whom]
    return replace(figure, is_shown=figure.is_shown and is_open)


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
