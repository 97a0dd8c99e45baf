"""The sheet in which numbers of dossiers are typed: a row for each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey import volumes
from survey.loading import Problem
from survey.loading.dossiers import NUMBERS
from survey.models import Field, Volume
from survey.setting_up import Said
from survey.staff.choices import field_name
from survey.staff.lines import LineForm
from survey.staff.problems import said
from survey.volumes import Sheet, Typed

LONGEST_CELL = 40


@dataclass(frozen=True)
class Row:
    """A field of an office, with what stands in its cells."""

    field: Field
    typed: Typed
    otherwise: Sequence[Volume] = ()
    """What is stored for other periods that overlap the quarter."""
    errors: Mapping[str, str] | None = None

    def with_typed(self, form: Mapping[str, str]) -> Row:
        """What was typed; a row that the form did not have yet stays as it is."""
        given = {
            name: form.get(f"{self.field.code}-{name}", stands)
            for name, stands in self.typed.items()
        }
        cells = {name: " ".join(words[:LONGEST_CELL].split()) for name, words in given.items()}
        return replace(self, typed=cells)

    def wrong(self, name: str) -> str:
        """What is wrong with a cell, or with the row if it has no name."""
        return (self.errors or {}).get(name, "")


class SheetForm(LineForm):
    """The rows of a quarter as one line: what was typed of each field."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        super().__init__()
        self.rows = rows
        self.problems: Sequence[Problem] = ()

    @property
    def line(self) -> Said:
        return {row.field.code: volumes.in_a_row(row.typed) for row in self.rows}

    def told(self, line: Said) -> Said:
        """What is said of each field, by its name; of one that nothing is said of, that too."""
        nothing = volumes.in_a_row(dict.fromkeys(NUMBERS, ""))
        return {field_name(row.field): line.get(row.field.code, nothing) for row in self.rows}

    def show(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)

    def with_errors(self, sheet: Sheet) -> list[Row]:
        """The rows, each with what is wrong with it."""
        wrong: dict[str, dict[str, str]] = {}
        for problem in self.problems:
            code = sheet.filled[problem.line - 1]
            column = problem.column if problem.column in NUMBERS else ""
            wrong.setdefault(code, {}).setdefault(column, said(problem))
        return [replace(row, errors=wrong.get(row.field.code)) for row in self.rows]
