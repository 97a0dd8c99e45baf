"""A response is stored once, and counted for the right office, whatever happens on the way."""

from sqlalchemy import select

from survey.models import question_counts


def test_an_answer_is_stored_and_counted(session, make):
    counter = make.counter()
    make.response(counter, {"overall": "2"})
    row = session.execute(select(question_counts)).one()
    assert (row.office_id, row.field_id) == (counter.office_id, counter.fields[0].id)
    assert (row.question, row.answered, row.option_2) == ("overall", 1, 1)
