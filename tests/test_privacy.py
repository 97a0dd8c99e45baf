"""Nothing about a respondent is stored or logged."""

import json
import logging

import pytest
from sqlalchemy import inspect, select, text

from survey.database import Base
from survey.masking import MASK, mask
from survey.models import Comment
from tests.pages import form_of

ADDRESS = "203.0.113.77"
AGENT = "Marked-Agent/7.7"
MARKS = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_USER_AGENT": AGENT,
    "HTTP_X_FORWARDED_FOR": "203.0.113.78",
    "HTTP_REFERER": "https://marked.example/before",
    "HTTP_COOKIE": "marked=cookie-77",
    "HTTP_ACCEPT_LANGUAGE": "vi,marked;q=0.1",
}
TRACES = (ADDRESS, AGENT, "203.0.113.78", "marked")


def everything_in(session) -> str:
    """All rows of all tables, as text."""
    session.rollback()
    tables = inspect(session.get_bind()).get_table_names()
    assert {"responses", "comments", "question_counts"} <= set(tables)
    rows = {
        name: [list(map(str, row)) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
        for name in tables
    }
    assert rows["responses"]
    return json.dumps(rows)


def test_no_trace_of_a_person_is_stored_or_logged(client, make, session, caplog, capfd):
    counter = make.counter()
    form = form_of(client, counter)
    with caplog.at_level(logging.DEBUG):
        rest = client.post(
            f"/s/{counter.code}", data={**form, "overall": "2"}, environ_overrides=MARKS
        ).location
        client.post(rest, data={"comment": "Tốt"}, environ_overrides=MARKS)
        client.post(f"/s/{counter.code}", data=b"\xff" * 70000, environ_overrides=MARKS)
        client.get("/s/nothing", environ_overrides=MARKS)
    logged = caplog.text + "".join(capfd.readouterr())
    for trace in TRACES:
        assert trace not in everything_in(session)
        assert trace not in logged


def test_a_failing_database_does_not_quote_what_was_written(client, make, session, caplog):
    counter = make.counter()
    rest = client.post(
        f"/s/{counter.code}", data={**form_of(client, counter), "overall": "2"}
    ).location
    session.execute(text("ALTER TABLE comments RENAME COLUMN body TO hidden_body"))
    session.commit()
    page = client.post(rest, data={"comment": "Lời riêng tư"}, environ_overrides=MARKS)
    assert page.status_code == 503
    assert "The database failed" in caplog.text
    for trace in ("riêng tư", *TRACES):
        assert trace not in caplog.text


def test_no_column_is_made_for_a_person():
    """Staff who ask for a weekly message give an address for it, in a table of its own."""
    tables = [table for name, table in Base.metadata.tables.items() if name != "summary_addresses"]
    columns = {column.name for table in tables for column in table.columns}
    forbidden = ("ip", "address", "agent", "phone", "email", "person", "birth", "device", "cookie")
    assert [name for name in columns if set(name.split("_")) & set(forbidden)] == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Gọi 0912345678 nhé", f"Gọi {MASK} nhé"),
        ("0912 345 678", MASK),
        ("(0239) 385-1234.", f"{MASK}."),
        ("+84 912.345.678", MASK),
        ("CCCD 042090001234", f"CCCD {MASK}"),
        ("CMND 183 456 789", f"CMND {MASK}"),
        ("thư: an.nguyen+1@gmail.com,", f"thư: {MASK},"),
        ("an @ mail . vn", MASK),
        ("Chờ 45 phút, hẹn ngày 12/5", "Chờ 45 phút, hẹn ngày 12/5"),
        ("Phí 1.234.567 đồng", "Phí 1.234.567 đồng"),
        ("Quầy 3, tầng 2, 8h30", "Quầy 3, tầng 2, 8h30"),
        ("", ""),
    ],
)
def test_numbers_and_addresses_are_masked(written, kept):
    assert mask(written) == kept


def test_what_is_masked_was_never_stored(client, make, session):
    counter = make.counter()
    rest = client.post(
        f"/s/{counter.code}", data={**form_of(client, counter), "overall": "2"}
    ).location
    client.post(rest, data={"comment": "Tôi là A, 0912345678, a@b.vn"})
    assert session.scalars(select(Comment.body)).all() == [f"Tôi là A, {MASK}, {MASK}"]
    assert "0912345678" not in everything_in(session)
