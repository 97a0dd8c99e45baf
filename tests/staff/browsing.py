"""Staff pages as a browser opens them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.makers import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')


@dataclass
class Browser:
    """A client that fills in forms: it takes along the token of the page with the form,
    and that it has shown a thing as it was."""

    client: FlaskClient

    def get(self, address: str, **options: object) -> TestResponse:
        return self.client.get(address, **options)

    def send(self, address: str, form_at: str | None = None, **given: object) -> TestResponse:
        """Send a form as somebody fills it in who has opened the page that it stands on."""
        page = self.get(form_at or address).text
        token, seen = TOKEN.search(page), SEEN.search(page)
        data = {"csrf_token": token[1] if token else "", **({"seen": seen[1]} if seen else {})}
        data |= given
        return self.client.post(address, data=data)

    def sign_in(self, name: str, password: str = PASSWORD, then: str = "") -> TestResponse:
        return self.send(f"/staff/sign-in{then}", name=name, password=password)
