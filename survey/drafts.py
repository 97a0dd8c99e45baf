"""Drafts of questionnaires: begun, changed, thrown away, and made the next version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms import Questionnaire, parse
from forms.checks import problems
from forms.comparing import Change, broken
from forms.loading import read_unchecked
from forms.web import translatable
from forms.writing import renumbered, to_toml
from survey.audit import Action, Actor, Deed, append, change
from survey.models import QuestionnaireDraft, QuestionnaireVersion
from survey.parts import Part, shared
from survey.periods import local_day
from survey.publications import HasBegun, Planned, Reach, planned_for, publish_for, withdraw
from survey.questionnaires import add_version, by_digest

THERE_IS_ONE = translatable(
    "There is a draft of this questionnaire already. Publish it or throw it away first."
)
CHANGED_MEANWHILE = translatable(
    "Somebody has changed the draft meanwhile. Look at what it is now before you send again."
)
NO_DRAFT = translatable("There is no such draft any more.")
HAS_BEGUN = translatable("There is nothing to withdraw any more: it has begun, or is withdrawn.")
BEGINS_NOW = translatable(
    "The publication has just begun, so it cannot be withdrawn any more. Nothing has been changed."
)
NOT_READY = translatable("The draft cannot be published as long as something in it is wrong.")


class Refused(ValueError):
    """What cannot be done, in translatable words."""


@dataclass(frozen=True)
class Editor:
    """Somebody who changes drafts, now."""

    session: Session
    actor: Actor
    now: datetime

    def begin(self, text: str, made_from: int | None = None) -> str:
        """A draft with this text, as the next version of its questionnaire; its key."""
        with change(self.session) as connection:
            questionnaire = read_unchecked(text)
            key = questionnaire.key
            if self.session.get(QuestionnaireDraft, key):
                raise Refused(THERE_IS_ONE)
            number = next_number(self.session, key)
            row = QuestionnaireDraft(key=key, made_from=made_from)
            self._write(row, renumbered(text, questionnaire, number))
            self.session.add(row)
            deed = _deed(Action.QUESTIONNAIRE_DRAFTED, row, made_from=made_from)
            append(connection, self.actor, deed, self.now)
            return key

    def edit(
        self, key: str, digest: str, edited: Callable[[Questionnaire], Questionnaire], what: str
    ) -> None:
        """Change a draft, if it is still the one that was seen."""
        with change(self.session) as connection:
            row = self._seen(key, digest)
            self._write(row, to_toml(edited(read_unchecked(row.text))))
            deed = _deed(Action.QUESTIONNAIRE_DRAFTED, row, changed=what)
            append(connection, self.actor, deed, self.now)

    def discard(self, key: str) -> None:
        """Throw a draft away."""
        with change(self.session) as connection:
            row = self.session.get(QuestionnaireDraft, key)
            if row is None:
                raise Refused(NO_DRAFT)
            self.session.delete(row)
            deed = _deed(Action.QUESTIONNAIRE_DISCARDED, row)
            append(connection, self.actor, deed, self.now)

    def publish_draft(self, key: str, digest: str, reach: Reach) -> int:
        """Make a draft the next version for good, and ask it somewhere; its number."""
        with change(self.session) as connection:
            draft = self._seen(key, digest)
            text = renumbered(
                draft.text, read_unchecked(draft.text), next_number(self.session, key)
            )
            questionnaire = read_unchecked(text)
            if any(problems(questionnaire)) or any(breaks(self.session, questionnaire)):
                raise Refused(NOT_READY)
            version = add_version(
                self.session, parse(text), text, self.now, made_by=self.actor.name
            )
            self.session.delete(draft)
            self._publish(version, reach)
            append(connection, self.actor, self._published(version, reach), self.now)
            return version.version

    def publish_version(self, version_id: int, reach: Reach) -> None:
        """Ask a version that there is already somewhere."""
        with change(self.session) as connection:
            version = self.session.get_one(QuestionnaireVersion, version_id)
            self._publish(version, reach)
            append(connection, self.actor, self._published(version, reach), self.now)

    def withdraw(self, planned: Planned, part: Part) -> None:
        """Not to ask something after all that has not begun, at the offices of a part."""
        with change(self.session) as connection:
            offices = planned_for(self.session, planned, part, self.now)
            if not offices:
                raise Refused(HAS_BEGUN)
            version = self.session.get_one(QuestionnaireVersion, planned.questionnaire_id)
            try:
                withdraw(self.session, planned, part, self.now)
            except HasBegun as error:
                raise Refused(BEGINS_NOW) from error
            reach = Reach(offices, {planned.channel}, local_day(planned.starts))
            append(connection, self.actor, self._withdrawn(version, reach), self.now)

    def _publish(self, version: QuestionnaireVersion, reach: Reach) -> None:
        publish_for(self.session, version, reach, self.now, self.actor.id)

    def _published(self, version: QuestionnaireVersion, reach: Reach) -> Deed:
        name, office_id = _name(version), self._office(reach)
        after = _told(reach)
        return Deed(Action.QUESTIONNAIRE_PUBLISHED, "questionnaire", name, office_id, after=after)

    def _withdrawn(self, version: QuestionnaireVersion, reach: Reach) -> Deed:
        name, office_id = _name(version), self._office(reach)
        before = _told(reach)
        return Deed(Action.QUESTIONNAIRE_WITHDRAWN, "questionnaire", name, office_id, before=before)

    def _office(self, reach: Reach) -> int | None:
        return None if None in reach.offices else shared(self.session, reach.offices)

    def _seen(self, key: str, digest: str) -> QuestionnaireDraft:
        row = self.session.get(QuestionnaireDraft, key)
        if row is None:
            raise Refused(NO_DRAFT)
        if row.digest != digest:
            raise Refused(CHANGED_MEANWHILE)
        return row

    def _write(self, row: QuestionnaireDraft, text: str) -> None:
        row.text = text
        row.digest = hashlib.sha256(text.encode()).hexdigest()
        row.user_id, row.changed_at = self.actor.id or 0, self.now


def _name(version: QuestionnaireVersion) -> str:
    return f"{version.key} {version.version}"


def _told(reach: Reach) -> dict[str, object]:
    """Where a version is asked, as the log says it."""
    told: dict[str, object] = {"from": reach.day.isoformat()}
    if None not in reach.offices:
        told["offices"] = len(reach.offices)
    if None not in reach.channels:
        told["channels"] = sorted(filter(None, reach.channels))
    return told


def next_number(session: Session, key: str) -> int:
    """The number of the version that comes next."""
    newest = select(func.max(QuestionnaireVersion.version)).filter_by(key=key)
    return (session.scalar(newest) or 0) + 1


def earlier(session: Session, key: str) -> Sequence[Questionnaire]:
    """The versions that there are of a questionnaire, the newest first."""
    digests = select(QuestionnaireVersion.digest).filter_by(key=key)
    ordered = session.scalars(digests.order_by(QuestionnaireVersion.version.desc())).all()
    return [by_digest(session.connection(), digest) for digest in ordered]


def breaks(session: Session, questionnaire: Questionnaire) -> list[Change]:
    """What would give a key another meaning than it has had."""
    return list(broken(earlier(session, questionnaire.key), questionnaire))


def _deed(action: Action, row: QuestionnaireDraft, **after: object) -> Deed:
    said = {name: value for name, value in after.items() if value is not None}
    return Deed(action, "questionnaire", row.key, after=said)
