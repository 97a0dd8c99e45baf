"""Where each version of a questionnaire is asked, as far as one's part goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, product

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from survey.models import Office, Publication
from survey.parts import Part, within

ASKED, TO_COME, REPLACED, NOWHERE = "asked", "to come", "replaced", "nowhere"
MOST_NAMED = 5


@dataclass(frozen=True)
class Place:
    """Some offices where a version is asked, or will be, from the same moment on."""

    offices: tuple[str, ...]
    """By name, a few of them; none: all offices, or all others."""
    more: int
    """How many others are not named."""
    channel: str | None
    since: datetime


@dataclass(frozen=True)
class Standing:
    """What has become of a version."""

    state: str
    now: tuple[Place, ...] = ()
    to_come: tuple[Place, ...] = ()
    has_others: bool = False
    """Whether another version is asked at some offices, so that it is not asked at all."""


Spot = tuple[int | None, str | None]
"""An office and a channel; None stands for all that are not named."""


class Asked:
    """What is published, where one may see it: read once, and told of each version."""

    def __init__(self, session: Session, part: Part, now: datetime, key: str | None = None) -> None:
        here = or_(Publication.office_id.is_(None), within(Publication.office_id, part))
        found = select(Publication, Office.name).outerjoin(Office).where(here)
        if key is not None:
            found = found.where(Publication.key == key)
        rows = session.execute(found).all()
        self.names = {row.office_id: name for row, name in rows}
        self.rows = sorted(
            (row for row, _ in rows), key=lambda row: (row.key, row.starts, row.made_at, row.id)
        )
        self.now = now
        self.current = {
            of: dict(_winners([row for row in of_key if row.starts <= now]))
            for of, of_key in ((each, list(rows)) for each, rows in groupby(self.rows, _key))
        }

    def standing(self, questionnaire_id: int) -> Standing:
        """What has become of a version."""
        mine = [row for row in self.rows if row.questionnaire_id == questionnaire_id]
        if not mine:
            return Standing(NOWHERE)
        winners = self.current.get(mine[0].key, {})
        now = {spot: row for spot, row in winners.items() if _is_of(row, questionnaire_id)}
        later = {(row.office_id, row.channel): row for row in mine if row.starts > self.now}
        state = ASKED if now else TO_COME if later else REPLACED
        return Standing(
            state, self._places(now), self._places(later), has_others=len(now) < len(winners)
        )

    def _places(self, rows: Mapping[Spot, Publication]) -> tuple[Place, ...]:
        """Offices of the same channel and moment together."""
        told: dict[tuple[str | None, datetime, bool], list[str]] = {}
        for (office_id, channel), row in rows.items():
            group = told.setdefault((channel, row.starts, office_id is None), [])
            if office_id is not None:
                group.append(self.names[office_id])
        return tuple(
            Place(
                tuple(sorted(names)[:MOST_NAMED]), max(0, len(names) - MOST_NAMED), channel, since
            )
            for (channel, since, _), names in told.items()
        )


def _key(row: Publication) -> str:
    return row.key


def _is_of(row: Publication, questionnaire_id: int) -> bool:
    return row.questionnaire_id == questionnaire_id


def _winners(rows: Sequence[Publication]) -> Iterator[tuple[Spot, Publication]]:
    """For each spot that is named, what is in force; where it is the same as around, not again."""
    best = _best(rows)
    offices = dict.fromkeys([None, *(row.office_id for row in rows)])
    channels = dict.fromkeys([None, *(row.channel for row in rows)])
    for spot in product(offices, channels):
        row = _latest(best, *spot)
        if row is not None and (spot == (None, None) or row is not _around(best, *spot)):
            yield spot, row


def _around(
    best: Mapping[Spot, tuple[int, Publication]], office_id: int | None, channel: str | None
) -> Publication | None:
    return _latest(best, office_id if channel else None, None)


def _best(rows: Sequence[Publication]) -> dict[Spot, tuple[int, Publication]]:
    """The last for each spot, with its place in the order."""
    return {(row.office_id, row.channel): (at, row) for at, row in enumerate(rows)}


def _latest(
    best: Mapping[Spot, tuple[int, Publication]], office_id: int | None, channel: str | None
) -> Publication | None:
    spots = {(o, c) for o in (office_id, None) for c in (channel, None)}
    found = [best[spot] for spot in spots if spot in best]
    return max(found, key=lambda each: each[0])[1] if found else None
