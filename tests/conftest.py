"""What tests stand on: both databases for real, an application, and makers of what it holds."""

from __future__ import annotations

import gc
import itertools
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from babel.support import Translations
from jinja2 import BytecodeCache
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from kiosk import keys
from survey import schema, settings
from survey.accounts import passwords
from survey.app import cli, create_app
from survey.database import db, engine_options
from tests import postgres, processes
from tests.clock import Clock
from tests.emptied import Kept
from tests.makers import Makers

SECRET_KEY = "k" * 40
PUBLISHED = datetime(2020, 1, 1, tzinfo=UTC)
"""When the questionnaires that come with the product were put into the tests' databases."""

SECRETS = {
    (passwords, "HASHER"): PasswordHasher.from_parameters(CHEAPEST),
    (passwords, "DECOY"): PasswordHasher.from_parameters(CHEAPEST).hash("nobody's"),
    (keys, "PIN_ITERATIONS"): 1_000,
}
"""How passwords and PINs are hashed in tests: as outside, for a thousandth of the work."""

OUTSIDE = {(module, name): getattr(module, name) for module, name in SECRETS}

names = itertools.count()


def pytest_collection_finish():
    """What is loaded stays: no collection of garbage, at the end neither, goes through it again."""
    gc.freeze()


def pytest_unconfigure():
    gc.freeze()


def settings_for(url: str, folder: Path) -> settings.Settings:
    return settings.read(
        {
            "DATABASE_URL": url,
            "SECRET_KEY": SECRET_KEY,
            "INSTANCE": str(folder),
        }
    )


def migrated(url: str, folder: Path) -> None:
    app = create_app(settings_for(url, folder))
    with app.app_context():
        schema.migrate(db.session, PUBLISHED)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres_server():
    with postgres.server(parent=postgres.in_memory()) as address:
        yield address


@pytest.fixture(scope="session")
def empty_postgres(postgres_server, tmp_path_factory):
    """A migrated database, of which every test gets a copy."""
    _in_postgres(postgres_server, "CREATE DATABASE empty")
    migrated(f"{postgres_server}empty", tmp_path_factory.mktemp("instance"))
    return postgres_server


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sqlite")
    migrated(f"sqlite:///{folder}/empty.sqlite3", folder)
    return folder / "empty.sqlite3"


@pytest.fixture(scope="session")
def sqlite_folder():
    """In memory, where each commit is safe on the disk at once."""
    with TemporaryDirectory(prefix="thuocdo-", dir=postgres.in_memory()) as folder:
        yield Path(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of an empty, migrated database: every storage test runs on both kinds."""
    if request.param == "sqlite":
        folder = request.getfixturevalue("sqlite_folder")
        shutil.copy(request.getfixturevalue("empty_sqlite"), folder / "test.sqlite3")
        yield f"sqlite:///{folder}/test.sqlite3"
        for file in folder.iterdir():
            file.unlink()
        return
    spare = request.getfixturevalue("spare_postgres")
    kept = spare.pop() if spare else _copied(request.getfixturevalue("empty_postgres"))
    yield kept.url
    if kept.is_as_before():
        spare.append(kept)
    else:
        _dropped(kept)


@pytest.fixture(scope="session")
def spare_postgres(empty_postgres):
    """The databases that were emptied again after a test."""
    spare = []
    yield spare
    for kept in spare:
        kept.close()


def _copied(server: str) -> Kept:
    name = f"test_{next(names)}"
    _in_postgres(server, f"CREATE DATABASE {name} TEMPLATE empty{_strategy(server)}")
    return Kept(server + name)


def _dropped(kept: Kept) -> None:
    kept.close()
    server, name = kept.url.rsplit("/", 1)
    _in_postgres(f"{server}/", f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _strategy(server: str) -> str:
    """How to copy a small database quickest, which PostgreSQL before 15 does without a word."""
    engine = create_engine(f"{server}postgres")
    with engine.connect() as connection:
        version = connection.dialect.server_version_info
    engine.dispose()
    return " STRATEGY file_copy" if version >= (15,) else ""


def _in_postgres(server: str, statement: str) -> None:
    engine = create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(autouse=True, scope="session")
def _quick_secrets():
    for (module, name), value in SECRETS.items():
        setattr(module, name, value)


def known(make, key):
    """The same function, which makes a thing of each key once."""
    made = {}

    def get(*given, **named):
        which = key(*given, **named)
        if which not in made:
            made[which] = make(*given, **named)
        return made[which]

    return get


COMPILED = ("_parts", "_trace", "_converters", "_build", "_build_unknown", "arguments")


def compiled_of(make):
    """The same way of compiling the rule of an address, which compiles each once."""

    def compile_and_tell(key, rule):
        make(rule)
        return {name: vars(rule)[name] for name in COMPILED}

    compiled = known(compile_and_tell, lambda key, rule: key)

    def compile_once(rule):
        key = rule.rule, repr(rule.defaults), rule.subdomain, rule.host, rule.merge_slashes
        vars(rule).update(compiled(key, rule))

    return compile_once


def key_of_catalogue(folder, locales, domain):
    return folder, str(locales), domain


def key_of_engine(bind, options, app):
    return repr((bind, sorted(options.items())))


@pytest.fixture(autouse=True, scope="session")
def _made_once():
    """What every application, and every test has one, would make anew: the forms of addresses, the
    catalogues, and engines, which know the statements that they made before."""
    Rule.compile = compiled_of(Rule.compile)
    Translations.load = known(Translations.load, key_of_catalogue)
    db._make_engine = known(db._make_engine, key_of_engine)


@cache
def engine_beside(url: str) -> Engine:
    return create_engine(url, **engine_options(url))


@pytest.fixture
def real_secrets(monkeypatch):
    """Passwords and PINs are hashed as outside of tests."""
    for (module, name), value in OUTSIDE.items():
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def clock():
    """The time that the application believes it is: 20 October 2026, nine in the morning."""
    return Clock(datetime(2026, 10, 20, 2, 0, tzinfo=UTC))


class Compiled(BytecodeCache):
    """Templates that were compiled in this process."""

    def __init__(self):
        self.code = {}

    def load_bytecode(self, bucket):
        bucket.code = self.code.get(bucket.key)

    def dump_bytecode(self, bucket):
        self.code[bucket.key] = bucket.code


@pytest.fixture(scope="session")
def compiled_templates():
    """Every test has an application of its own, and all of them the same templates."""
    return Compiled()


@pytest.fixture
def application(database_url, tmp_path, clock, compiled_templates):
    """Makes the application, with some settings other than a test usually has."""
    made = []

    def application(**settings):
        app = create_app(replace(settings_for(database_url, tmp_path), **settings), clock)
        app.jinja_env.bytecode_cache = compiled_templates
        app.testing = True
        made.append(app)
        return app

    yield application
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(application):
    return application()


@pytest.fixture
def on_connecting(app):
    """Have something done to each connection that the application opens from now on."""
    with app.app_context():
        engine = db.engine
    said = []

    def listen(act):
        said.append(act)
        event.listen(engine, "connect", act)

    yield listen
    for act in said:
        event.remove(engine, "connect", act)


@pytest.fixture
def session(database_url):
    """A session beside the application's own, to prepare a test and to look at what it did."""
    engine = engine_beside(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def run(app):
    """Run `thuocdo` with these arguments."""
    return lambda *args: app.test_cli_runner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture
def program(database_url, tmp_path):
    """Begin `thuocdo` with these arguments in a process of its own."""
    environment = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "INSTANCE": str(tmp_path),
    }

    def begin(*words):
        said = tmp_path / f"said-{next(names)}"
        warned = said.with_suffix(".warned")
        return processes.program(*words, environment=environment, said=said, warned=warned)

    return begin


@pytest.fixture
def make(session, clock):
    """Makers of offices, counters and responses, each with defaults for what does not matter."""
    return Makers(session, clock)
