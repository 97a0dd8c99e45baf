"""A response is stored once, and counted for the right office, whatever happens on the way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from survey import store
from survey.models import Comment, Response, day_counts, factor_counts, index_counts
from survey.models.counts import question_counts
from survey.questionnaires import questionnaire_of
from survey.store import Addition, Given, Outcome


def rows(session, table) -> list[dict]:
    """What a table of counts holds, without the rows that count nothing."""
    session.rollback()
    names = [column.name for column in table.columns if not column.primary_key]
    found = [dict(row._mapping) for row in session.execute(select(table))]
    return [row for row in found if any(row[name] for name in names)]


def only(row: dict, *names: str) -> dict:
    return {name: row[name] for name in names}


@pytest.fixture
def save(session):
    def save(submission) -> Outcome:
        with session.get_bind().begin() as connection:
            questionnaire = questionnaire_of(connection, submission.questionnaire_id)
            return store.save_response(connection, submission, questionnaire)

    return save


@pytest.fixture
def add(session):
    def add(submission, answers, texts=None, *, later=timedelta(0), **changed) -> Outcome:
        values = {
            "response_id": submission.id,
            "counter_id": submission.counter_id,
            "questionnaire_id": submission.questionnaire_id,
            "given": Given(answers, texts or {}),
            "received_at": submission.received_at + later,
        }
        with session.get_bind().begin() as connection:
            return store.add_answers(connection, Addition(**{**values, **changed}))

    return add


def test_a_response_is_counted_in_its_cell(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "2"}, at=datetime(2026, 10, 20, 3, tzinfo=UTC))
    (row,) = rows(session, question_counts)
    assert only(row, "office_id", "field_id", "channel", "respondent", "standing") == {
        "office_id": counter.office_id,
        "field_id": counter.fields[0].id,
        "channel": "qr",
        "respondent": "unknown",
        "standing": "counted",
    }
    assert (str(row["half"]), row["question"]) == ("2026-10-15", "overall")
    assert (row["answered"], row["option_2"], row["option_5"]) == (1, 1, 0)


def test_a_day_of_a_counter_is_counted_too(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "5"}, at=datetime(2026, 10, 20, 3, tzinfo=UTC))
    make.response(counter, {"overall": "4"}, at=datetime(2026, 10, 20, 4, tzinfo=UTC))
    (row,) = rows(session, day_counts)
    assert only(row, "counter_id", "answered", "option_4", "option_5") == {
        "counter_id": counter.id,
        "answered": 2,
        "option_4": 1,
        "option_5": 1,
    }
    assert str(row["day"]) == "2026-10-20"


# 17:00 in London is midnight in Vietnam, which is seven hours ahead.
@pytest.mark.parametrize(
    ("moment", "day", "half"),
    [
        (datetime(2026, 9, 14, 16, 59, 59, tzinfo=UTC), "2026-09-14", "2026-09-01"),
        (datetime(2026, 9, 14, 17, 0, 0, tzinfo=UTC), "2026-09-15", "2026-09-15"),
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), "2026-09-30", "2026-09-15"),
        (datetime(2026, 9, 30, 17, 0, 0, tzinfo=UTC), "2026-10-01", "2026-10-01"),
    ],
)
def test_a_quarter_ends_at_midnight_in_vietnam(session, make, moment, day, half):
    make.response(make.counter(), {"overall": "5"}, at=moment)
    assert str(rows(session, day_counts)[0]["day"]) == day
    assert str(rows(session, question_counts)[0]["half"]) == half


# Both overall (2) and the first factor (1) bad; then overall good (4), the factor still bad.
def test_factors_are_counted_against_the_overall_answer(session, make):
    counter = make.counter()
    factor = "officials"
    make.response(counter, {"overall": "2", factor: "1"})
    make.response(counter, {"overall": "4", factor: "3"})
    make.response(counter, {"overall": "5", factor: "4"})
    make.response(counter, {"overall": "3", factor: "5"})
    make.response(counter, {"overall": "1"})
    (row,) = rows(session, factor_counts)
    assert only(row, "factor", "neither_bad", "factor_bad", "overall_bad", "both_bad") == {
        "factor": factor,
        "neither_bad": 1,
        "factor_bad": 1,
        "overall_bad": 1,
        "both_bad": 1,
    }


# The health questionnaire has two items about officials: one that is bad makes the factor bad.
def test_a_factor_of_two_items_is_bad_if_one_is(session, make):
    counter = make.counter(questionnaire_key="health")
    items = [q.key for q in make.questionnaire("health").questions if q.factor == "officials"]
    assert len(items) == 2
    for first, second in [("5", "1"), ("1", "5"), ("4", "4")]:
        make.response(counter, {"overall": "5", items[0]: first, items[1]: second})
    (row,) = rows(session, factor_counts)
    assert only(row, "factor_bad", "neither_bad") == {"factor_bad": 2, "neither_bad": 1}


# By hand: responses with (s, m) = (1, 2) and (3, 3); Σs = 4, Σm = 5, Σs² = 10, Σm² = 13, Σsm = 11.
def test_the_moments_of_the_index_are_summed(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "2", "officials": "1", "access": "4"})
    make.response(counter, {"overall": "5", "officials": "5", "access": "4", "results": "5"})
    (row,) = rows(session, index_counts)
    assert only(row, "part", "n", "s", "m", "ss", "mm", "sm") == {
        "part": "whole",
        "n": 2,
        "s": 4,
        "m": 5,
        "ss": 10,
        "mm": 13,
        "sm": 11,
    }


def test_a_block_and_a_group_have_moments_of_their_own(session, make):
    counter = make.counter(questionnaire_key="sipas")
    questionnaire = make.questionnaire("sipas")
    first, second = [q for q in questionnaire.questions if q.group == "access"][:2]
    other = next(q for q in questionnaire.questions if q.block == "policy")
    make.response(counter, {first.key: "4", second.key: "2", other.key: "5"})
    sums = {row["part"]: (row["s"], row["m"]) for row in rows(session, index_counts)}
    assert sums == {
        "whole": (2, 3),
        "service": (1, 2),
        "access": (1, 2),
        "policy": (1, 1),
        other.group: (1, 1),
    }


def test_an_indicator_that_follows_from_two_answers_is_counted(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "5", "time": "early", "complaint": "no"})
    make.response(counter, {"overall": "5", "time": "late", "complaint": "no"})
    derived = [row for row in rows(session, question_counts) if row["question"] == "attitude"]
    assert [only(row, "answered", "option_1") for row in derived] == [
        {"answered": 1, "option_1": 1}
    ]


def test_sent_again_is_already_there(session, make, save):
    submission = make.submission(make.counter())
    assert [save(submission) for _ in range(3)] == [Outcome.STORED, *[Outcome.ALREADY] * 2]
    assert rows(session, question_counts)[0]["answered"] == 1


def test_an_addition_moves_the_counts_to_the_respondent(session, make, save, add):
    submission = make.submission(make.counter(), {"overall": "5"})
    save(submission)
    assert add(submission, {"respondent": "person"}) is Outcome.ADDED
    cells = {(row["respondent"], row["question"]) for row in rows(session, question_counts)}
    assert cells == {("person", "overall"), ("person", "respondent")}


def test_an_addition_never_takes_an_answer_away(session, make, save, add):
    submission = make.submission(make.counter(), {"overall": "5"})
    save(submission)
    add(submission, {"respondent": "person"})
    assert add(submission, {}) is Outcome.ALREADY
    assert session.get(Response, submission.id).answers == {"overall": "5", "respondent": "person"}


def test_who_is_satisfied_after_all_is_not_among_those_who_said_why_not(session, make, save, add):
    submission = make.submission(make.counter(), {"overall": "2", "reasons": ["late"]})
    save(submission)
    add(submission, {"overall": "5"})
    assert [row["question"] for row in rows(session, question_counts)] == ["overall"]
    kept = {"overall": "5", "reasons": ["late"]}
    assert session.get(Response, submission.id).answers == kept
    add(submission, {"overall": "1"})
    assert {row["question"] for row in rows(session, question_counts)} == {"overall", "reasons"}


def test_an_addition_may_only_bring_words(session, make, save, add):
    submission = make.submission(make.counter(), {"overall": "5"})
    save(submission)
    assert add(submission, {}, {"comment": "Rất nhanh."}) is Outcome.ADDED
    assert add(submission, {}, {"comment": "Rất nhanh!"}) is Outcome.ADDED
    assert [c.body for c in session.scalars(select(Comment))] == ["Rất nhanh!"]


@pytest.mark.parametrize(
    ("later", "changed", "outcome"),
    [
        (timedelta(minutes=30), {}, Outcome.ADDED),
        (timedelta(minutes=30, microseconds=1), {}, Outcome.TOO_LATE),
        (timedelta(0), {"response_id": uuid4()}, Outcome.UNKNOWN),
        (timedelta(0), {"counter_id": -1}, Outcome.ELSEWHERE),
        (timedelta(0), {"questionnaire_id": -1}, Outcome.ELSEWHERE),
    ],
)
def test_only_an_open_response_is_added_to(session, make, save, add, later, changed, outcome):
    submission = make.submission(make.counter(), {"overall": "5"})
    save(submission)
    assert add(submission, {"respondent": "person"}, later=later, **changed) is outcome
    is_added = "respondent" in session.get(Response, submission.id).answers
    assert is_added == (outcome is Outcome.ADDED)


def test_what_is_set_aside_is_counted_apart(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "5"})
    suspicious = make.response(counter, {"overall": "5", "respondent": "person"})
    with session.get_bind().begin() as connection:
        store.set_aside(connection, suspicious, "Gửi từ máy của cán bộ")
    overall = [row for row in rows(session, question_counts) if row["question"] == "overall"]
    assert {(row["standing"], row["answered"]) for row in overall} == {
        ("counted", 1),
        ("set aside", 1),
    }
    assert {row["standing"] for row in rows(session, day_counts)} == {"counted", "set aside"}
    assert session.get(Response, suspicious).set_aside == "Gửi từ máy của cán bộ"


def test_setting_aside_what_is_not_there_is_an_error(session, make):
    with session.get_bind().begin() as connection, pytest.raises(LookupError):
        store.set_aside(connection, uuid4(), "không có")


def test_writers_in_the_same_cells_lose_nothing(session, make, save, add):
    """Eight at once, each storing, adding and setting aside in the same rows, in any order."""
    counter = make.counter()
    each = [make.submission(counter, {"overall": str(n % 5 + 1)}) for n in range(40)]
    session.rollback()

    def whole_life(submission):
        save(submission)
        add(submission, {"respondent": "person", "officials": "2", "access": "4"})
        add(submission, {"overall": "3", "officials": "5"})
        if submission.answered_at and int(submission.id) % 2:
            with session.get_bind().begin() as connection:
                store.set_aside(connection, submission.id, "thử")

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(whole_life, each))
    aside = sum(int(submission.id) % 2 for submission in each)
    found = {
        row["standing"]: row["option_3"]
        for row in rows(session, question_counts)
        if row["question"] == "overall"
    }
    assert found == {k: v for k, v in {"counted": 40 - aside, "set aside": aside}.items() if v}


def test_a_failure_in_the_middle_stores_nothing(session, make):
    submission = make.submission(make.counter())
    with pytest.raises(IntegrityError), session.get_bind().begin() as connection:
        questionnaire = questionnaire_of(connection, submission.questionnaire_id)
        store.save_response(connection, submission, questionnaire)
        connection.execute(question_counts.update().values(answered=-1))
    assert (session.scalars(select(Response)).all(), rows(session, question_counts)) == ([], [])
