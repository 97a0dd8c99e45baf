"""No form of the program deletes or changes a response, a comment or an entry of the log."""

import pytest
from sqlalchemy import select

from survey.models import Comment, LogEntry, Response
from tests.staff.test_walk import OURS, ROUTES, furnish

FILLED_IN = {
    "csrf_token": "",
    "sure": "yes",
    "reason": "Gửi từ máy của cán bộ",
    "note": "Đã niêm yết",
    "what": "Thêm một quầy",
    "who": "Bộ phận Một cửa",
    "field": "all",
    "due": "2026-11-30",
    "done": "2026-10-20",
    "outcome": "Đã thêm",
}
POSTS = [route for route in ROUTES if route.method == "POST"]


@pytest.fixture
def things(make):
    return furnish(make, OURS)


def kept(session):
    """All that was answered and written in the log, but what may be added: that it is set aside."""
    session.rollback()
    responses = session.execute(select(Response.__table__).order_by(Response.id)).mappings()
    rows = [str({**row, "set_aside": None}) for row in responses]
    comments = session.execute(select(Comment.__table__)).all()
    entries = session.execute(select(LogEntry.__table__).order_by(LogEntry.number)).all()
    return rows, [str(row) for row in comments], [str(row) for row in entries]


def test_every_form_leaves_what_there_is(app, make, session, signed_in, things):
    app.config["WTF_CSRF_ENABLED"] = False
    response = str(things["response"])
    sent = {**FILLED_IN, "response": response, "comment": f"{response}/comment"}
    administrator = make.user("administrator")
    responses, comments, entries = kept(session)
    assert responses
    assert comments
    assert entries
    for route in POSTS:
        signed_in(administrator).client.post(route.at(things), data=sent)
        now = kept(session)
        assert (now[0], now[1], now[2][: len(entries)]) == (responses, comments, entries), route
    session.rollback()
    assert session.get(Response, things["response"]).set_aside == "Gửi từ máy của cán bộ"
    actions = set(session.scalars(select(LogEntry.action)))
    assert {"comment.read", "comment.answer", "remedy.change", "remedy.done"} <= actions
