"""The demonstration's answers are drawn from rates that are known."""

from collections import Counter as Numbers
from datetime import date, time

from scipy.stats import binom
from sqlalchemy import func, select

from survey import demo
from survey.demo.answers import working_days
from survey.demo.comments import DISSATISFIED, SATISFIED
from survey.demo.sources import sources
from survey.models import Comment, Response
from survey.periods import ZONE
from survey.questionnaires import questionnaire_of
from survey.verify import differences
from tests.demo.conftest import SEED


def test_the_same_seed_draws_the_same_answers(filled, invented):
    first = invented(300)
    assert invented(300) == first
    stored = filled.execute(select(Response.id, Response.answers, Response.answered_at)).all()
    assert sorted((r.id, r.answered_at) for r in stored) == sorted(
        (each.id, each.answered_at) for each in first
    )
    assert {r.id: r.answers for r in stored} == {each.id: each.given.answers for each in first}


def test_another_seed_draws_other_answers_at_other_rates(filled, invented):
    ids = {each.id for each in invented(300)}
    assert not ids & {each.id for each in invented(300, SEED + 1)}
    assert demo.true_rates(filled, SEED) != demo.true_rates(filled, SEED + 1)


def test_people_answer_in_working_hours_of_the_year_before(filled):
    moments = [at.astimezone(ZONE) for at in filled.scalars(select(Response.answered_at))]
    assert {moment.weekday() for moment in moments} == {0, 1, 2, 3, 4}
    assert all(
        time(7, 30) <= moment.time() < time(11, 30) or time(13, 30) <= moment.time() < time(17)
        for moment in moments
    )
    assert min(moments).date() >= date(2025, 10, 20)
    assert date(2026, 10, 1) < max(moments).date() < date(2026, 10, 20)


def test_nobody_answers_before_the_communes_are_there():
    assert working_days(date(2025, 7, 5)) == [date(2025, 7, day) for day in (1, 2, 3, 4)]


def test_answers_are_those_that_the_questionnaires_offer(filled):
    assert list(differences(filled)) == []


def test_nobody_is_asked_what_does_not_concern_them(filled):
    connection = filled.connection()
    asked_for_reasons = 0
    for response in filled.scalars(select(Response)):
        questionnaire = questionnaire_of(connection, response.questionnaire_id)
        asked = {
            question.key
            for screen in questionnaire.screens
            for question in questionnaire.asked_on(screen, response.answers)
        }
        assert response.answers.keys() <= asked
        asked_for_reasons += questionnaire.with_role("reasons").key in response.answers
    assert asked_for_reasons > 0


def test_a_third_of_the_people_leave_after_the_first_screen(filled, invented):
    given = [each.given.answers for each in invented(3000)]
    left = sum(len(answers) == 1 for answers in given)
    assert abs(left / 3000 - 0.35) < 0.05


def test_comments_come_from_the_list(filled, invented):
    words = Numbers(text for each in invented(3000) for text in each.given.texts.values())
    assert words.keys() <= {*SATISFIED, *DISSATISFIED}
    assert filled.scalar(select(func.count()).select_from(Comment)) < 30 < words.total()


def test_the_answers_agree_with_the_true_rates(filled, invented):
    """Each office and field is within bounds that a fair draw leaves once in a million."""
    here = sources(filled, SEED)
    overall = {each.questionnaire_id: each.questionnaire.overall for each in here}
    pair = {(each.office_id, each.field_id): (each.office_code, each.field_code) for each in here}
    answered, satisfied = Numbers(), Numbers()
    for each in invented(5000):
        question = overall[each.questionnaire_id]
        key = pair[each.office_id, each.field_id]
        answered[key] += 1
        satisfied[key] += question.is_satisfied(each.given.answers[question.key])
    rates = demo.true_rates(filled, SEED)
    assert answered.keys() <= rates.keys()
    for key, n in answered.items():
        low, high = binom.interval(1 - 1e-6, n, rates[key])
        assert low <= satisfied[key] <= high, key
    expected = sum(n * rates[key] for key, n in answered.items()) / 5000
    assert abs(satisfied.total() / 5000 - expected) < 0.02


def test_a_few_offices_are_well_below_the_target(filled):
    rates = demo.true_rates(filled, SEED)
    offices = {office for office, _ in rates}
    below = [
        office
        for office in offices
        if all(rates[pair] < 0.88 for pair in rates if pair[0] == office)
    ]
    assert 4 <= len(below) <= 8
