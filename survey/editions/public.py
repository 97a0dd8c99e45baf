"""What of the province everybody may read: one edition after another, each decided by somebody.

The public figures are made once, when an edition is first made public, and kept with a hash of
their own: beside what had been public until then. What was taken from the public page may have been
read, so it still counts for what follows, and comes back as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from analysis.report import Report, canonical
from analysis.report.names import PROVINCE
from analysis.report.public import public_report
from survey.accounts.person import Person
from survey.audit import Action, Deed, append, change
from survey.editions.kept import is_newest, read, read_public
from survey.editions.refusals import AlreadySo, NotForEverybody
from survey.editions.rights import Publisher, shower
from survey.models import Edition, PublicReport, PublicTurn


def make_public(session: Session, edition_id: int, person: Person, now: datetime) -> PublicReport:
    """Put the figures of an edition on the public page. Refuses another than the province's newest
    one, and one that is there."""
    with change(session) as connection:
        edition = session.get_one(Edition, edition_id)
        who = shower(session, person, edition)
        _refuse_others(session, edition)
        public = session.get(PublicReport, edition_id)
        if public is None:
            public = _made(session, edition, now)
        elif _is_shown(session, edition_id):
            raise AlreadySo(f"{edition.key} is public")
        _turn(session, public, who, now, is_public=True)
        deed = _deed(Action.REPORT_SHOWN, edition, public)
        append(connection, who.actor, deed, now)
    return public


def withdraw(session: Session, edition_id: int, person: Person, now: datetime) -> None:
    """Take an edition from the public page; refuses one that is not there."""
    with change(session) as connection:
        edition = session.get_one(Edition, edition_id)
        who = shower(session, person, edition)
        public = session.get(PublicReport, edition_id)
        if public is None or not _is_shown(session, edition_id):
            raise AlreadySo(f"{edition.key} is not public")
        _turn(session, public, who, now, is_public=False)
        append(connection, who.actor, _deed(Action.REPORT_HIDDEN, edition, public), now)


def preview(session: Session, edition: Edition) -> Report:
    """What everybody would read, if it were made public now; or what they do read."""
    public = session.get(PublicReport, edition.id)
    return read_public(public) if public else _beside_others(session, edition)


def all_public() -> Select[PublicReport]:
    """What is on the public page, the newest span first."""
    newest = _newest_turns()
    return (
        select(PublicReport)
        .join(PublicReport.edition)
        .join(PublicTurn, PublicTurn.edition_id == PublicReport.edition_id)
        .where(PublicTurn.id.in_(newest), PublicTurn.is_public)
        .options(contains_eager(PublicReport.edition))
        .order_by(Edition.last.desc(), Edition.starts, Edition.number.desc())
    )


def shown(session: Session, edition_id: int) -> PublicReport | None:
    """The public figures of an edition, if they are on the page."""
    return session.scalar(all_public().where(PublicReport.edition_id == edition_id))


def turns(session: Session, edition_id: int) -> Sequence[PublicTurn]:
    """When it was put there and taken away, and by whom; the first time first."""
    mine = select(PublicTurn).filter_by(edition_id=edition_id)
    return session.scalars(mine.order_by(PublicTurn.id)).all()


def _newest_turns() -> Select[int]:
    return select(func.max(PublicTurn.id)).group_by(PublicTurn.edition_id)


def _is_shown(session: Session, edition_id: int) -> bool:
    return shown(session, edition_id) is not None


def _refuse_others(session: Session, edition: Edition) -> None:
    if edition.scope != PROVINCE or not is_newest(session, edition):
        raise NotForEverybody(f"{edition.key} is not the newest edition of the province")


def _made(session: Session, edition: Edition, now: datetime) -> PublicReport:
    figures = canonical(_beside_others(session, edition))
    digest = sha256(figures).hexdigest()
    public = PublicReport(edition_id=edition.id, figures=figures, digest=digest, at=now)
    session.add(public)
    session.flush()
    return public


def _beside_others(session: Session, edition: Edition) -> Report:
    """All that have ever been public stand beside it."""
    others = session.scalars(select(PublicReport).order_by(PublicReport.edition_id)).all()
    return public_report(read(edition), [read_public(each) for each in others])


def _turn(
    session: Session, public: PublicReport, who: Publisher, now: datetime, *, is_public: bool
) -> None:
    session.add(
        PublicTurn(
            edition_id=public.edition_id,
            is_public=is_public,
            at=now,
            user_id=who.person.id,
            name=who.person.full_name,
        )
    )
    session.flush()


def _deed(action: Action, edition: Edition, public: PublicReport) -> Deed:
    after = {"edition": edition.number, "sha256": public.digest}
    return Deed(action, "report", edition.key, edition.office_id, after=after)
