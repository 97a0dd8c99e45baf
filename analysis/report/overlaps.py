"""What a public report must not tell beside the public reports that share days with it.

Six months less their first quarter is the second quarter, and a later edition less the one before
is whoever answered late. So every report is held against all sums of the others that lie within its
days, or that make up a longer one together with it. Where what is left over are a few people, or
where as many are left but said something else, the newer report hides the number, and as many
beside it as it takes so that it is not worked out from a total. What was told before cannot be
taken back.

Left over are tables, too: they are guarded like tables of answers (`analysis.disclosure`). What one
of the reports hides stays hidden in the newer one where few or none are left over for it: else it
would be known but for those few. Numbers that add up to nothing are looked at one by one. Where the
fields count different people, and so have no sum, all of them go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from analysis.disclosure import published
from analysis.report.report import Report
from analysis.report.told import Pair, Table, Told, less, told, told_of_before
from analysis.verdicts import FEWEST

Name: TypeAlias = tuple[str, str]
Gone: TypeAlias = Mapping[str, frozenset[Name]]
"""By measure, what must be hidden: a kind of thing and which one it is."""
Sum: TypeAlias = tuple[Told, tuple[Told, ...]]
"""A whole, and what is taken from it."""

EVERYTHING: Name = ("everything", "")
CHANGE: Name = ("change", "")
REST = "\x00"
"""In the place of all that is hidden in some report."""


def too_close(report: Report, others: Sequence[Report]) -> Gone:
    """What a report must hide beside others that everybody has read, or may have."""
    known = [each for other in others for each in (*told(other), *told_of_before(other))]
    own = told(report)
    gone: dict[str, set[Name]] = {}
    for each in own:
        gone.setdefault(each.measure, set()).update(_too_close(each, known))
    for each in told_of_before(report):
        if any(_is_few(_total(total)) for total in _sums(each, [*known, *own])):
            gone.setdefault(each.measure, set()).add(CHANGE)
    return {measure: frozenset(names) for measure, names in gone.items() if names}


def _too_close(new: Told, known: Collection[Told]) -> set[Name]:
    """Sums of many come first: what is hidden for them need not be shown to the others."""
    gone: set[Name] = set()
    for whole, parts in sorted(_sums(new, known), key=lambda total: -len(total[1])):
        now = new.without(gone)
        total = [now if each is new else each for each in (whole, *parts)]
        gone.update(_left_over(now, (total[0], tuple(total[1:]))))
    return gone


def _sums(one: Told, others: Collection[Told]) -> Iterator[Sum]:
    """All in which one is the whole, or a part."""
    same = [each for each in others if each.measure == one.measure]
    for parts in _apart([each for each in same if one.holds(each)]):
        if parts:
            yield one, parts
    for whole in same:
        if whole.holds(one):
            within = [each for each in same if whole.holds(each) and not each.meets(one)]
            for parts in _apart(within):
                yield whole, (one, *parts)


def _apart(some: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """All choices of which no two have a day in common; nothing, too."""
    if not some:
        yield ()
        return
    first, *rest = some
    yield from _apart(rest)
    for others in _apart([each for each in rest if not each.meets(first)]):
        yield (first, *others)


def _total(total: Sum) -> tuple[int, ...]:
    whole, parts = total
    return less(whole.total, [each.total for each in parts])


def _is_few(left: Sequence[int]) -> bool:
    """Whether so many are left that they would be known, or none who said something else."""
    answered, *said = left
    return 0 < abs(answered) < FEWEST or (answered == 0 and any(said))


def _left_over(new: Told, total: Sum) -> Iterator[Name]:
    if _is_few(_total(total)):
        yield EVERYTHING
        return
    whole, parts = total
    for name in new.singles:
        each = [one.singles.get(name) for one in (whole, *parts)]
        if _is_single_few([one for one in each if one is not None], len(each)):
            yield "single", name
    for kind in new.tables:
        tables = [each.tables.get(kind) for each in (whole, *parts)]
        found = [table for table in tables if table is not None]
        if len(found) == len(tables):
            yield from _of_tables(kind, found, new.tables[kind], _total(total))


def _is_single_few(each: Sequence[tuple[int, ...]], of: int) -> bool:
    if len(each) < of:
        return False
    alike = len({len(one) for one in each}) == 1
    left = less(*(each[0], each[1:])) if alike else (each[0][0] - sum(e[0] for e in each[1:]), 1)
    return _is_few(left)


def _of_tables(
    kind: str, tables: Sequence[Table], new: Table, total: tuple[int, ...]
) -> Iterator[Name]:
    cells = {key for table in tables for key in table.cells}
    left = {key: _left([table.cells.get(key, Pair()) for table in tables]) for key in cells}
    sums = {key: _left([table.sums.get(key, Pair()) for table in tables]) for key in new.sums}
    known = [each for each in (*left.values(), *sums.values()) if each is not None]
    if not all(table.adds_up for table in tables):
        if any(map(_is_few, known)):
            yield from ((kind, key) for key in new.cells)
            yield from (("sum", key) for key in new.sums)
        return
    yield from _guarded(kind, left, sums, new.groups, total)


def _left(each: Sequence[Pair | None]) -> tuple[int, ...] | None:
    """What is left over; nothing where any is hidden."""
    shown = [one for one in each if one is not None]
    return less(shown[0], shown[1:]) if len(shown) == len(each) else None


def _guarded(
    kind: str,
    left: Mapping[str, tuple[int, ...] | None],
    sums: Mapping[str, tuple[int, ...] | None],
    groups: Mapping[str, str],
    total: tuple[int, ...],
) -> Iterator[Name]:
    """What is hidden of the table that is left over, where all that is hidden already is a line."""
    told_sums = {key: each for key, each in sums.items() if each is not None}
    under = {key: label if (label := groups.get(key, "")) in told_sums else "" for key in left}
    shown = {(under[key], key): each for key, each in sorted(left.items()) if each is not None}
    for label, whole in told_sums.items():
        shown[label, REST] = less(whole, [n for (of, _), n in shown.items() if of == label])
    shown["", REST] = less(total, list(shown.values()))
    lost = [(under[key], key) for key in left if left[key] is None]
    yield from ((kind, each) for of, each in lost if abs(shown[of, REST][0]) < FEWEST)
    if not any(map(_is_few, shown.values())):
        return
    for into, key in _hidden(shown):
        if into is None:
            yield EVERYTHING
        elif key is None:
            yield from [("sum", into)] if into else []
        elif key == REST:
            yield from ((kind, each) for of, each in lost if of == into)
        else:
            yield kind, key


def _hidden(left: Mapping[Name, tuple[int, ...]]) -> Iterator[tuple[str | None, str | None]]:
    """The cells that may not stand in a table of what is left over, its sums among them."""
    rows = [(*name, *_people(each)) for name, each in left.items()]
    table = pd.DataFrame(rows, columns=["sum", "cell", "answered", "satisfied"])
    found = published(table, ["sum", "cell"])
    gone = found.loc[~found["shown"].astype(bool), ["sum", "cell"]]
    yield from gone.itertuples(index=False, name=None)


def _people(left: Sequence[int]) -> tuple[int, int]:
    """Answers that were taken out are as few as those that were added; and where as many are left
    that said something else, it is one at least."""
    answered, satisfied = left
    if answered == 0:
        return (1, 1) if satisfied else (0, 0)
    return abs(answered), min(max(satisfied, 0), abs(answered))
