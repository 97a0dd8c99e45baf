"""What offices of a scope had promised in a span, as its report tells it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from analysis.report.remedies import Remedy
from survey import remedies
from survey.parts import Part
from survey.reporting.sources import Sources


def promises(session: Session, sources: Sources) -> tuple[Remedy, ...]:
    """Every remedy that was promised, done or open in the span, those due first before others."""
    period, offices = sources.span.period, sources.offices
    found = remedies.account(session, Part(sources.scope.offices), period)
    each = {one.id: one for one in (*found.promised, *found.done, *found.open_at_its_end)}
    ordered = sorted(each.values(), key=lambda one: (one.due_on, one.id))
    return tuple(
        Remedy(
            offices[one.office_id],
            sources.fields[one.field_id] if one.field_id else None,
            one.what,
            one.who,
            one.promised_on,
            one.due_on,
            one.done_on,
            one.outcome,
        )
        for one in ordered
        if one.office_id in offices
    )
