"""What goes wrong in the middle: nothing is lost by it, and nothing is stored twice."""

import pytest
from sqlalchemy import select, text

from survey.database import db
from survey.models import Comment
from tests.kiosk.stored import refused, stored
from tests.kiosk.tablet import entry

FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT count(*) FROM responses) >= 7 THEN
    RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON responses FOR EACH ROW EXECUTE FUNCTION full_disk()
"""
NEVER_THREE = {
    "sqlite": """
        CREATE TRIGGER never_three BEFORE INSERT ON responses
        WHEN json_extract(NEW.answers, '$.overall') = '3'
        BEGIN SELECT RAISE(ABORT, 'never three'); END
    """,
    "postgresql": """
        ALTER TABLE responses ADD CONSTRAINT never_three CHECK (answers->>'overall' <> '3')
    """,
}


@pytest.fixture
def tablet(paired, make):
    return paired(make.counter())


@pytest.fixture
def batch(tablet, clock):
    """Forty answers with long comments."""
    content = tablet.content()
    texts = {"comment": "Chờ lâu quá." + "." * 900}
    return [entry(content, at=clock(), answers={"overall": "2"}, texts=texts) for _ in range(40)]


@pytest.fixture
def room(app, session, on_connecting):
    """Let the database have so much room more, and no more; None: as much as it likes."""
    if session.get_bind().dialect.name == "postgresql":
        return lambda pages: _room_in_postgresql(session, pages)
    most = []

    def limit(connection, _):
        connection.execute(f"PRAGMA max_page_count = {most[-1]}")

    def give(pages):
        used = session.execute(text("PRAGMA page_count")).scalar()
        session.rollback()
        most.append(2**30 if pages is None else used + pages)
        with app.app_context():
            db.engine.dispose()

    on_connecting(limit)
    return give


def _room_in_postgresql(session, pages):
    """The disk of a server that others use cannot be filled: seven rows are all that it takes."""
    full = "DROP TRIGGER full_disk ON responses" if pages is None else FULL
    session.connection().exec_driver_sql(full)
    session.commit()


def test_a_full_disk_costs_nothing_but_time(tablet, batch, room, session, caplog):
    room(6)
    for _ in range(2):
        reply = tablet.send(*batch)
        assert (reply.status_code, reply.json["error"]) == (503, "try-again")
        assert reply.headers["Retry-After"] == "30"
        some = set(stored(session))
        assert 0 < len(some) < 40
    assert "The database failed" in caplog.text
    assert "Chờ lâu" not in caplog.text
    room(None)
    expected = ["already" if each["id"] in some else "stored" for each in batch]
    assert tablet.verdicts(*batch) == expected
    assert len(stored(session)) == 40
    assert len(session.scalars(select(Comment)).all()) == 40


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_that_may_only_be_read_costs_nothing_but_time(app, tablet, batch, session):
    name = session.get_bind().url.database
    for read_only, status in (("on", 503), ("off", 200)):
        session.connection().exec_driver_sql(
            f"ALTER DATABASE {name} SET default_transaction_read_only = {read_only}"
        )
        session.commit()
        with app.app_context():
            db.engine.dispose()
        assert tablet.send(*batch).status_code == status
    assert len(stored(session)) == 40


def test_an_answer_that_the_database_alone_refuses_stands_in_nobodys_way(
    tablet, session, clock, caplog
):
    session.execute(text(NEVER_THREE[session.get_bind().dialect.name]))
    session.commit()
    content = tablet.content()
    batch = [entry(content, at=clock(), answers={"overall": level}) for level in "2345"]
    assert tablet.verdicts(*batch) == ["stored", "invalid-answers", "stored", "stored"]
    assert refused(session) == {batch[1]["id"]: "invalid-answers"}
    assert len(stored(session)) == 3
    assert "The database failed" in caplog.text


def test_a_database_that_is_away_is_said_in_json(app, tablet, batch, session):
    session.execute(text("ALTER TABLE kiosks RENAME TO kiosks_away"))
    session.commit()
    for reply in (tablet.get("/kiosk/content"), tablet.send(*batch), tablet.pair("abcdef")):
        assert (reply.status_code, reply.json["error"]) == (503, "try-again")
        assert reply.headers["Retry-After"] == "30"


def test_a_mistake_of_ours_makes_a_tablet_try_again(app, tablet, batch, session, caplog):
    app.testing = False
    idle = app.config.pop("KIOSK_IDLE_SECONDS")
    reply = tablet.send(*batch)
    assert (reply.status_code, reply.json["error"]) == (500, "try-again")
    assert "Chờ lâu" not in caplog.text
    app.config["KIOSK_IDLE_SECONDS"] = idle
    assert tablet.verdicts(*batch) == ["stored"] * 40
