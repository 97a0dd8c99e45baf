"""A tablet as the server knows it: something that sends JSON and shows a credential."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from flask.testing import FlaskClient

from kiosk.clocks import milliseconds
from kiosk.version import app_version


def new_credential() -> str:
    """32 random bytes, as a tablet makes them."""
    return secrets.token_urlsafe(32)


@dataclass
class Tablet:
    client: FlaskClient
    credential: str = field(default_factory=new_credential)

    def pair(self, code: str, **overrides):
        sent = {"code": code, "credential": self.credential, **overrides}
        return self.client.post("/kiosk/pair", json=sent)

    def get(self, path: str, **headers):
        return self.client.get(path, headers={**self.authorization, **headers})

    def post(self, path: str, sent):
        return self.client.post(path, json=sent, headers=self.authorization)

    @property
    def authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.credential}"}

    def content(self):
        """What it is given to show."""
        reply = self.get("/kiosk/content")
        assert reply.status_code == 200, reply.text
        return reply.json["content"]

    def beat(self, now: datetime, **said) -> None:
        """Say that all is well, but for what is given."""
        well = {
            "sent_at": milliseconds(now),
            "version": app_version(),
            "content": self.content()["digest"],
            "waiting": 0,
            "refused": 0,
            "is_full": False,
        }
        assert self.post("/kiosk/heartbeat", {**well, **said}).status_code == 200

    def send(self, *entries, sent_at=None):
        """Send a batch; the reply."""
        return self.post("/kiosk/responses", {"sent_at": sent_at, "entries": entries})

    def verdicts(self, *entries, sent_at=None) -> list[str]:
        """What becomes of each answer, in a word."""
        reply = self.send(*entries, sent_at=sent_at)
        assert reply.status_code == 200, reply.text
        said = reply.json["verdicts"]
        assert [each["id"] for each in said] == [each["id"] for each in entries]
        return [each.get("reason", each["verdict"]) for each in said]


def entry(shown, *, at: datetime, answers=None, texts=None, **other):
    """An answer to a content, given at a moment by a clock that is right."""
    return {
        "id": str(uuid4()),
        "content": shown["digest"],
        "field": shown["fields"][0]["code"],
        "answers": {"overall": "5"} if answers is None else answers,
        "texts": texts or {},
        "given_at": milliseconds(at),
        "offset_ms": 0,
        **other,
    }
