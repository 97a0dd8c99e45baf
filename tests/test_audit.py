"""The log: what is done stands in it, in order, and nobody changes what stands there."""

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, create_engine, delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append, change
from survey.chain import FIRST, BrokenLink, Links, hash_of
from survey.database import engine_options
from survey.models import LogEntry
from tests.processes import CONTEXT, at_once

NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
AN = Actor("an.nguyen", role="administrator")
DEED = Deed(Action.CODE_REVOKED, "counter", "18073-1", before={"codes": ["abc"]}, after={})


@pytest.fixture
def log(session):
    """Adds entries, and gives back what stands in the log."""

    def log(*deeds, actor=AN):
        for minute, deed in enumerate(deeds):
            with change(session) as connection:
                append(connection, actor, deed, NOW + timedelta(minutes=minute))
        entries = session.scalars(select(LogEntry).order_by(LogEntry.number)).all()
        session.expunge_all()
        return entries

    return log


def first_broken(session):
    session.rollback()
    return Links(session.connection()).first_broken()


def test_entries_are_numbered_without_gaps_and_hold_the_one_before(session, log):
    entries = log(DEED, DEED, DEED)
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [FIRST, entries[0].hash, entries[1].hash]
    assert len({entry.hash for entry in entries}) == 3
    assert first_broken(session) is None


# sha256sum of the line below: the content as JSON, keys in the order of the alphabet, no spaces.
WRITTEN = (
    '{"action":"code.revoke","actor":"an.nguyen","actor_id":null,"after":{},'
    '"at":"2026-10-20T02:00:00.000000+00:00","before":{"codes":["abc"]},'
    '"folded":"an.nguyen 18073-1","key":"18073-1","kind":"counter","number":1,"office_id":null,'
    '"previous":"0000000000000000000000000000000000000000000000000000000000000000",'
    '"role":"administrator"}'
)


def test_the_hash_is_one_that_anybody_can_compute(log):
    assert log(DEED)[0].hash == hashlib.sha256(WRITTEN.encode()).hexdigest()


@pytest.mark.parametrize(
    "value",
    ["Hộ tịch", "Ho\u0323\u0302 ti\u0323ch", "'\"\\;--", 7, -1.5, 1e-7, True, None, ["b", "a"]],
)
def test_what_was_written_is_what_is_read(session, log, value):
    log(Deed(Action.FILE_LOADED, "file", str(value), after={"z": value, "a": {"b": value}}))
    assert first_broken(session) is None


def test_what_has_no_meaning_in_the_log_is_refused(log):
    with pytest.raises(TypeError, match="cannot stand in the log"):
        log(Deed(Action.FILE_LOADED, "file", "x", after={"x": object()}))
    assert log() == []


@pytest.mark.parametrize(
    "statement",
    [
        update(LogEntry).values(actor="somebody else"),
        update(LogEntry).where(LogEntry.number == 2).values(after={}),
        delete(LogEntry),
        delete(LogEntry).where(LogEntry.number == 2),
        text("TRUNCATE log_entries"),
        text(
            "REPLACE INTO log_entries SELECT number, at, actor_id, 'x', role, office_id, action, "
            "kind, key, before, after, folded, previous, hash FROM log_entries WHERE number = 2"
        ),
        text(
            "INSERT INTO log_entries SELECT * FROM log_entries WHERE true "
            "ON CONFLICT (number) DO UPDATE SET actor = 'x'"
        ),
    ],
    ids=str,
)
def test_the_database_itself_refuses_to_change_the_log(session, log, statement):
    before = [(entry.hash, entry.actor) for entry in log(DEED, DEED)]
    try:
        session.execute(statement)
        session.commit()
    except DBAPIError:
        session.rollback()
    assert [(entry.hash, entry.actor) for entry in log()] == before


@pytest.mark.parametrize("number", [1, 4, 7])
def test_sqlite_takes_the_next_number_only(session, log, number):
    log(DEED, DEED)
    row = dict(session.execute(select(LogEntry.__table__)).mappings().first()) | {"number": number}
    if session.get_bind().dialect.name == "sqlite":
        with pytest.raises(DBAPIError, match="follow each other"):
            session.execute(LogEntry.__table__.insert(), row)


def past_the_program(session, statement):
    """Somebody who may do everything with the database takes away what protects the log."""
    session.rollback()
    if session.get_bind().dialect.name == "sqlite":
        for name in ("changed", "deleted"):
            session.execute(text(f"DROP TRIGGER log_entries_not_{name}"))
    else:
        session.execute(text("ALTER TABLE log_entries DISABLE TRIGGER ALL"))
    session.execute(statement)
    session.commit()


@pytest.mark.parametrize(
    "columns",
    [
        {"actor": "somebody else"},
        {"actor_id": None, "role": "head"},
        {"at": NOW},
        {"after": {"codes": ["more"]}},
        {"key": "18073-2"},
        {"hash": "f" * 64},
    ],
    ids=str,
)
def test_an_entry_that_was_changed_is_named(session, log, columns):
    log(DEED, DEED, DEED)
    past_the_program(session, update(LogEntry).where(LogEntry.number == 2).values(**columns))
    assert first_broken(session) == BrokenLink(2, "it was changed")


def test_an_entry_that_was_taken_away_is_named(session, log):
    log(DEED, DEED, DEED)
    past_the_program(session, delete(LogEntry).where(LogEntry.number == 2))
    assert str(first_broken(session)) == "The log is broken at entry 2: it is missing."


def test_an_entry_that_was_written_anew_with_its_hash_breaks_the_next(session, log):
    row = {c.name: getattr(log(DEED, DEED, DEED)[1], c.name) for c in LogEntry.__table__.columns}
    row["actor"] = "somebody else"
    new = {"actor": row["actor"], "hash": hash_of(row)}
    past_the_program(session, update(LogEntry).where(LogEntry.number == 2).values(**new))
    assert first_broken(session) == BrokenLink(3, "it does not follow from the one before it")


def test_the_last_hash_is_there_to_be_kept_elsewhere(session, log):
    """Nothing inside the database can tell that the newest entries were taken away."""
    links = Links(session.connection())
    assert (links.first_broken(), links.entries, links.last) == (None, 0, FIRST)
    entries = log(DEED, DEED)
    links = Links(session.connection())
    assert (links.first_broken(), links.entries, links.last) == (None, 2, entries[1].hash)


def test_what_was_not_done_does_not_stand_in_the_log(session, log, make):
    office = make.office(name="Before")
    with pytest.raises(RuntimeError), change(session) as connection:
        office.name = "After"
        append(connection, AN, DEED, NOW)
        raise RuntimeError
    session.refresh(office)
    assert (office.name, log()) == ("Before", [])
    assert [entry.number for entry in log(DEED)] == [1]


def append_many(url, name, together):
    with Session(create_engine(url, **engine_options(url))) as session:
        together.wait()
        for number in range(25):
            with change(session) as connection:
                deed = Deed(Action.FILE_LOADED, "file", str(number))
                append(connection, Actor(name), deed, datetime.now(UTC))


def test_eight_processes_that_write_at_once_make_one_whole_chain(session, database_url):
    together = CONTEXT.Barrier(8)
    writers = [at_once(append_many, database_url, f"writer-{n}", together) for n in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    assert first_broken(session) is None
    written = session.execute(select(LogEntry.actor, LogEntry.key)).all()
    assert sorted(written) == sorted((f"writer-{n}", str(k)) for n in range(8) for k in range(25))


def test_a_second_transaction_waits_for_the_first(session, database_url):
    """Without waiting both would take the same number, and one of them would fail."""
    other = create_engine(database_url, **engine_options(database_url))

    def impatient(connection: Connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        else:
            connection.exec_driver_sql("SET lock_timeout = '1ms'")

    with change(session) as connection:
        append(connection, AN, DEED, NOW)
        with other.connect() as second:
            impatient(second)
            with pytest.raises(DBAPIError):
                append(second, AN, DEED, NOW)
    with other.begin() as second:
        append(second, AN, DEED, NOW)
    other.dispose()
    assert first_broken(session) is None


@pytest.fixture
def said(session):
    """What the newest entry says, but when and with which hash."""
    name = subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()

    def said():
        session.rollback()
        newest = select(LogEntry).order_by(LogEntry.number.desc()).limit(1)
        entry = session.scalars(newest).one_or_none()
        if entry is None:
            return None
        assert (entry.actor_id, entry.actor, entry.role) == (None, name, None)
        return entry.action, entry.kind, entry.key, entry.office_id, entry.before, entry.after

    return said


def test_commands_for_codes_stand_in_the_log(run, make, said):
    counter = make.counter(number="18073-1")
    old = counter.code
    run("code", "reissue", "18073-1")
    make.session.expire_all()
    new = counter.code
    thing = ("counter", "18073-1", counter.office_id)
    assert said() == ("code.reissue", *thing, {"codes": [old]}, {"codes": [new]})
    run("code", "revoke", new)
    assert said() == ("code.revoke", *thing, {"codes": [new]}, {"codes": []})


def test_what_a_command_did_not_do_does_not_stand_in_the_log(run, make, said, session):
    counter = make.counter()
    for words in (("code", "revoke", "zzzzzzzzzz"), ("code", "reissue", "nowhere")):
        assert run(*words).exit_code == 1
    assert said() is None
    for _ in range(2):
        run("code", "revoke", counter.code)
    assert session.query(LogEntry).count() == 1


def test_setting_aside_stands_in_the_log_with_its_reason(run, make, said):
    counter = make.counter()
    response = make.response(counter)
    run("set-aside", response, "--reason", "Gửi từ máy của cán bộ")
    assert said() == (
        "response.set-aside",
        "response",
        str(response),
        counter.office_id,
        {},
        {"set_aside": "Gửi từ máy của cán bộ"},
    )


def test_a_load_stands_in_the_log_once_it_changes_something(run, tmp_path, said, session):
    file = tmp_path / "offices.csv"
    file.write_text("code,name,kind\nx,Sở X,department\n")
    run("load", "offices", file)
    after = {"table": "offices", "new": 1, "changed": 0}
    assert said() == ("file.load", "file", "offices.csv", None, {}, after)
    run("load", "offices", file)
    file.write_text("code,name,kind\nx,Sở X,shop\n")
    assert run("load", "offices", file).exit_code == 1
    assert session.query(LogEntry).count() == 1


def test_the_command_names_the_first_entry_that_is_broken(run, session, log):
    log(DEED, DEED)
    assert run("verify").exit_code == 0
    past_the_program(session, update(LogEntry).where(LogEntry.number == 1).values(key="x"))
    result = run("verify")
    assert result.exit_code == 1
    assert result.stderr == "The log is broken at entry 1: it was changed.\n"
    assert "No difference: 0 responses" in result.stdout
