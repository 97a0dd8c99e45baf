"""A demonstration that is filled once, and answers drawn anew."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from survey import demo
from survey.database import engine_options
from survey.demo.answers import submissions, working_days
from survey.demo.sources import sources
from survey.periods import local_day

SEED = 7
NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def filled(empty_sqlite, tmp_path_factory):
    """A demonstration with three hundred answers, which tests only read."""
    file = tmp_path_factory.mktemp("demonstration") / "filled.sqlite3"
    shutil.copy(empty_sqlite, file)
    engine = create_engine(f"sqlite:///{file}", **engine_options(f"sqlite:///{file}"))
    with Session(engine) as session:
        list(demo.fill(session, NOW, SEED, 300))
        yield session
    engine.dispose()


@pytest.fixture
def invented(filled):
    """Draws answers for the offices of the demonstration."""

    def invented(number, seed=SEED):
        days = working_days(local_day(NOW))
        return list(submissions(sources(filled, seed), seed, days, number))

    return invented
