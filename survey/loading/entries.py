"""Lines of a table with every cell in its column's own type, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.web import translatable
from survey.loading.problems import BadTable, Problem, Refused, quoted
from survey.loading.rows import Cell
from survey.loading.sentences import Sentence
from survey.loading.tables import Line

UNKNOWN_COLUMN = translatable("the column %(column)s is not known")
MISSING_COLUMN = translatable("the column %(column)s is missing")
ALL_COLUMNS = translatable("the columns are %(needed)s; %(optional)s may be left out")
EMPTY = translatable("the cell is empty")
DOUBLED = translatable("%(key)s is there already, in line %(line)s")
UNKNOWN = {
    "office": translatable("office %(code)s is not known"),
    "field": translatable("field %(code)s is not known"),
    "group": translatable("group %(code)s is not known"),
    "questionnaire": translatable("questionnaire %(code)s is not known"),
}
SHORTENED = translatable("%(problem)s, %(code)s is: zeros in front may have got lost")
NOT_AFTER = translatable("closed on %(closed)s, which is not after %(opened)s")


@dataclass(frozen=True)
class Column:
    """A column that a table may have, and what its cells hold."""

    name: str
    read: Callable[[Cell], Any]
    optional: bool = False
    """Whether a cell may be empty, and the whole column left out."""


@dataclass(frozen=True)
class Entry:
    """What a line says. A cell that is empty, wrong or not there reads as None."""

    line: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def says(self, column: str) -> bool:
        """Whether the file has such a column, be its cell empty or not."""
        return column in self.values

    @property
    def is_sound(self) -> bool:
        return not self.problems

    def problem(self, message: str, column: str = "") -> Problem:
        return Problem(self.line, message, column)


def check_header(header: Sequence[str], columns: Sequence[Column]) -> None:
    """Refuse a table that lacks a column, or has one that nothing reads."""
    known = {column.name for column in columns}
    needed = [column.name for column in columns if not column.optional]
    strange = [name for name in header if name not in known]
    wrong = [Sentence(UNKNOWN_COLUMN, column=quoted(name)) for name in strange]
    missing = [name for name in needed if name not in header]
    wrong += [Sentence(MISSING_COLUMN, column=quoted(name)) for name in missing]
    if wrong:
        wrong.append(_all_of(columns))
        raise BadTable(Problem(0, each) for each in wrong)


def _all_of(columns: Sequence[Column]) -> Sentence:
    needed, optional = (
        ", ".join(column.name for column in columns if column.optional is chosen)
        for chosen in (False, True)
    )
    return Sentence(ALL_COLUMNS, needed=needed, optional=optional)


def read_entries(lines: Iterable[Line], columns: Sequence[Column]) -> list[Entry]:
    """What the lines say, with the problems of each kept beside it."""
    return [_entry(line, columns) for line in lines]


def _entry(line: Line, columns: Sequence[Column]) -> Entry:
    values: dict[str, Any] = {}
    problems = [Problem(line.number, line.problem)] if line.problem else []
    for column in columns:
        if column.name not in line.cells:
            continue
        values[column.name] = None
        try:
            values[column.name] = _value(line.cells[column.name], column)
        except Refused as refused:
            problems.append(Problem(line.number, refused.message, column.name))
    return Entry(line.number, values, tuple(problems))


def _value(cell: Cell, column: Column) -> Any:
    if cell != "":
        return column.read(cell)
    if column.optional:
        return None
    raise Refused(EMPTY)


def filled_in(
    entries: Iterable[Entry],
    stored: Mapping[Any, Mapping[str, Any]],
    key: Callable[[Entry], Any],
) -> list[Entry]:
    """The entries, each with what is stored in the columns that the file leaves out."""
    return [
        replace(entry, values={**stored.get(key(entry), {}), **entry.values}) for entry in entries
    ]


def sound(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of which every cell could be read."""
    return (entry for entry in entries if entry.is_sound)


def doubled(entries: Iterable[Entry], *columns: str) -> Iterator[Problem]:
    """A problem for each entry that has the same in some columns as an earlier one."""
    first: dict[tuple[Any, ...], int] = {}
    for entry in entries:
        key = tuple(entry[column] for column in columns)
        if key[0] is None or any(problem.column in columns for problem in entry.problems):
            continue
        line = first.setdefault(key, entry.line)
        if line != entry.line:
            shown = " ".join(str(part) for part in key if part is not None)
            yield entry.problem(Sentence(DOUBLED, key=quoted(shown), line=line), columns[0])


def unknown(
    entries: Iterable[Entry], column: str, what: str, known: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each code in a column that stands for nothing."""
    there = set(known)
    for entry in entries:
        value = entry[column] or ()
        for code in (value,) if isinstance(value, str) else value:
            if code not in there:
                yield entry.problem(_not_known(what, code, there), column)


def _not_known(what: str, code: str, there: Collection[str]) -> Sentence:
    problem = Sentence(UNKNOWN[what], code=quoted(code))
    longer = next((full for full in _with_zeros(code) if full in there), None)
    return Sentence(SHORTENED, problem=problem, code=quoted(longer)) if longer else problem


def _with_zeros(code: str) -> tuple[str, ...]:
    """The area codes that a spreadsheet may have made this number of."""
    return (code.zfill(2), code.zfill(5)) if code.isdecimal() else ()


def in_order(entries: Iterable[Entry]) -> Iterator[Problem]:
    """A problem for each entry that is closed no later than opened."""
    for entry in entries:
        opened, closed = entry["opened"], entry["closed"]
        if opened and closed and closed <= opened:
            days = {"closed": f"{closed:%d/%m/%Y}", "opened": f"{opened:%d/%m/%Y}"}
            yield entry.problem(Sentence(NOT_AFTER, **days), "closed")


def refuse(entries: Iterable[Entry], problems: Iterable[Problem]) -> None:
    """Refuse the file if there is any problem, of a cell or of another kind."""
    found = [problem for entry in entries for problem in entry.problems] + list(problems)
    if found:
        raise BadTable(found)
