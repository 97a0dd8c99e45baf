"""Many responses at once leave the same rows behind as one at a time."""

import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from survey.bulk import store_many
from survey.models import Comment, Response
from survey.models.counts import COUNT_TABLES
from survey.questionnaires import questionnaire_of
from survey.store import save_response
from survey.verify import differences
from tests import protection

SAID = [
    {"overall": "5"},
    {"overall": "5"},
    {"overall": "2", "reasons": ["waiting", "late"], "respondent": "person"},
    {"overall": "2", "reasons": ["waiting"], "respondent": "organisation", "results": "1"},
    {"overall": "4", "time": "early", "complaint": "no", "officials": "3", "access": "5"},
    {"overall": "4", "time": "late", "complaint": "yes", "officials": "4", "access": "2"},
]
DECOMPOSED = unicodedata.normalize("NFD", "Cán bộ lịch sự")
WROTE = [{}, {"comment": "Gọi 0912 345 678"}, {}, {}, {"comment": DECOMPOSED}, {}]


@pytest.fixture
def submissions(make, clock):
    """Responses at two counters and in two half months, some of them equal."""
    counters = [make.counter(), make.counter()]
    return [
        make.submission(
            counters[number // 2 % 2],
            answers,
            texts,
            at=clock() - timedelta(days=6 * (number // 3)),
        )
        for number, (answers, texts) in enumerate(zip(SAID, WROTE, strict=True))
    ]


def everything(session):
    tables = [*COUNT_TABLES, Response.__table__, Comment.__table__]
    rows = {table.name: sorted(map(str, session.execute(select(table)).all())) for table in tables}
    session.rollback()
    return rows


def store_one_by_one(session, submissions):
    for each in submissions:
        connection = session.connection()
        save_response(connection, each, questionnaire_of(connection, each.questionnaire_id))
        session.commit()


def empty(session):
    protection.take_away(session)
    for table in (*COUNT_TABLES, Comment.__table__, Response.__table__):
        session.execute(delete(table))
    session.commit()


def test_many_at_once_are_stored_and_counted_like_one_at_a_time(session, submissions):
    store_one_by_one(session, submissions)
    one_by_one = everything(session)
    empty(session)
    assert list(store_many(session, submissions)) == [6]
    assert everything(session) == one_by_one
    assert (len(one_by_one["responses"]), len(one_by_one["comments"])) == (6, 2)


def test_many_at_once_add_to_counts_that_are_there(session, submissions):
    store_one_by_one(session, submissions)
    one_by_one = everything(session)
    empty(session)
    store_one_by_one(session, submissions[:3])
    assert list(store_many(session, submissions[3:])) == [3]
    assert everything(session) == one_by_one


def test_a_recount_finds_nothing_wrong_afterwards(session, submissions):
    list(store_many(session, submissions))
    assert list(differences(session)) == []


def test_nothing_to_store_is_stored_in_no_steps(session):
    assert list(store_many(session, [])) == []
