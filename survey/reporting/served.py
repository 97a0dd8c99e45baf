"""In which fields offices serve people, and what they are asked there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.belonging import serving
from survey.cells import Cells, Pair
from survey.models import Counter, QuestionnaireVersion
from survey.periods import Period
from survey.volumes import expected

TRANSACTION = "transaction"
"""What is measured where no counter says anything else."""


def served(
    session: Session, period: Period, offices: Collection[int], counted: Cells
) -> dict[str, frozenset[Pair]]:
    """By measure, where people were served in a period, answered, or had dossiers settled: dossiers
    first. There is always one measure, if only to say that nobody answered."""
    asked = _asked(session, offices)
    found: dict[str, set[Pair]] = {
        measure: set(counted.pairs(measure, offices)) for measure in counted.answers
    }
    rows = session.execute(expected(period)).all()
    here = {(row.office_id, row.field_id) for row in rows if row.office_id in offices}
    heard = {pair for pairs in found.values() for pair in pairs}
    for pair in (here | set(counted.dossiers)) - heard:
        for measure in asked.get(pair, {TRANSACTION}):
            found.setdefault(measure, set()).add(pair)
    order = sorted(found, key=lambda measure: (measure != TRANSACTION, measure))
    return {measure: frozenset(found[measure]) for measure in order} or {TRANSACTION: frozenset()}


def _asked(session: Session, offices: Collection[int]) -> dict[Pair, set[str]]:
    """What counters ask about that are or were of an office and a field."""
    version, at = QuestionnaireVersion, serving().c
    query = (
        select(at.office_id, at.field_id, version.measure)
        .join(Counter, Counter.id == at.counter_id)
        .join(version, version.key == Counter.questionnaire_key)
        .where(at.office_id.in_(offices))
        .distinct()
    )
    found: dict[Pair, set[str]] = {}
    for office, field, measure in session.execute(query):
        found.setdefault((office, field), set()).add(measure)
    return found
