"""The points for what is seen of an office as a whole: indicators 5, 6, 8 and 9 of the circular."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from numbers import Integral

from analysis.circular import CIRCULAR, NEW_DECREE, Points

TWO = Points(two=1, one=0, none=0)
ONE = Points(two=0, one=1, none=0)
NONE = Points(two=0, one=0, none=1)
NOT_SEEN = Points(two=0, one=0, none=0)
"""No data, or nothing that the circular's table has points for: the indicator is left out."""


class Level(StrEnum):
    """Whose one-stop unit it is. There have been no districts since 1/7/2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, kw_only=True)
class Edges:
    """From which shares on there are points."""

    document: str
    in_doubt_from: date
    """From this day on the province has to say whether they still hold."""
    fully_done: Mapping[Level, Fraction]
    complaints_on_time: Fraction
    procedures_online: Fraction
    filed_online: Fraction
    some_filed_online: Fraction


EDGES = Edges(
    document=CIRCULAR,
    in_doubt_from=NEW_DECREE,
    fully_done={
        Level.PROVINCE: Fraction(20, 100),
        Level.DISTRICT: Fraction(50, 100),
        Level.COMMUNE: Fraction(1),
    },
    complaints_on_time=Fraction(90, 100),
    procedures_online=Fraction(20, 100),
    filed_online=Fraction(30, 100),
    some_filed_online=Fraction(15, 100),
)


def at_the_one_stop_unit(
    level: Level, *, fully_done: int, received_and_returned: int, of_all: int, edges: Edges = EDGES
) -> Points:
    """Indicator 5: how much is received and returned at the unit, and how much settled there."""
    done = _share("fully done", fully_done, of_all)
    received = _share("received and returned", received_and_returned, of_all)
    if done is None or received is None:
        return NOT_SEEN
    if done >= edges.fully_done[level]:
        return TWO
    return ONE if received == 1 else NONE


def made_public(
    *, accurate: bool, complete: bool, timely: bool, posted: bool, online: bool
) -> Points:
    """Indicator 6: whether procedures are posted, and online, as they should be."""
    if accurate and complete and timely and posted and online:
        return TWO
    return ONE if posted or online else NONE


def complaints_handled(
    *, complaints: int, on_time: int, dragging_on: int, edges: Edges = EDGES
) -> Points:
    """Indicator 8: complaints handled on time; without any, all points."""
    share = _share("on time", on_time, complaints)
    dragging = _share("dragging on", dragging_on, complaints)
    if share is None:
        return TWO
    if dragging or share < edges.complaints_on_time:
        return NONE
    return TWO if share == 1 else ONE


def online_services(
    *,
    procedures: int,
    procedures_online: int,
    dossiers: int,
    filed_online: int,
    late: int,
    edges: Edges = EDGES,
) -> Points:
    """Indicator 9: procedures that are online, and dossiers filed there.

    The table has no points for an office where enough dossiers are filed online, but too few
    procedures are, or some dossiers are late: it is left out until the province has said.
    """
    offered = _share("procedures online", procedures_online, procedures)
    filed = _share("filed online", filed_online, dossiers)
    is_late = _share("late", late, dossiers)
    if offered is None or filed is None:
        return NOT_SEEN
    if filed < edges.filed_online:
        return ONE if filed >= edges.some_filed_online else NONE
    return NOT_SEEN if is_late or offered < edges.procedures_online else TWO


def _share(what: str, part: int, whole: int) -> Fraction | None:
    """Exactly; nothing of nothing."""
    whole_numbers = isinstance(part, Integral) and isinstance(whole, Integral)
    if not (whole_numbers and 0 <= part <= whole):
        raise ValueError(f"{part} {what} of {whole} cannot be")
    return Fraction(int(part), int(whole)) if whole else None
