"""A report becomes an edition, which stays as it is."""

from __future__ import annotations

from importlib.metadata import version

from sqlalchemy.orm import Session

from analysis.report import Report, canonical, digest, tell
from survey.accounts.person import Person
from survey.audit import Action, Deed, append, change
from survey.editions.kept import is_same, latest, series
from survey.editions.refusals import (
    NoNote,
    NothingChanged,
    NotOver,
    OtherFigures,
    PublishedMeanwhile,
)
from survey.editions.rights import Publisher, publisher
from survey.editions.said import Said
from survey.models import Edition
from survey.periods import local_day
from survey.reporting.collecting import Request, collect
from survey.verify import snapshot

PROGRAM = "thuoc-do"
NOTHING = Said()


def publish(
    session: Session,
    request: Request,
    person: Person,
    said: Said = NOTHING,
    seen: str | None = None,
) -> Edition:
    """Publish the report of a scope and a span as it is now; refuses as `refusals` has it.

    `seen` is the SHA-256 of the figures that were looked at, if they must be just those. They are
    collected before it is this one's turn to write, so that nobody who answers waits for them;
    whoever publishes the same report meanwhile is noticed by the number of the edition.
    """
    kept, who = said.kept, publisher(session, person, request.scope)
    if local_day(request.now) <= request.span.told.last:
        raise NotOver(f"answers until {request.span.told.last} count")
    with snapshot(session):
        before = latest(session, request.scope, request.span)
        number = 1 + (before.number if before else 0)
        report = tell(collect(session, request))
        _refuse(before, report, kept, seen)
    with change(session) as connection:
        newest = latest(session, request.scope, request.span)
        if newest is not None and newest.number >= number:
            raise PublishedMeanwhile(newest)
        edition = _edition(request, report, number, who, kept)
        session.add(edition)
        session.flush()
        append(connection, who.actor, _deed(edition, kept), request.now)
    return edition


def _refuse(before: Edition | None, report: Report, said: Said, seen: str | None) -> None:
    """Refuse what was not looked at, and another edition that says the same, or not why."""
    if seen is not None and digest(report) != seen:
        raise OtherFigures("the figures have changed since they were looked at")
    if before is not None and is_same(before, report):
        raise NothingChanged(f"edition {before.number} says the same")
    if before is not None and said.note is None:
        raise NoNote(f"edition {before.number + 1} has to say what changed")


def _edition(request: Request, report: Report, number: int, who: Publisher, said: Said) -> Edition:
    return Edition(
        **series(request.scope, request.span),
        code=request.scope.code,
        starts=report.span.starts,
        number=number,
        figures=canonical(report),
        digest=digest(report),
        form=report.form,
        method=report.appendix.method,
        program=version(PROGRAM),
        published_at=request.now,
        user_id=who.person.id,
        name=who.person.full_name,
        role=who.held.role,
        role_office_id=who.held.office_id,
        note=said.note,
        remarks=said.remarks,
        next_steps=said.next_steps,
    )


def _deed(edition: Edition, said: Said) -> Deed:
    after = {"edition": edition.number, "sha256": edition.digest, "words_sha256": said.digest}
    return Deed(Action.REPORT_PUBLISHED, "report", edition.key, edition.office_id, after=after)
