"""Section 5: what was promised, what was done, and what is open.

The words are those of staff, with numbers of people masked; a public report leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.report.names import Thing

DONE, OPEN, LATE = "done", "open", "late"


@dataclass(frozen=True)
class Remedy:
    """Who does what by when, and what came of it."""

    office: Thing
    field: Thing | None
    what: str
    who: str
    promised_on: date
    due_on: date
    done_on: date | None
    outcome: str | None

    def state_at(self, last: date) -> str:
        """What there was to say of it on a day."""
        if self.done_on is not None and self.done_on <= last:
            return DONE
        return LATE if self.due_on < last else OPEN


@dataclass(frozen=True)
class Stated:
    """A remedy as it stood when the span, or what is over of it, had ended."""

    remedy: Remedy
    state: str


@dataclass(frozen=True)
class Remedies:
    """The account of a span."""

    from_before: tuple[Stated, ...]
    """Promised before it, and not done when it began."""
    promised: tuple[Stated, ...]
    """In it."""
    done: int
    open: int
    late: int


def remedies(all_of_them: tuple[Remedy, ...], starts: date, last: date) -> Remedies:
    """The fifth section: remedies that were open in a span, as at a day."""
    stated = tuple(Stated(_as_at(each, last), each.state_at(last)) for each in all_of_them)
    states = [each.state for each in stated]
    return Remedies(
        tuple(each for each in stated if each.remedy.promised_on < starts),
        tuple(each for each in stated if each.remedy.promised_on >= starts),
        states.count(DONE),
        states.count(OPEN),
        states.count(LATE),
    )


def _as_at(each: Remedy, last: date) -> Remedy:
    """What was done after the day is not known on it."""
    if each.state_at(last) == DONE:
        return each
    columns = (each.what, each.who, each.promised_on, each.due_on)
    return Remedy(each.office, each.field, *columns, None, None)
