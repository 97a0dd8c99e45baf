"""The tables: made by migrations, as the models say, and refusing what must not be."""

import os
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text, update
from sqlalchemy.exc import IntegrityError

from forms import parse
from survey import schema, settings
from survey.app import create_app
from survey.database import Base, db, take_turns
from survey.models import (
    Comment,
    Counter,
    CounterCode,
    Field,
    FieldGroup,
    Office,
    Place,
    QuestionnaireVersion,
    Response,
    Target,
    Volume,
)
from survey.models.counts import question_counts
from survey.questionnaires import EditedQuestionnaire, publish
from survey.turns import turn
from tests import protection


def test_migrations_make_what_the_models_say(session):
    context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
    assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_of_the_models_is_in_the_database(session):
    found = inspect(session.get_bind())
    for table in Base.metadata.sorted_tables:
        checks = {check["name"] for check in found.get_check_constraints(table.name)}
        expected = {c.name for c in table.constraints if str(c.name).startswith("ck_")}
        assert checks == expected, table.name


def test_migrating_again_changes_nothing(app, session, clock):
    with app.app_context():
        schema.migrate(db.session(), clock())
    assert session.query(QuestionnaireVersion).count() == 5


def test_two_that_migrate_at_once_do_not_collide(program, session):
    with session.get_bind().begin() as connection:
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    both = [program("migrate") for _ in range(2)]
    assert [process.heard() for process in both] == ["The database is up to date.\n"] * 2
    assert session.query(QuestionnaireVersion).count() == 5


@pytest.fixture
def careless():
    """A process whose files everybody may read and write, unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_nobody_else_reads_the_files(careless, tmp_path, clock):
    instance = tmp_path / "instance"
    app = create_app(settings.read({"INSTANCE": str(instance)}))
    with app.app_context():
        schema.migrate(db.session(), clock())
        with db.engine.connect() as connection, turn(connection):
            take_turns(connection)
            modes = {file.name: oct(file.stat().st_mode) for file in instance.iterdir()}
        db.session.remove()
        db.engine.dispose()
    database = ["thuocdo.sqlite3" + end for end in ("", "-wal", "-shm", "-turn")]
    assert modes == dict.fromkeys(["secret_key", *database], "0o100600")
    assert oct(instance.stat().st_mode) == "0o40700"


def test_an_answered_questionnaire_cannot_be_edited(session, make, clock):
    version = make.version("one-stop")
    edited = version.text.replace("Rất hài lòng", "Vô cùng hài lòng")
    assert publish(session, parse(edited), edited, clock())
    session.commit()
    make.response(make.counter(), {"overall": "5"})
    with pytest.raises(EditedQuestionnaire, match="publish it as version 2"):
        publish(session, parse(version.text + "\n"), version.text + "\n", clock())


TODAY, YESTERDAY = date(2026, 10, 20), date(2026, 10, 19)


def an_office(**columns):
    return Office(**{"code": "x", "name": "X", "kind": "department", **columns})


def a_target(**columns):
    return Target(
        **{
            "scope": "42",
            "scope_name": "Hà Tĩnh",
            "measure": "transaction",
            "people": True,
            "organisations": True,
            "first_year": 2025,
            "last_year": 2025,
            "comparator": ">=",
            "threshold": 90,
            "document": "Kế hoạch",
            **columns,
        }
    )


@pytest.mark.parametrize(
    ("thing", "constraint"),
    [
        (an_office(kind="shop"), "kind_known"),
        (an_office(opened=TODAY, closed=TODAY), "closed_after_opened"),
        (an_office(area_code="423"), "area_code_length"),
        (an_office(id=7, parent_id=7), "not_its_own_parent"),
        (an_office(id=7, successor_id=7, closed=TODAY), "not_its_own_successor"),
        (a_target(measure="mood"), "measure_known"),
        (a_target(comparator="<"), "comparator_known"),
        (a_target(threshold=0), "threshold_a_percentage"),
        (a_target(threshold=101), "threshold_a_percentage"),
        (a_target(first_year=2026), "years_in_order"),
        (a_target(people=False, organisations=False), "for_somebody"),
        (Field(code="f", name_vi="F", name_en="F", opened=TODAY, closed=YESTERDAY), "closed_after"),
    ],
)
def test_what_must_not_be_is_refused_by_name(session, thing, constraint):
    session.add(thing)
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


@pytest.mark.parametrize("has_group", [True, False])
def test_a_document_sets_one_target_for_the_same_fields(session, has_group):
    group = FieldGroup(code="g", name_vi="G", name_en="G") if has_group else None
    session.add_all([a_target(group=group), a_target(group=group, threshold=95)])
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        session.commit()


def test_a_document_may_set_another_target_for_some_fields(session):
    groups = [FieldGroup(code=code, name_vi="G", name_en="G") for code in ("g", "h")]
    session.add_all([a_target(group=group) for group in (None, *groups)])
    session.commit()


def test_a_successor_follows_a_closed_office_only(session, make):
    with pytest.raises(IntegrityError, match="successor_of_a_closed_one"):
        make.office(successor_id=make.office().id)


@pytest.mark.parametrize(
    ("numbers", "constraint"),
    [
        ({"received": -1}, "not_negative"),
        ({"on_time": 3, "late": 3}, "times_add_up"),
        ({"on_time": 5}, "times_add_up"),
        ({"late": 0}, "times_add_up"),
        ({"on_time": 6, "late": -1}, "times_not_negative"),
        ({"ends": date(2026, 9, 15)}, "period_in_order"),
    ],
)
def test_volumes_add_up(session, make, numbers, constraint):
    volume = {
        "office": make.office(),
        "field": make.field(),
        "starts": date(2026, 9, 15),
        "ends": date(2026, 12, 15),
        "received": 5,
        "settled": 5,
    }
    session.add(Volume(**{**volume, **numbers}))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


@pytest.mark.parametrize(
    "broken",
    [
        lambda c: Place(code="p", name="P", office_id=999),
        lambda c: Counter(
            number="n", name="N", place_id=c.place_id, office_id=999, questionnaire_key="x"
        ),
        lambda c: CounterCode(code="abcdefgh23", counter_id=999, issued_at=c.codes[0].issued_at),
    ],
)
def test_nothing_refers_to_what_is_not_there(session, make, broken):
    session.add(broken(make.counter()))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.commit()


def test_an_office_with_answers_cannot_be_deleted(session, make):
    counter = make.counter()
    make.response(counter)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(Office.__table__.delete().filter_by(id=counter.office_id))


@pytest.mark.parametrize("values", [{"channel": "fax"}, {"questionnaire_id": 999}])
def test_a_response_has_a_known_channel_and_questionnaire(session, make, values):
    make.response(make.counter())
    protection.take_away(session)
    with pytest.raises(IntegrityError):
        session.execute(update(Response).values(**values))


def test_counts_never_fall_below_nothing(session, make):
    make.response(make.counter())
    with pytest.raises(IntegrityError, match="not_negative"):
        session.execute(question_counts.update().values(option_1=-1))


def test_a_comment_is_not_empty(session, make):
    response = make.response(make.counter())
    session.add(Comment(response_id=response, question="comment", body="", day=TODAY))
    with pytest.raises(IntegrityError, match="body_length"):
        session.commit()


def test_text_is_composed_on_the_way_in(session, make):
    decomposed = "Ho\u0323\u0302 ti\u0323ch"  # as macOS and many documents write it
    office = make.office(name=decomposed)
    session.expire(office)
    assert office.name == "Hộ tịch"
    assert session.query(Office).filter_by(name=decomposed).count() == 1


def test_a_moment_needs_a_time_zone(session, make, clock):
    counter = make.counter()
    session.add(
        CounterCode(code="abcdefgh23", counter=counter, issued_at=clock().replace(tzinfo=None))
    )
    with pytest.raises(Exception, match="has no time zone"):
        session.commit()
