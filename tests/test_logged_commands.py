"""Every command either only reads, or says in the log what it changed."""

import click
import pytest
from sqlalchemy import select

from kiosk import register
from survey.app import cli, create_app
from survey.database import db
from survey.models import LogEntry, Office
from tests.conftest import settings_for

READING = {
    "addresses",
    "kiosk list",
    "kiosk refused",
    "list counters",
    "list fields",
    "list offices",
    "list questionnaires",
    "poster",
    "qr",
    "report",
    "serve",
    "settings",
    "user list",
    "verify",
}
"""What changes nothing. serve stores what people answer, which is kept without who it was."""

ON_EVERYTHING = ("--role", "head", "--everywhere")
CHANGING = {
    "code reissue": (("code", "reissue", "18073-1"), "code.reissue"),
    "code revoke": (("code", "revoke", "{code}"), "code.revoke"),
    "kiosk add": (("kiosk", "add", "18073-1"), "kiosk.add"),
    "kiosk code": (("kiosk", "code", "K1"), "kiosk.code"),
    "kiosk move": (("kiosk", "move", "K1", "18073-2"), "kiosk.move"),
    "kiosk pin": (("kiosk", "pin", "K1"), "kiosk.pin"),
    "kiosk revoke": (("kiosk", "revoke", "K1"), "kiosk.revoke"),
    "load counters": (("load", "counters", "{file}"), "file.load"),
    "load fields": (("load", "fields", "{file}"), "file.load"),
    "load offices": (("load", "offices", "{file}"), "file.load"),
    "load targets": (("load", "targets", "{file}"), "file.load"),
    "load volumes": (("load", "volumes", "{file}"), "file.load"),
    "set-aside": (("set-aside", "{response}", "--reason", "Gửi nhiều lần"), "response.set-aside"),
    "user add": (("user", "add", "binh", *ON_EVERYTHING), "user.link"),
    "user close": (("user", "close", "an"), "user.close"),
    "user forget-second-step": (("user", "forget-second-step", "an"), "user.second-step-off"),
    "user grant": (("user", "grant", "an", *ON_EVERYTHING), "user.grant"),
    "user link": (("user", "link", "an"), "user.link"),
    "user reopen": (("user", "reopen", "gone"), "user.reopen"),
    "user revoke": (("user", "revoke", "an", "--role", "auditor", "--everywhere"), "user.revoke"),
    "user untie": (("user", "untie", "an"), "user.single-sign-on-off"),
    "user unlock": (("user", "unlock", "an"), "user.unlock"),
}
"""What to type, and what the newest entry of the log says of it then."""
ON_NOTHING = {"demo", "migrate"}
"""What changes a database without offices, or without tables."""
SENDING = {"notify"}
"""What changes something only where a server takes messages: tests/summaries/test_notify.py."""
FILES = {
    "counters": """number,name,place,place_name,office,fields,questionnaire
18073-3,Quầy 3,moi,Trung tâm mới,so-x,dat,one-stop""",
    "fields": "kind,code,name_vi,name_en\nfield,cho,Chợ,Markets",
    "offices": "code,name,kind\nso-y,Sở Y,department",
    "targets": "scope,scope_name,measure,people,organisations,first_year,last_year,"
    "comparator,threshold,document\nx,Tỉnh X,transaction,yes,yes,2026,2026,>=,90,Kế hoạch 1",
    "volumes": "office,field,quarter,received,settled\nso-x,dat,2026-Q3,12,12",
}


def every_command(command=cli, *above):
    if not isinstance(command, click.Group):
        yield " ".join(above)
        return
    for name, under in command.commands.items():
        yield from every_command(under, *above, name)


def test_every_command_is_known_to_read_or_to_change():
    assert set(every_command()) == READING | CHANGING.keys() | ON_NOTHING | SENDING


@pytest.fixture
def newest(session):
    """What the newest entry of the log says: who, in which role, did what."""

    def newest():
        session.rollback()
        entries = select(LogEntry.actor_id, LogEntry.role, LogEntry.action)
        return session.execute(entries.order_by(LogEntry.number.desc()).limit(1)).one_or_none()

    return newest


@pytest.fixture
def words(make, tmp_path, request):
    """What to type for a command, with one of everything there."""
    office = make.office(code="so-x")
    counter = make.counter([make.field(code="dat")], office, number="18073-1")
    make.counter(office=office, number="18073-2")
    register.add(make.session, counter, make.clock())
    user = make.user("auditor", name="an", totp="sealed", totp_since=make.clock())
    make.tie(user)
    make.user("head", name="gone", closed_at=make.clock())
    given = {"code": counter.code, "response": make.response(counter), "file": tmp_path / "x.csv"}

    def words(command):
        kind = command.split()[-1]
        given["file"].write_text(FILES.get(kind, ""), encoding="utf-8")
        return [word.format(**given) for word in CHANGING[command][0]]

    return words


@pytest.mark.parametrize("command", CHANGING)
def test_what_it_changes_stands_in_the_log(run, words, newest, command):
    assert newest() is None
    result = run(*words(command))
    assert result.exit_code == 0, result.stderr
    assert newest() == (None, None, CHANGING[command][1])


def test_a_demonstration_stands_in_the_log(run, session):
    assert run("demo", "--responses", "1").exit_code == 0
    actions = session.scalars(select(LogEntry.action).order_by(LogEntry.number)).all()
    assert actions == ["demonstration.make", *["user.add"] * 4]


def test_a_migration_stands_in_the_log(tmp_path, clock):
    """The same on both databases; a new one of SQLite's is a file that is not there yet."""
    app = create_app(settings_for(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path), clock)
    runner = app.test_cli_runner()
    assert runner.invoke(cli, ["migrate"]).exit_code == 0
    with app.app_context():
        actions = db.session.scalars(select(LogEntry.action)).all()
        db.session.remove()
        db.engine.dispose()
    assert actions == ["installation.migrate"]


def test_the_log_says_where_a_tablet_went_and_no_secret(run, words, session):
    region = session.scalars(select(Office).filter_by(code="so-x")).one()
    for command in ("code", "pin"):
        assert run("kiosk", command, "K1").exit_code == 0
    run(*words("kiosk move"))
    entries = session.scalars(select(LogEntry).order_by(LogEntry.number)).all()
    assert [(e.key, e.office_id, e.before, e.after) for e in entries] == [
        ("K1", region.id, {}, {}),
        ("K1", region.id, {}, {}),
        ("K1", region.id, {"counter": "18073-1"}, {"counter": "18073-2"}),
    ]


def test_a_move_between_offices_concerns_what_has_both_under_it(run, make, session):
    top = make.office()
    ours, theirs = make.office(parent=top), make.office(parent=top)
    register.add(session, make.counter(office=ours), make.clock())
    session.commit()
    there = make.counter(office=theirs)
    assert run("kiosk", "move", "K1", there.number).exit_code == 0
    assert session.scalars(select(LogEntry.office_id)).all() == [top.id]


def test_what_a_command_for_tablets_did_not_do_does_not_stand_in_the_log(run, make, newest):
    counter = make.counter()
    register.add(make.session, counter, make.clock())
    make.session.commit()
    assert run("kiosk", "move", "K1", counter.number).exit_code == 0
    for refused in (("add", "nowhere"), ("code", "K9"), ("pin", "K9"), ("move", "K1", "nowhere")):
        assert run("kiosk", *refused).exit_code == 1
    assert newest() is None
