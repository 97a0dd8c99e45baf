"""What was promised and done in a period, and what the tables refuse by themselves."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from survey import remedies
from survey.models import CommentReview, Remedy
from survey.parts import Part
from survey.periods import Period
from tests.makers import MADE

QUARTER = Period(date(2026, 9, 15), date(2026, 12, 15))
BEFORE, FIRST = date(2026, 9, 14), date(2026, 9, 15)
LAST, AFTER = date(2026, 12, 14), date(2026, 12, 15)


@pytest.fixture
def office(make):
    return make.office()


def a_remedy(office, **columns):
    defaults = {
        "office_id": office.id,
        "what": "Thêm một quầy",
        "who": "Bộ phận Một cửa",
        "promised_on": FIRST,
        "due_on": AFTER,
    }
    return Remedy(**{**defaults, **columns})


def names(found):
    return sorted(each.what for each in found)


def test_a_report_tells_what_was_promised_done_and_left_open(session, make, office):
    def keep(what, **columns):
        done = {"outcome": "Xong"} if "done_on" in columns else {}
        session.add(a_remedy(office, what=what, **columns, **done))

    keep("first day")
    keep("last day", promised_on=LAST)
    keep("earlier, done on the first day", promised_on=BEFORE, done_on=FIRST)
    keep("done on the last day", done_on=LAST)
    keep("late on the last day", due_on=LAST)
    keep("done later", due_on=BEFORE, promised_on=BEFORE, done_on=AFTER)
    keep("done before", promised_on=BEFORE, done_on=BEFORE)  # Of the quarter before.
    keep("promised after", promised_on=AFTER)  # Of the next quarter.
    session.add(a_remedy(make.office(), what="of another office"))
    session.commit()
    told = remedies.account(session, Part.of([office.id]), QUARTER)
    assert names(told.promised) == [
        "done on the last day",
        "first day",
        "last day",
        "late on the last day",
    ]
    assert names(told.done) == ["done on the last day", "earlier, done on the first day"]
    assert names(told.open_at_its_end) == [
        "done later",
        "first day",
        "last day",
        "late on the last day",
    ]
    assert names(told.late_at_its_end) == ["done later", "late on the last day"]


@pytest.mark.parametrize(("today", "number"), [(LAST, 0), (AFTER, 0), (date(2026, 12, 16), 2)])
def test_a_remedy_is_late_on_the_day_after(session, make, office, today, number):
    done = a_remedy(office, done_on=AFTER, outcome="Xong")
    session.add_all([a_remedy(office), a_remedy(office), done, a_remedy(make.office())])
    session.commit()
    assert remedies.late(session, Part.of([office.id]), today) == number


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"what": ""}, "what_length"),
        ({"what": "d" * 1001}, "what_length"),
        ({"who": ""}, "who_length"),
        ({"who": "d" * 201}, "who_length"),
        ({"done_on": LAST, "outcome": ""}, "outcome_length"),
        ({"done_on": LAST}, "done_with_its_outcome"),
        ({"outcome": "Xong"}, "done_with_its_outcome"),
        ({"office_id": 999}, r"(?i)foreign key"),
        ({"field_id": 999}, r"(?i)foreign key"),
    ],
)
def test_a_remedy_says_everything_or_is_refused(session, office, columns, constraint):
    session.add(a_remedy(office, **columns))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"state": "new"}, "state_known"),
        ({"state": "answered"}, "answered_with_a_note"),
        ({"state": "taken-up"}, "taken_up_by_a_remedy"),
        ({"note": ""}, "note_length"),
        ({"note": "d" * 1001}, "note_length"),
        ({"remedy_id": 999}, r"(?i)foreign key"),
        ({"user_id": 999}, r"(?i)foreign key"),
        ({"question": "another"}, r"(?i)foreign key"),
    ],
)
def test_a_review_is_of_a_comment_and_says_what_became_of_it(session, make, columns, constraint):
    response = make.response(make.counter(), {"overall": "2"}, {"comment": "Chờ lâu"})
    user = make.user("head")
    defaults = {"state": "read", "question": "comment", "user_id": user.id, "at": MADE}
    session.add(CommentReview(response_id=response, **{**defaults, **columns}))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()
