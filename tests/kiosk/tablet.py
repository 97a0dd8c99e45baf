"""A tablet as the server knows it: something that sends JSON and shows a credential."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from flask.testing import FlaskClient


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
