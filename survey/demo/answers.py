"""A year of invented responses, drawn from known rates: the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from survey.demo.opinions import Opinions
from survey.demo.province import SINCE
from survey.demo.sources import Source
from survey.periods import midnight
from survey.store import Given, Submission

OPENS = timedelta(hours=7, minutes=30)
MORNING, BREAK, AFTERNOON = 4 * 3600, 2 * 3600, 7 * 1800
"""Seconds from opening to the break, of the break, and from there to the end of the day."""


def working_days(until: date) -> list[date]:
    """Mondays to Fridays of the year before `until`, as far as the offices were there."""
    first = max(until - timedelta(days=365), SINCE)
    days = [first + timedelta(days=number) for number in range((until - first).days)]
    return [day for day in days if day.weekday() < 5]


def shares(sources: Sequence[Source]) -> NDArray[np.float64]:
    """What share of all answers comes from each source."""
    busy = [source.truth.busy for source in sources]
    return np.array(busy) / sum(busy)


def submissions(
    sources: Sequence[Source], seed: int, days: Sequence[date], responses: int
) -> Iterator[Submission]:
    """So many responses on these days, one day after the other."""
    rng = np.random.default_rng([seed, 2])
    likely = np.cumsum(shares(sources))
    opinions = {s.questionnaire_id: Opinions(s.questionnaire) for s in sources}
    for day, number in zip(
        days, rng.multinomial(responses, np.full(len(days), 1 / len(days))), strict=True
    ):
        drawn = np.minimum(np.searchsorted(likely, rng.random(number)), len(sources) - 1)
        given = _given(rng, [sources[i] for i in drawn.tolist()], opinions)
        moments = _moments(rng, day, int(number))
        ids = rng.bytes(16 * int(number))
        for n, i in enumerate(drawn.tolist()):
            id_ = UUID(bytes=ids[16 * n : 16 * n + 16], version=4)
            yield _submission(id_, sources[i], given[n], moments[n])


def _moments(rng: np.random.Generator, day: date, number: int) -> list[datetime]:
    """Moments within the working hours of a day, in order."""
    opens = midnight(day) + OPENS
    seconds = np.sort(rng.integers(0, MORNING + AFTERNOON, number))
    seconds[seconds >= MORNING] += BREAK
    return [opens + timedelta(seconds=second) for second in seconds.tolist()]


def _given(
    rng: np.random.Generator, asked: Sequence[Source], opinions: dict[int, Opinions]
) -> list[Given]:
    """What the people at these sources say; each questionnaire is drawn at once."""
    given: dict[int, Given] = {}
    for questionnaire_id, opinion in opinions.items():
        here = [n for n, source in enumerate(asked) if source.questionnaire_id == questionnaire_id]
        drawn = opinion.draw(rng, [asked[n].truth for n in here])
        given.update(zip(here, drawn, strict=True))
    return [given[n] for n in range(len(asked))]


def _submission(id_: UUID, source: Source, given: Given, moment: datetime) -> Submission:
    columns: dict[str, Any] = {
        "counter_id": source.counter_id,
        "office_id": source.office_id,
        "field_id": source.field_id,
        "channel": source.channel,
        "questionnaire_id": source.questionnaire_id,
    }
    return Submission(id=id_, given=given, answered_at=moment, received_at=moment, **columns)
