"""A command that cannot do its work says why in one line, and never with a traceback."""

import errno
from contextlib import contextmanager

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url, text

from survey.app import cli, create_app
from survey.commands.refusals import PlainRefusals, place_of
from survey.database import db
from tests.conftest import settings_for

COMMANDS = [
    ["addresses"],
    ["code", "reissue", "quay-1"],
    ["code", "revoke", "abcdefgh23"],
    ["demo", "--if-empty"],
    ["kiosk", "add", "quay-1"],
    ["list", "counters"],
    ["load", "offices", __file__],
    ["migrate"],
    ["notify"],
    ["poster", "quay-1", "-o", "no.pdf"],
    ["qr", "quay-1", "-o", "no.svg"],
    ["report", "2026Q3"],
    ["serve"],
    ["set-aside", "00000000-0000-4000-8000-000000000000", "--reason", "x"],
    ["user", "list"],
    ["verify"],
]
AWAY = "postgresql+psycopg://thuocdo:geheim@127.0.0.1:1/so"
NEEDS_TABLES = [command for command in COMMANDS if command != ["migrate"]]


@contextmanager
def application(url, folder):
    app = create_app(settings_for(url, folder))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def refused(app, monkeypatch, tmp_path):
    """The one line in which a command of the program refuses."""
    monkeypatch.setenv("INSTANCE", str(tmp_path))

    def refused(*words, app=app):
        result = app.test_cli_runner().invoke(cli, [str(word) for word in words])
        assert (result.exit_code, result.stdout) == (1, "")
        (line,) = result.stderr.splitlines()
        return line

    return refused


def place(session) -> str:
    return place_of(session.get_bind().url)


def test_no_command_is_left_out():
    assert {command[0] for command in COMMANDS} == set(cli.commands) - {"settings"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        (AWAY, "127.0.0.1:1/so does not answer: connection failed: "),
        (
            "sqlite:////no/such/folder/so.sqlite3",
            "/no/such/folder/so.sqlite3 does not answer: unable to open database file.",
        ),
    ],
    ids=["postgresql", "sqlite"],
)
def test_a_database_that_is_away_is_named_without_its_password(
    refused, tmp_path, command, url, said
):
    with application(url, tmp_path) as app:
        line = refused(*command, app=app)
    assert line.startswith(f"Error: The database {said}")
    assert "geheim" not in line


@pytest.mark.parametrize("command", NEEDS_TABLES, ids=lambda command: command[0])
def test_a_database_without_tables_is_told_to_be_migrated(refused, session, command):
    session.execute(text("DROP TABLE alembic_version"))
    session.commit()
    assert refused(*command) == (
        f"Error: The database {place(session)} is not migrated: run thuocdo migrate."
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_database_of_a_newer_version_is_left_alone(refused, session, command):
    session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    session.commit()
    assert refused(*command) == (
        f"Error: The database {place(session)} was migrated by a newer version of the program: "
        "install that one."
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:geheim@db.example/so", "db.example:5432/so"),
        ("postgresql://u:geheim@/so?host=a&host=b&password=geheim", "a, b:5432/so"),
        ("postgresql:///so?user=u&password=geheim", "this machine:5432/so"),
        ("sqlite:////var/so.sqlite3", "/var/so.sqlite3"),
        ("sqlite://", "in memory"),
    ],
)
def test_the_place_of_a_database_tells_no_secret(url, shown):
    assert place_of(make_url(url)) == shown


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_disk_that_is_full_is_named(on_connecting, refused, session):
    def fill_the_disk(connection, _):
        connection.execute("PRAGMA max_page_count = 1")  # SQLite raises it to what is there.

    on_connecting(fill_the_disk)
    assert refused("demo") == (
        f"Error: The database {place(session)} failed: database or disk is full."
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_is_no_database_is_named(refused, tmp_path):
    (tmp_path / "text.sqlite3").write_text("Đây không phải là cơ sở dữ liệu.\n" * 100)
    with application(f"sqlite:///{tmp_path}/text.sqlite3", tmp_path) as app:
        assert refused("verify", app=app) == (
            f"Error: The database {tmp_path}/text.sqlite3 failed: file is not a database."
        )


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_that_may_only_be_read_is_named(refused, session):
    name = session.get_bind().url.database
    session.connection().exec_driver_sql(
        f"ALTER DATABASE {name} SET default_transaction_read_only = on"
    )
    session.commit()
    assert refused("demo") == (
        f"Error: The database {place(session)} failed: "
        "cannot execute INSERT in a read-only transaction."
    )


def test_a_picture_goes_into_a_folder_that_is_there(refused, make, tmp_path):
    make.counter(number="quay-1")
    file = tmp_path / "missing" / "quay-1.svg"
    assert refused("qr", "quay-1", "-o", file) == f"Error: {file}: No such file or directory."


def test_a_picture_that_finds_no_room_is_named(refused, make, tmp_path):
    make.counter(number="quay-1")
    (tmp_path / "full.svg").symlink_to("/dev/full")
    assert refused("qr", "quay-1", "-o", tmp_path / "full.svg").endswith("No space left on device.")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Error: No space left on device.\n"),
        (TimeoutError(), "Error: TimeoutError.\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), ""),  # As when `head` has read enough.
    ],
)
def test_what_the_system_refuses_is_said_if_anybody_reads_it(error, said):
    @click.group(cls=PlainRefusals)
    def program():
        pass

    @program.command()
    def command():
        raise error

    result = CliRunner().invoke(program, ["command"])
    assert (result.exit_code, result.output) == (1, said)


def test_readiness_does_not_say_where_the_database_is(tmp_path):
    with application(AWAY, tmp_path) as app:
        reply = app.test_client().get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"status": "the database does not answer"})


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (
            "DROP TABLE alembic_version",
            "the database is not migrated: run thuocdo migrate",
        ),
        (
            "UPDATE alembic_version SET version_num = '0001'",
            "the database is not migrated: run thuocdo migrate",
        ),
        (
            "UPDATE alembic_version SET version_num = '9999'",
            "the database was migrated by a newer version of the program: install that one",
        ),
    ],
)
def test_readiness_needs_the_tables_of_the_program(client, session, change, status):
    assert client.get("/readyz").json == {"status": "ready"}
    session.execute(text(change))
    session.commit()
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"status": status})
    assert client.get("/healthz").status_code == 200
