"""Where the invented answers come from, and what is true there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.questionnaire import FACTORS, Questionnaire
from survey.demo.province import BUILDING, INVESTMENT, LAND
from survey.models import Counter, Field, QuestionnaireVersion
from survey.questionnaires import by_digest

BUSY = {"commune": 1.0, "department": 2.0, "centre": 3.0, "hospital": 14.0, "school": 6.0}
"""How many more people an office of a kind serves than a commune does."""
TROUBLED = 6
"""Offices that are well below the target."""
TINY = 4
"""Communes from which hardly anybody answers."""
HARDER = {LAND: 0.03, BUILDING: 0.02, INVESTMENT: 0.01}
"""How much lower the rate is in fields where people are less satisfied everywhere."""
KIOSK_EVERY = 7
"""One counter in so many has a tablet; the others have a printed code."""


@dataclass(frozen=True)
class Truth:
    """What is true of an office, or of one field there."""

    rate: float
    """The share of people who are satisfied."""
    busy: float
    weak_factor: str
    """What is most often bad when somebody is not satisfied."""


@dataclass(frozen=True)
class Source:
    """A field at a counter, where people answer over one channel."""

    office_code: str
    field_code: str
    counter_id: int
    office_id: int
    field_id: int
    channel: str
    questionnaire_id: int
    questionnaire: Questionnaire
    truth: Truth


def true_rates(session: Session, seed: int) -> dict[tuple[str, str], float]:
    """The true rate of satisfaction by the codes of office and field."""
    return {
        (source.office_code, source.field_code): source.truth.rate
        for source in sources(session, seed)
    }


def sources(session: Session, seed: int) -> list[Source]:
    """All sources of answers, in the order of the counters' numbers and the fields' codes."""
    loaded = (joinedload(Counter.office), selectinload(Counter.fields))
    counters = session.scalars(select(Counter).options(*loaded).order_by(Counter.number)).all()
    offices = {counter.office.code: counter.office.kind for counter in counters}
    rng = np.random.default_rng([seed, 1])
    truths = _of_offices(rng, offices)
    served = sorted({(c.office.code, field.code) for c in counters for field in c.fields})
    in_fields = {pair: _in_field(rng, truths[pair[0]], pair[1]) for pair in served}
    versions = _versions(session)
    return [
        _source(counter, field, position, versions, in_fields[counter.office.code, field.code])
        for position, counter in enumerate(counters)
        for field in sorted(counter.fields, key=lambda field: field.code)
    ]


def _of_offices(rng: np.random.Generator, kinds: dict[str, str]) -> dict[str, Truth]:
    codes = sorted(kinds)
    troubled = set(rng.choice(codes, TROUBLED, replace=False))
    communes = [code for code in codes if kinds[code] == "commune"]
    tiny = set(rng.choice(communes, TINY, replace=False))
    return {
        code: Truth(
            rate=rng.normal(0.935, 0.02) - (rng.uniform(0.08, 0.16) if code in troubled else 0),
            busy=BUSY[kinds[code]] * rng.lognormal(0, 0.5) * (0.02 if code in tiny else 1),
            weak_factor=str(rng.choice(FACTORS)),
        )
        for code in codes
    }


def _in_field(rng: np.random.Generator, office: Truth, field_code: str) -> Truth:
    rate = office.rate - HARDER.get(field_code, 0.0) + rng.normal(0, 0.01)
    return Truth(
        rate=float(np.clip(rate, 0.4, 0.995)),
        busy=float(office.busy * rng.uniform(0.4, 1.6)),
        weak_factor=office.weak_factor,
    )


def _versions(session: Session) -> dict[str, tuple[int, Questionnaire]]:
    """The newest version of each questionnaire."""
    rows = session.scalars(select(QuestionnaireVersion).order_by(QuestionnaireVersion.version))
    connection = session.connection()
    return {row.key: (row.id, by_digest(connection, row.digest)) for row in rows}


def _source(
    counter: Counter,
    field: Field,
    position: int,
    versions: dict[str, tuple[int, Questionnaire]],
    truth: Truth,
) -> Source:
    questionnaire_id, questionnaire = versions[counter.questionnaire_key]
    return Source(
        office_code=counter.office.code,
        field_code=field.code,
        counter_id=counter.id,
        office_id=counter.office_id,
        field_id=field.id,
        channel=_channel(counter, position),
        questionnaire_id=questionnaire_id,
        questionnaire=questionnaire,
        truth=truth,
    )


def _channel(counter: Counter, position: int) -> str:
    if counter.questionnaire_key == "online":
        return "online"
    return "kiosk" if position % KIOSK_EVERY == 0 else "qr"
