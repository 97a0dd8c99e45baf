"""Nobody deletes a response or a comment, or takes back that one was set aside."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from survey import store
from survey.models import Comment, Response


@pytest.fixture
def response(make):
    """A response with a comment, which is set aside, and another one."""
    counter = make.counter()
    make.response(counter)
    found = make.response(counter, {"overall": "2"}, {"comment": "Chờ lâu"})
    with make.session.get_bind().begin() as connection:
        store.set_aside(connection, found, "Gửi từ máy của cán bộ")
    return found


def kept(session):
    session.rollback()
    responses = session.execute(select(Response.__table__).order_by(Response.id)).all()
    return responses, session.execute(select(Comment.__table__)).all()


@pytest.mark.parametrize(
    "statement",
    [
        delete(Response),
        delete(Comment),
        text("TRUNCATE responses CASCADE"),
        text("TRUNCATE comments CASCADE"),
        text("REPLACE INTO responses SELECT * FROM responses"),
        text("REPLACE INTO comments SELECT response_id, question, 'x', day, '' FROM comments"),
        update(Response).values(set_aside=None),
        update(Response).where(Response.set_aside.is_not(None)).values(set_aside="khác"),
        update(Response).values(office_id=Response.office_id + 1),
        update(Response).values(counter_id=Response.counter_id + 1),
        update(Response).values(channel="paper"),
        update(Response).values(questionnaire_id=Response.questionnaire_id + 1),
    ],
    ids=str,
)
def test_the_database_itself_refuses_to_lose_an_answer(session, response, statement):
    before = kept(session)
    with pytest.raises(DBAPIError):
        session.execute(statement)
    assert kept(session) == before


def test_when_an_answer_was_given_stays(session, response, clock):
    before = kept(session)
    with pytest.raises(DBAPIError, match=r"stay where|moved"):
        session.execute(update(Response).values(answered_at=clock() - timedelta(days=90)))
    assert kept(session) == before


def test_a_person_may_still_add_to_what_is_set_aside(session, make, response):
    counter = session.get(Response, response).counter_id
    version = make.version("one-stop").id
    given = store.Given({"access": "2"}, {"comment": "Chờ rất lâu"})
    addition = store.Addition(response, counter, version, given, make.clock())
    session.rollback()
    with session.get_bind().begin() as connection:
        assert store.add_answers(connection, addition) is store.Outcome.ADDED
    row = session.get(Response, response)
    assert (row.answers, row.set_aside) == (
        {"overall": "2", "access": "2"},
        "Gửi từ máy của cán bộ",
    )
    assert session.scalars(select(Comment.body)).one() == "Chờ rất lâu"


def test_replacing_a_row_asks_what_protects_it_in_every_connection_of_ours(session):
    raw = session.connection().connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        assert raw.execute("PRAGMA recursive_triggers").fetchone() == (1,)
