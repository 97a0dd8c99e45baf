"""What is wrong with a file, said so that a person finds the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey.loading.sentences import Sentence, Translate, said

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Problem:
    """A mistake in a line; in line 0: in the file as a whole."""

    line: int
    message: str
    """In English; a Sentence, unless nobody but a test reads it."""
    column: str = ""

    def said(self, translate: Translate) -> str:
        """What is wrong, without the place, in the language that is translated to."""
        return str(said(self.message, translate))

    def within(self, file: str) -> str:
        """The sentence for a person who has the file open, in English."""
        place = f"{file}, line {self.line}" if self.line else file
        cell = f" (column {self.column})" if self.column else ""
        return f"{place}: {self.message}{cell}"


class BadTable(Exception):
    """A file that must not be loaded, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(problem.within("table") for problem in self.problems))


class Refused(ValueError):
    """A cell that does not hold what its column asks for."""

    def __init__(self, template: str, **values: object) -> None:
        self.message = template if isinstance(template, Sentence) else Sentence(template, **values)
        super().__init__(self.message)


def of_file(template: str, line: int = 0, **values: object) -> BadTable:
    """One mistake that makes the whole file unreadable."""
    return BadTable([Problem(line, Sentence(template, **values))])


def quoted(value: object) -> str:
    """A value as a message shows it: short, and harmless to a terminal."""
    text = value if isinstance(value, str) else str(value)
    return repr(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")
