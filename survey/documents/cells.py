"""Cells: what people read, and the same as a program reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from analysis.report.names import Demand, Thing
from analysis.statuses import NAMES
from analysis.targets import AT_LEAST
from analysis.words import Words
from survey.documents.blocks import Cell
from survey.documents.voice import Voice

HIDDEN = Words("Không công bố", "Not shown")
"""One mark for all that is hidden: who can tell one kind from another knows more."""
WHY_HIDDEN = Words(
    "Không công bố: ẩn vì ít hơn {fewest} lượt trả lời, hoặc để không ai tính ra được một số đã "
    "ẩn.",
    "Not shown: fewer than {fewest} people answered, or somebody could work out a number that is "
    "hidden.",
)
UNKNOWN = Cell("–")
NOTHING = Words(
    "Dấu –: chưa có lượt trả lời, chưa biết số liệu, hoặc không áp dụng.",
    "The dash –: nobody answered, the number is not known, or it does not apply.",
)


def hidden(voice: Voice) -> Cell:
    """In the place of what must not be shown."""
    return Cell(voice.say(HIDDEN))


def written(words: str | None, value: str | None = None) -> Cell:
    """Words, with the key of what they name."""
    return Cell(words, value or words) if words else UNKNOWN


def thing(thing: Thing, voice: Voice) -> Cell:
    """A field, an office, a reason."""
    return Cell(voice.thing(thing), thing.code)


def named(words: Words, key: str, voice: Voice) -> Cell:
    """A thing that the program knows by a key."""
    return Cell(voice.say(words), key)


def count(value: int | None, voice: Voice) -> Cell:
    """A whole number."""
    return UNKNOWN if value is None else Cell(voice.count(value), value)


def number(value: Decimal | None, voice: Voice) -> Cell:
    """A number with one decimal."""
    return UNKNOWN if value is None else Cell(voice.number(value), value)


def day(value: date | None, voice: Voice) -> Cell:
    """A day."""
    return UNKNOWN if value is None else Cell(voice.day(value), value)


def status(key: str | None, voice: Voice) -> Cell:
    """One of the five; nothing without a target."""
    return UNKNOWN if key is None else named(NAMES[key], key, voice)


def target(demand: Demand | None, voice: Voice) -> Cell:
    """A threshold with its sign."""
    return written(target_words(demand, voice) if demand else None)


def target_words(demand: Demand, voice: Voice) -> str:
    """The same within a sentence: ≥ 90 %."""
    sign = "≥" if demand.comparator == AT_LEAST else ">"
    return f"{sign}\u00a0{voice.percent(demand.threshold, demand.target.decimals)}"
