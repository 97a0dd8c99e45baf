"""The demonstration: a province with a year of answers whose truth is known."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter as Numbers
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from scipy.stats import binom
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from survey import demo
from survey.codes import as_typed
from survey.commands.demo import demo_command
from survey.database import engine_options
from survey.demo.answers import submissions, working_days
from survey.demo.comments import DISSATISFIED, SATISFIED
from survey.demo.sources import sources
from survey.demo.volumes import DOCUMENT
from survey.models import Comment, Counter, Fact, Office, Place, Response, Target, Volume
from survey.periods import ZONE, local_day
from survey.questionnaires import questionnaire_of
from survey.verify import differences

SEED = 7
NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(empty_sqlite, tmp_path_factory):
    """A demonstration with three hundred answers, which tests only read."""
    file = tmp_path_factory.mktemp("demonstration") / "filled.sqlite3"
    shutil.copy(empty_sqlite, file)
    engine = create_engine(f"sqlite:///{file}", **engine_options(f"sqlite:///{file}"))
    with Session(engine) as session:
        list(demo.fill(session, NOW, SEED, 300))
        yield session
    engine.dispose()


def invented(session, number, seed=SEED):
    return list(submissions(sources(session, seed), seed, working_days(local_day(NOW)), number))


def test_there_are_a_province_its_departments_and_69_communes(filled):
    kinds = Numbers(filled.scalars(select(Office.kind)))
    assert kinds == {
        "province": 1,
        "district": 1,
        "department": 10,
        "centre": 1,
        "hospital": 1,
        "school": 1,
        "commune": 69,
    }


def test_a_commune_has_its_official_code_and_name(filled):
    communes = filled.scalars(select(Office).filter_by(kind="commune")).all()
    assert {len(commune.code) for commune in communes} == {5}
    assert {commune.name.split()[1] for commune in communes} == {"phường", "xã"}
    duc_tho = next(commune for commune in communes if commune.name == "UBND xã Đức Thọ")
    assert (duc_tho.code, duc_tho.parent.code) == ("18229", "42")
    assert duc_tho.opened == date(2025, 7, 1)


def test_the_district_is_there_as_it_was_until_2025(filled):
    district = filled.scalars(select(Office).filter_by(kind="district")).one()
    assert (district.code, district.closed) == ("42-duc-tho", date(2025, 7, 1))
    served = select(Response).filter_by(office_id=district.id)
    assert filled.scalars(served).all() == []


def test_every_counter_has_a_code_a_field_and_an_office(filled):
    counters = filled.scalars(select(Counter)).all()
    assert len(counters) == 2 * 69 + 10 + 2 + 2
    assert all(as_typed(counter.code) == counter.code for counter in counters)
    assert all(counter.fields and counter.office for counter in counters)
    assert len({counter.code for counter in counters}) == len(counters)


def test_departments_have_counters_in_the_place_of_the_centre(filled):
    place = filled.scalars(select(Place).filter_by(code="42-trung-tam")).one()
    there = filled.scalars(select(Counter).filter_by(place_id=place.id)).all()
    assert Numbers(counter.office.kind for counter in there) == {"department": 10, "centre": 1}
    assert place.office.kind == "centre"


def test_a_counter_asks_what_suits_its_office(filled):
    pairs = {(c.office.kind, c.questionnaire_key) for c in filled.scalars(select(Counter))}
    assert pairs == {
        ("commune", "one-stop"),
        ("department", "one-stop"),
        ("centre", "one-stop"),
        ("centre", "online"),
        ("hospital", "health"),
        ("school", "school"),
    }


def test_the_same_seed_draws_the_same_answers(filled):
    first = invented(filled, 300)
    assert invented(filled, 300) == first
    stored = filled.execute(select(Response.id, Response.answers, Response.answered_at)).all()
    assert sorted((r.id, r.answered_at) for r in stored) == sorted(
        (each.id, each.answered_at) for each in first
    )
    assert {r.id: r.answers for r in stored} == {each.id: each.given.answers for each in first}


def test_another_seed_draws_other_answers_at_other_rates(filled):
    ids = {each.id for each in invented(filled, 300)}
    assert not ids & {each.id for each in invented(filled, 300, SEED + 1)}
    assert demo.true_rates(filled, SEED) != demo.true_rates(filled, SEED + 1)


def test_the_same_seed_prints_the_same_codes(filled):
    number = select(Counter).filter_by(number="18229-1")
    assert filled.scalars(number).one().code == "ntfn8m97rk"


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


def test_a_third_of_the_people_leave_after_the_first_screen(filled):
    given = [each.given.answers for each in invented(filled, 3000)]
    left = sum(len(answers) == 1 for answers in given)
    assert abs(left / 3000 - 0.35) < 0.05


def test_comments_come_from_the_list(filled):
    words = Numbers(text for each in invented(filled, 3000) for text in each.given.texts.values())
    assert words.keys() <= {*SATISFIED, *DISSATISFIED}
    assert filled.scalar(select(func.count()).select_from(Comment)) < 30 < words.total()


def test_the_answers_agree_with_the_true_rates(filled):
    """Each office and field is within bounds that a fair draw leaves once in a million."""
    here = sources(filled, SEED)
    overall = {each.questionnaire_id: each.questionnaire.overall for each in here}
    pair = {(each.office_id, each.field_id): (each.office_code, each.field_code) for each in here}
    answered, satisfied = Numbers(), Numbers()
    for each in invented(filled, 5000):
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


def test_more_dossiers_were_settled_than_people_answered(filled):
    answers = Numbers(filled.execute(select(Response.office_id, Response.field_id)))
    settled = Numbers()
    for volume in filled.scalars(select(Volume)):
        settled[volume.office_id, volume.field_id] += volume.settled
        assert volume.received >= volume.settled
    assert all(settled[pair] > number for pair, number in answers.items())


def test_there_are_volumes_for_each_quarter_of_the_year(filled):
    periods = filled.execute(select(Volume.starts, Volume.ends).distinct())
    assert sorted(periods) == [
        (date(2025, 9, 15), date(2025, 12, 15)),
        (date(2025, 12, 15), date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 6, 15)),
        (date(2026, 6, 15), date(2026, 9, 15)),
        (date(2026, 9, 15), date(2026, 12, 15)),
    ]


def test_the_targets_of_the_year_say_that_they_are_invented(filled):
    targets = filled.scalars(select(Target).filter_by(scope="42", last_year=2027)).all()
    assert {(t.measure, t.group and t.group.code, t.threshold) for t in targets} == {
        ("transaction", None, Decimal(90)),
        ("transaction", "dat-dai-xay-dung-dau-tu", Decimal(85)),
        ("service", None, Decimal(85)),
    }
    assert {(t.document, t.first_year) for t in targets} == {(DOCUMENT, 2026)}


def test_a_database_with_offices_is_left_alone(session, make, clock):
    assert demo.is_empty(session)
    make.office()
    assert not demo.is_empty(session)
    with pytest.raises(demo.NotEmpty, match="There are offices here"):
        demo.fill(session, clock(), SEED, 300)
    assert session.get(Fact, "demonstration") is None
    assert session.scalar(select(func.count()).select_from(Office)) == 1


def test_pages_can_know_that_the_figures_are_invented(session, clock):
    assert list(demo.fill(session, clock(), SEED, 300)) == [300]
    assert session.get(Fact, "demonstration").value == "yes"
    assert list(differences(session)) == []
    with pytest.raises(demo.NotEmpty):
        demo.fill(session, clock(), SEED, 300)


def test_a_demonstration_that_is_given_up_leaves_nothing(session, clock):
    steps = demo.fill(session, clock(), SEED, 300)
    next(steps)
    session.rollback()
    assert demo.is_empty(session)
    assert session.scalars(select(Response)).all() == []
    assert list(demo.fill(session, clock(), SEED, 300)) == [300]


def test_there_is_no_demonstration_of_the_time_before_communes(session):
    with pytest.raises(demo.CannotFill, match="01/07/2025"):
        demo.fill(session, datetime(2025, 6, 30, tzinfo=UTC))
    assert demo.is_empty(session)


def test_the_command_fills_an_empty_database(app, session):
    result = app.test_cli_runner().invoke(demo_command, ["--responses", "40"])
    assert (result.exit_code, result.stdout) == (
        0,
        "The demonstration is ready: 40 invented responses.\n",
    )
    assert session.scalar(select(func.count()).select_from(Response)) == 40


def test_the_command_refuses_a_database_with_offices(app, make):
    make.office()
    result = app.test_cli_runner().invoke(demo_command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == "Error: There are offices here. A demonstration needs an empty database.\n"
    )


def test_the_command_can_be_told_to_leave_offices_alone(app, make):
    make.office()
    result = app.test_cli_runner().invoke(demo_command, ["--if-empty"])
    assert (result.exit_code, result.stdout) == (
        0,
        "The database is not empty: nothing was changed.\n",
    )


@pytest.fixture
def program(database_url, tmp_path):
    """The command and the environment of a process that runs `thuocdo` on this database."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "SECRET_KEY": "k" * 40,
        "INSTANCE": str(tmp_path),
    }

    def program(*words, **pipes):
        return subprocess.Popen(
            [sys.executable, "-m", "survey", *words], env=environment, text=True, **pipes
        )

    return program


def test_a_demonstration_that_was_killed_is_made_anew(program, session):
    killed = program("demo", stderr=subprocess.PIPE)
    assert killed.stderr.read(len("Responses")) == "Responses"  # It adds them from now on.
    killed.kill()
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    again = program("demo", "--if-empty", "--responses", "300", stdout=subprocess.PIPE)
    assert again.communicate()[0] == "The demonstration is ready: 300 invented responses.\n"
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []


def test_of_two_demonstrations_at_once_one_is_made(program, session):
    words = ("demo", "--if-empty", "--responses", "300")
    both = [program(*words, stdout=subprocess.PIPE) for _ in range(2)]
    assert sorted(process.communicate()[0] for process in both) == [
        "The database is not empty: nothing was changed.\n",
        "The demonstration is ready: 300 invented responses.\n",
    ]
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []
