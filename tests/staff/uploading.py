"""Files as somebody sends them through the page."""

from __future__ import annotations

import html
import io
import re

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.staff.browsing import TOKEN, Browser

UPLOADS = "/staff/uploads"


def send(here: Browser, kind: str, content: str | bytes, name: str = "tep.csv", **options: str):
    """Choose a file and send it; what is shown then."""
    data = content.encode() if isinstance(content, str) else content
    token = TOKEN.search(here.get(UPLOADS).text)[1]
    sent = post(here.client, data, name, csrf_token=token, kind=kind, **options)
    return here.get(sent.location) if sent.status_code == 303 else sent


def post(client: FlaskClient, content: bytes, name: str = "tep.csv", **fields: str):
    """Send a file as a browser does, without a temporary file as the client would make."""
    file = FileStorage(io.BytesIO(content), name)
    boundary, body = encode_multipart({**fields, "file": file})
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(UPLOADS, data=body, content_type=kind)


def address(page) -> str:
    return page.request.path


def store(here: Browser, page, seen: str | None = None):
    """Press the button under what would change."""
    address_of_store = f"{address(page)}/store"
    return here.send(address_of_store, form_at=UPLOADS, seen=seen or seen_on(page))


def seen_on(page) -> str:
    """What a page says somebody has seen who presses its button."""
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


def words(page) -> str:
    """What a person reads, without the marks around it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
