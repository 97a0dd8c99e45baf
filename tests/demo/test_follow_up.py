"""The demonstration has comments in each state, and remedies of which some are late."""

from collections import Counter

from sqlalchemy import select

from survey import remedies
from survey.comments import unread
from survey.models import Comment, CommentReview, Remedy
from survey.parts import Part
from survey.periods import local_day


def test_comments_are_in_every_state_and_one_remedy_of_each_office_is_late(run, session, clock):
    assert run("demo", "--responses", "6000").exit_code == 0
    states = Counter(session.scalars(select(CommentReview.state)))
    assert set(states) == {"read", "answered", "taken-up"}
    everything, today = Part(is_everything=True), local_day(clock())
    comments = len(session.scalars(select(Comment.response_id)).all())
    assert unread(session, everything, clock()) == comments - states.total() > 0
    offices = set(session.scalars(select(Remedy.office_id)))
    assert remedies.late(session, everything, today) == len(offices) == 3
    found = session.scalars(select(Remedy)).all()
    assert {remedies.state_of(each, today) for each in found} == {"late", "open", "done"}
