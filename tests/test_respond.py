"""The citizen's page: scan, answer, thanks."""

import re

from sqlalchemy import func, select

from survey.models import Response


def fill(page):
    """The hidden inputs of a form, as a browser would send them."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def test_one_tap_is_an_answer(client, make, session):
    counter = make.counter()
    page = client.get(f"/s/{counter.code}")
    reply = client.post(f"/s/{counter.code}", data={**fill(page), "overall": "4"})
    assert reply.status_code == 303
    response = session.scalars(select(Response)).one()
    assert (response.answers, response.office_id) == ({"overall": "4"}, counter.office_id)
    thanks = client.get(reply.location)
    assert "Ý kiến đã được ghi nhận" in thanks.text
