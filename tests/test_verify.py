"""A count that the responses do not bear out is found and named."""

from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, text, update

from survey.commands.verify import verify_command
from survey.models import Response, day_counts, question_counts
from survey.questionnaires import questionnaire_of
from survey.store import save_response
from survey.verify import UnknownAnswer, WrongCount, differences
from tests import protection

SOMEBODY = UUID(int=1)
OVERALL = (
    "2026-10-15",
    "so-noi-vu",
    "dat-dai-2",
    "qr",
    "one-stop 1",
    "unknown",
    "counted",
    "overall",
)
"""The row in which a satisfied person at the counter is counted."""


@pytest.fixture
def counter(make):
    """A counter at which one person was satisfied."""
    counter = make.counter(
        office=make.office(code="so-noi-vu"), fields=[make.field(code="dat-dai-2")]
    )
    make.response(counter, {"overall": "5"}, response_id=SOMEBODY)
    return counter


def written(session, statement):
    session.execute(statement)
    session.commit()


def test_nothing_is_wrong_with_counts_kept_by_the_program(session, counter):
    assert list(differences(session)) == []


def test_nothing_is_wrong_in_an_empty_database(session):
    assert list(differences(session)) == []


def test_a_count_that_was_changed_is_named(session, counter):
    written(session, update(question_counts).values(option_5=3))
    found = list(differences(session))
    assert found == [WrongCount("question_counts", OVERALL, "option_5", 3, 1)]
    assert str(found[0]) == (
        "question_counts, 2026-10-15, so-noi-vu, dat-dai-2, qr, one-stop 1, unknown, counted, "
        "overall, option_5: stored 3, recounted 1"
    )


def test_each_count_of_a_row_that_was_deleted_is_named(session, counter):
    written(session, delete(day_counts))
    row = ("2026-10-20", "so-noi-vu", counter.number, "dat-dai-2", "qr", "one-stop 1", "counted")
    assert list(differences(session)) == [
        WrongCount("day_counts", row, "answered", 0, 1),
        WrongCount("day_counts", row, "option_5", 0, 1),
    ]


def test_a_row_that_nobody_answered_is_named(session, counter):
    there = session.execute(select(question_counts)).one()._asdict()
    written(session, insert(question_counts).values({**there, "channel": "paper"}))
    row = (*OVERALL[:3], "paper", *OVERALL[4:])
    assert list(differences(session)) == [
        WrongCount("question_counts", row, "answered", 1, 0),
        WrongCount("question_counts", row, "option_5", 1, 0),
    ]


def test_counts_long_before_the_first_answer_are_named(session, counter):
    there = session.execute(select(day_counts)).one()._asdict()
    long_ago = there["day"].replace(year=1999)
    written(session, insert(day_counts).values({**there, "day": long_ago}))
    row = ("1999-10-20", "so-noi-vu", counter.number, "dat-dai-2", "qr", "one-stop 1", "counted")
    assert list(differences(session)) == [
        WrongCount("day_counts", row, "answered", 1, 0),
        WrongCount("day_counts", row, "option_5", 1, 0),
    ]


def test_a_row_of_zeros_is_as_good_as_none(session, counter):
    there = session.execute(select(question_counts)).one()._asdict()
    zeros = {"channel": "paper", "answered": 0, "option_5": 0}
    written(session, insert(question_counts).values({**there, **zeros}))
    assert list(differences(session)) == []


def test_counts_of_an_answer_that_is_gone_are_named(session, make, counter):
    make.response(counter, {"overall": "4", "access": "2"}, response_id=UUID(int=2))
    protection.take_away(session)
    written(session, delete(Response).where(Response.id == UUID(int=2)))
    tables = {each.table for each in differences(session)}
    assert tables == {"question_counts", "factor_counts", "index_counts", "day_counts"}


@pytest.mark.parametrize(
    ("answers", "unknown"),
    [
        ({"overall": "5", "weather": "fine"}, UnknownAnswer(SOMEBODY, "weather", "fine")),
        ({"overall": "5", "attitude": "complaint"},  # Derived: nobody is asked it.
         UnknownAnswer(SOMEBODY, "attitude", "complaint")),
        ({"overall": "5", "reasons": [3]}, UnknownAnswer(SOMEBODY, "reasons", 3)),
        ({"overall": "5", "reasons": "x"}, UnknownAnswer(SOMEBODY, "reasons", "x")),
        ({"overall": "5", "time": None}, UnknownAnswer(SOMEBODY, "time", None)),
    ],
)  # fmt: skip
def test_an_answer_that_its_questionnaire_does_not_offer_is_named(
    session, counter, answers, unknown
):
    written(session, update(Response).values(answers=answers))
    assert list(differences(session)) == [unknown]


def test_an_option_that_its_question_does_not_offer_is_named(session, counter):
    written(session, update(Response).values(answers={"overall": "5", "reasons": ["weather"]}))
    found = list(differences(session))
    assert found[0] == UnknownAnswer(SOMEBODY, "reasons", "weather")
    assert str(found[0]) == f"response {SOMEBODY}, question reasons: no option 'weather'"


@pytest.mark.parametrize("answers", [{"overall": 5}, {"overall": {"5": 1}}, ["5"], 5])
def test_answers_that_were_never_given_so_are_named_and_not_counted(session, counter, answers):
    written(session, update(Response).values(answers=answers))
    first, *others = differences(session)
    (edited,) = answers.values() if isinstance(answers, dict) else [answers]
    assert first == UnknownAnswer(SOMEBODY, "overall" if isinstance(answers, dict) else "", edited)
    assert {(each.stored, each.recounted) for each in others} == {(1, 0)}


def test_several_answers_to_what_has_one_are_named(session, counter):
    written(session, update(Response).values(answers={"overall": ["5"]}))
    assert list(differences(session)) == [UnknownAnswer(SOMEBODY, "overall", ["5"])]


def test_counts_of_what_is_not_there_are_named_by_number(session, counter):
    """In the hands of somebody who knows the database, references do not hold."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    let_go = "PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica"
    there = session.execute(select(question_counts)).one()._asdict()
    session.rollback()
    session.execute(text(let_go))
    written(session, insert(question_counts).values({**there, "office_id": 999}))
    assert {each.row[1] for each in differences(session)} == {"999"}


def test_answers_that_come_in_meanwhile_are_no_difference(session, make, counter):
    """The check stands still at the first finding, between the responses and their counts."""
    written(session, update(Response).values(answers={"overall": "5", "weather": "fine"}))
    submission = make.submission(counter, {"overall": "1"})
    questionnaire = questionnaire_of(session.connection(), submission.questionnaire_id)
    session.rollback()
    found = differences(session)
    first = next(found)
    with session.get_bind().begin() as elsewhere:
        save_response(elsewhere, submission, questionnaire)
    assert [first, *found] == [UnknownAnswer(SOMEBODY, "weather", "fine")]
    assert len(session.scalars(select(Response)).all()) == 2


def test_the_command_says_that_nothing_differs(app, counter):
    result = app.test_cli_runner().invoke(verify_command)
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "No difference: 1 responses, 2 rows of counts.",
            "The published reports are whole: 0 editions.",
            f"The log is whole: 0 entries, the last one is {'0' * 64}.",
        ],
    )


def test_the_command_fails_and_names_what_differs(app, session, counter):
    written(session, delete(question_counts))
    result = app.test_cli_runner().invoke(verify_command)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].endswith("overall, option_5: stored 0, recounted 1")
    assert result.stderr == "2 differences: 1 responses, 1 rows of counts.\n"
