"""How many dossiers there were, and what share of them is to be satisfied: invented too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.demo.answers import shares
from survey.demo.province import ROOT
from survey.demo.sources import Source
from survey.models import FieldGroup, Target, Volume
from survey.periods import Period, quarter_of

DOCUMENT = "Chỉ tiêu giả định cho bản trình diễn"
HARDER_FIELDS = "dat-dai-xay-dung-dau-tu"
FIRST_YEAR = 2026
"""The targets that the province's own plans set end the year before."""


def add_volumes(
    session: Session, seed: int, sources: Sequence[Source], days: Sequence[date], responses: int
) -> None:
    """Add the dossiers of each office and field in the quarters that `days` touch.

    From three to ten dossiers for each answer, and some where hardly anybody answers.
    """
    rng = np.random.default_rng([seed, 3])
    answers_a_day = shares(sources) * responses / len(days)
    until = days[-1] + timedelta(days=1)
    busy: dict[tuple[int, int], float] = {}
    for source, answers in zip(sources, answers_a_day, strict=True):
        key = (source.office_id, source.field_id)
        busy[key] = busy.get(key, 0) + answers
    for period in quarters(days):
        worked = int(np.busday_count(period.start, min(period.end, until)))
        for (office_id, field_id), answers in busy.items():
            expected = answers * worked * rng.uniform(3, 10) + 40
            session.add(_volume(rng, period, office_id, field_id, int(expected)))


def quarters(days: Sequence[date]) -> list[Period]:
    """The administration's quarters in which these days are."""
    return sorted({quarter_of(day) for day in days})


def _volume(
    rng: np.random.Generator, period: Period, office_id: int, field_id: int, settled: int
) -> Volume:
    late = int(rng.binomial(settled, rng.uniform(0.0, 0.04)))
    return Volume(
        office_id=office_id,
        field_id=field_id,
        starts=period.start,
        ends=period.end,
        received=settled + int(rng.poisson(0.05 * settled)),
        settled=settled,
        on_time=settled - late,
        late=late,
    )


def add_targets(session: Session, days: Sequence[date]) -> None:
    """Add targets for the years of these days, which say that they are invented."""
    target = partial(
        Target,
        scope=ROOT,
        scope_name="Hà Tĩnh",
        people=True,
        comparator=">=",
        first_year=max(days[0].year, FIRST_YEAR),
        last_year=max(days[-1].year + 1, FIRST_YEAR),
        document=DOCUMENT,
    )
    session.add_all(
        [
            target(measure="transaction", organisations=True, threshold=Decimal(90)),
            target(
                measure="transaction",
                organisations=True,
                threshold=Decimal(85),
                group=session.scalars(select(FieldGroup).filter_by(code=HARDER_FIELDS)).one(),
            ),
            target(measure="service", organisations=False, threshold=Decimal(85)),
        ]
    )
