"""Databases to measure on: migrated, with the demonstration's offices, durable as in production."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text

from survey import demo, schema, settings
from survey.app import create_app
from survey.bulk import store_many
from survey.database import db
from survey.demo.answers import submissions
from survey.demo.sources import sources
from tests import postgres

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
A_FEW = 500

Environment = dict[str, str]


@contextlib.contextmanager
def databases(names: Sequence[str]) -> Iterator[dict[str, Environment]]:
    """The environment that leads to each of these databases, which are empty."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="thuocdo-bench-")))
        urls = {"sqlite": f"sqlite:///{folder}/bench.sqlite3"}
        if "postgresql" in names:
            server = stack.enter_context(postgres.server(settings=()))
            engine = create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text("CREATE DATABASE bench"))
            engine.dispose()
            urls["postgresql"] = f"{server}bench"
        yield {name: environment(urls[name], folder) for name in names}


def environment(url: str, folder: Path) -> Environment:
    return {
        "DATABASE_URL": url,
        "SECRET_KEY": "k" * 40,
        "INSTANCE": str(folder),
    }


def application(variables: Environment) -> Flask:
    return create_app(settings.read(variables))


def fill(app: Flask, responses: int = A_FEW) -> None:
    """Migrate, and put the demonstration's offices and some answers in."""
    with app.app_context():
        schema.migrate(db.session(), NOW)
        for _ in demo.fill(db.session(), NOW, responses=responses):
            pass


def answer(app: Flask, days: Sequence[date], responses: int) -> None:
    """So many more answers on these days, by the loader's own path."""
    with app.app_context():
        session = db.session()
        here = sources(session, demo.SEED)
        for _ in store_many(session, submissions(here, responses, days, responses)):
            pass
