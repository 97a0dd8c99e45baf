"""Makers of what a test is about, with defaults for the rest."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import Questionnaire, parse
from survey.accounts import passwords
from survey.codes import new_code
from survey.models import (
    Counter,
    CounterCode,
    Field,
    Grant,
    Identity,
    Office,
    Place,
    QuestionnaireVersion,
    Target,
    User,
)
from survey.questionnaires import by_digest, publish
from survey.store import Given, Submission, save_response
from tests.clock import Clock

MADE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
"""When accounts were made, unless it matters."""

PASSWORD = "Mưa rơi trên phố Huế"
hashed = cache(passwords.hashed)


@dataclass
class Makers:
    session: Session
    clock: Clock
    numbers: itertools.count = field(default_factory=itertools.count)

    def office(self, **columns: object) -> Office:
        number = next(self.numbers)
        defaults = {"code": f"office-{number}", "name": f"Sở số {number}", "kind": "department"}
        return self._add(Office(**{**defaults, **columns}))

    def field(self, **columns: object) -> Field:
        number = next(self.numbers)
        defaults = {
            "code": f"field-{number}",
            "name_vi": f"Lĩnh vực {number}",
            "name_en": f"Field {number}",
        }
        return self._add(Field(**{**defaults, **columns}))

    def target(self, scope: str, threshold: object = 90, **columns: object) -> Target:
        """Of a document, for everybody in 2026."""
        defaults = {
            "scope_name": "Nơi này",
            "measure": "transaction",
            "people": True,
            "organisations": True,
            "first_year": 2026,
            "last_year": 2026,
            "comparator": ">=",
            "document": f"Kế hoạch {threshold}",
        }
        target = Target(scope=scope, threshold=Decimal(threshold), **{**defaults, **columns})
        return self._add(target)

    def counter(
        self,
        fields: Sequence[Field] = (),
        office: Office | None = None,
        place: Place | None = None,
        **columns: object,
    ) -> Counter:
        """A counter with a code, for one field unless more are given."""
        number = next(self.numbers)
        office = office or self.office()
        place = place or self._add(
            Place(code=f"place-{number}", name=f"Trung tâm {number}", office=office)
        )
        defaults = {
            "number": f"counter-{number}",
            "name": f"Quầy {number}",
            "questionnaire_key": "one-stop",
        }
        counter = Counter(
            **{**defaults, **columns},
            office=office,
            place=place,
            fields=list(fields) or [self.field()],
            codes=[CounterCode(code=new_code(), issued_at=self.clock())],
        )
        return self._add(counter)

    def user(self, *roles: str, office: Office | None = None, **columns: object) -> User:
        """Somebody with the password PASSWORD, with roles on an office or else on everything."""
        number = next(self.numbers)
        defaults = {
            "name": f"user-{number}",
            "full_name": f"Cán bộ {number}",
            "password": hashed(PASSWORD),
            "made_at": MADE,
        }
        user = User(**{**defaults, **columns})
        user.grants = [Grant(role=role, office_id=office and office.id) for role in roles]
        return self._add(user)

    def tie(self, user: User, subject: str = "7f3a") -> Identity:
        """Let a single sign-on know somebody."""
        issuer = "https://sso.example.vn"
        return self._add(
            Identity(issuer=issuer, subject=subject, user_id=user.id, since=self.clock())
        )

    def submission(
        self,
        counter: Counter,
        answers: Mapping[str, str | list[str]] | None = None,
        texts: Mapping[str, str] | None = None,
        *,
        response_id: UUID | None = None,
        at: datetime | None = None,
        channel: str = "qr",
    ) -> Submission:
        version = self.version(counter.questionnaire_key)
        moment = at or self.clock()
        return Submission(
            id=response_id or uuid4(),
            counter_id=counter.id,
            office_id=counter.office_id,
            field_id=counter.fields[0].id,
            channel=channel,
            questionnaire_id=version.id,
            given=Given(answers or {"overall": "5"}, texts or {}),
            answered_at=moment,
            received_at=moment,
        )

    def response(self, counter: Counter, *answers: object, **given: object) -> UUID:
        """A stored response; its identifier."""
        submission = self.submission(counter, *answers, **given)
        questionnaire = self.questionnaire(counter.questionnaire_key)
        self.session.rollback()
        with self.session.get_bind().begin() as connection:
            save_response(connection, submission, questionnaire)
        return submission.id

    def follow(self, key: str) -> None:
        """Publish the next version of a questionnaire, with a new wording."""
        older = self.version(key)
        number = older.version
        text = older.text.replace(f"version = {number}\n", f"version = {number + 1}\n", 1)
        publish(self.session, parse(text), text, self.clock())
        self.session.commit()

    def questionnaire(self, key: str) -> Questionnaire:
        return by_digest(self.session.connection(), self.version(key).digest)

    def version(self, key: str) -> QuestionnaireVersion:
        newest = select(QuestionnaireVersion).filter_by(key=key)
        return self.session.scalars(newest.order_by(QuestionnaireVersion.version.desc())).first()

    def _add(self, thing):
        self.session.add(thing)
        self.session.commit()
        return thing
