"""The counts of any period are those that one gets by going through the answers with a pencil."""

from collections import Counter as Numbers
from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from survey import store, tally
from survey.bulk import store_many
from survey.models import Counter, Field, Office, QuestionnaireVersion, Response
from survey.periods import Period, quarter
from survey.questionnaires import questionnaire_of
from survey.store import Addition, Given

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
EDGES = [
    date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 30), date(2026, 10, 1),
    date(2026, 10, 8), date(2026, 10, 15), date(2026, 10, 16), date(2026, 11, 1),
]  # fmt: skip
PERIODS = [Period(*pair) for pair in combinations(EDGES, 2)] + [quarter(2026, 3), quarter(2026, 4)]
LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)


def moments(chance):
    """Any time of any day, but often the first or the last moment of a day at an edge."""
    for number in range(120):
        day = EDGES[number % 8] - timedelta(days=chance.choice([0, 1]))
        if number % 3 == 0:
            day = date(2026, 9, 13) + timedelta(days=chance.randrange(50))
        midnight = datetime.combine(day, datetime.min.time(), HANOI)
        within = [timedelta(0), LAST_MOMENT, timedelta(seconds=chance.randrange(86400))]
        yield midnight + chance.choice(within)


def any_answers(chance, questionnaire):
    """What somebody might answer who stops at any question, or leaves some out."""
    answers = {}
    for screen in questionnaire.screens:
        for question in questionnaire.asked_on(screen, answers):
            options = question.option_keys
            if options and (question.required or chance.random() < 0.6):
                several = sorted(chance.sample(options, chance.randint(1, 2)))
                answers[question.key] = several if question.kind == "choices" else several[0]
    return answers


@pytest.fixture
def answered(session, make):
    """Answers of every kind, some of them changed or set aside since, of two versions."""
    chance = Random(1)
    counters = [make.counter([make.field(), make.field()]) for _ in range(2)]
    health = make.counter(questionnaire_key="health")
    submissions = []
    for number, moment in enumerate(moments(chance)):
        if number == 60:
            make.follow("one-stop")
        counter = chance.choice([*counters, health])
        answers = any_answers(chance, make.questionnaire(counter.questionnaire_key))
        channel = chance.choice(["qr", "kiosk", "paper"])
        submissions.append(make.submission(counter, answers, at=moment, channel=channel))
    list(store_many(session, submissions))
    fields = {counter.id: counter.fields[-1].id for counter in (*counters, health)}
    health_id = health.id  # The health questionnaire does not ask who one is.
    session.rollback()
    for each in submissions[::5]:
        with session.get_bind().begin() as connection:
            who = {} if each.counter_id == health_id else {"respondent": "person"}
            said = Given({"overall": chance.choice("15"), **who}, {})
            to = (each.id, each.counter_id, each.questionnaire_id, said, each.received_at)
            store.add_answers(connection, Addition(*to, field_id=fields[each.counter_id]))
    for each in submissions[::7]:
        with session.get_bind().begin() as connection:
            store.set_aside(connection, each.id, "thử")


def cells(session, period):
    """Each response of a period: its day, its cell, its counter, its questions and answers."""
    offices, fields, versions, counters = (
        {each.id: each for each in session.scalars(select(model))}
        for model in (Office, Field, QuestionnaireVersion, Counter)
    )
    for response in session.scalars(select(Response)):
        day = response.answered_at.astimezone(HANOI).date()
        if period.start <= day < period.end:
            version = versions[response.questionnaire_id]
            questions = questionnaire_of(session.connection(), version.id).questions
            cell = {
                "office": offices[response.office_id].code,
                "field": fields[response.field_id].code,
                "channel": response.channel,
                "questionnaire": version.key,
                "version": version.version,
                "respondent": response.answers.get("respondent", "unknown"),
                "standing": "set aside" if response.set_aside else "counted",
            }
            is_unhappy = not is_good(questions, response.answers, "overall")
            answers = {
                key: answer
                for key, answer in response.answers.items()
                if key != "reasons" or is_unhappy  # Nobody else is asked for reasons.
            }
            yield day, cell, counters[response.counter_id].number, questions, answers


def is_good(questions, answers, key):
    options = next(question.options for question in questions if question.key == key)
    return next(option.satisfied for option in options if option.key == answers[key])


def chosen(rows, *names):
    """How often each option of each question was chosen, where anybody chose it."""
    kept = rows[rows["chosen"] > 0]
    if "question" in rows:
        kept = kept[kept["question"] != "attitude"]  # It is derived; test_store has it.
    return dict(zip(zip(*[kept[name] for name in names], strict=True), kept["chosen"], strict=True))


def test_every_period_counts_what_was_answered_in_it(session, answered):
    for period in PERIODS:
        options, levels = Numbers(), Numbers()
        for day, cell, counter, _, answers in cells(session, period):
            for key, answer in answers.items():
                for option in [answer] if isinstance(answer, str) else answer:
                    options[*cell.values(), key, option] += 1
            by_day = {"day": day, "counter": counter, **cell}
            levels[*(by_day[name] for name in tally.DAY), answers["overall"]] += 1
        names = (*tally.CELL, "question", "option")
        assert chosen(tally.questions(session, period), *names) == options, period
        assert chosen(tally.days(session, period), *tally.DAY, "option") == levels, period


def test_every_period_has_the_factors_and_the_index_of_its_answers(session, answered):
    for period in PERIODS:
        factors, moments = Numbers(), Numbers()
        for _, cell, _, questions, answers in cells(session, period):
            items = [q for q in questions if q.factor and q.key in answers]
            good = {item.key: is_good(questions, answers, item.key) for item in items}
            s, m = sum(good.values()), len(good)
            sums = {"n": 1, "s": s, "m": m, "ss": s * s, "mm": m * m, "sm": s * m} if m else {}
            for name, value in sums.items():
                moments[*cell.values(), name] += value
            overall_bad = not is_good(questions, answers, "overall")
            for factor in {item.factor for item in items}:
                factor_bad = not all(good[item.key] for item in items if item.factor == factor)
                case = {
                    (False, False): "neither_bad",
                    (True, False): "factor_bad",
                    (False, True): "overall_bad",
                    (True, True): "both_bad",
                }[factor_bad, overall_bad]
                factors[*cell.values(), factor, case] += 1
        assert unfolded(tally.factors(session, period), "factor") == +factors, period
        index = tally.indices(session, period)
        assert unfolded(index.drop(columns="part")) == +moments, period
        assert set(index["part"]) <= {"whole"}


def unfolded(rows, *names):
    """Each count that is not nothing, under its cell and its column's name."""
    keys = [*tally.CELL, *names]
    long = rows.melt(keys, var_name="column", value_name="count")
    return {tuple(row[:-1]): row[-1] for row in long.itertuples(index=False) if row[-1]}
