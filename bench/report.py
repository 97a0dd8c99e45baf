"""How long the counts of a province's quarter take, with few responses and with many."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from bench.databases import NOW, answer, application, databases, fill
from survey import tally
from survey.database import db
from survey.models import question_counts
from survey.periods import Period, local_day, quarter_of

ROUNDS = 7

TABLES = {
    "questions": tally.questions,
    "factors": tally.factors,
    "indices": tally.indices,
    "days": tally.days,
}


def run(few: int, many: int) -> Iterator[dict[str, Any]]:
    """A line for each table and one for all: the same offices and quarter, asked in turn."""
    period = quarter_of(local_day(NOW))
    with databases(["sqlite"]) as small, databases(["sqlite"]) as large:
        apps = [application(small["sqlite"]), application(large["sqlite"])]
        for app, responses in zip(apps, (few, many), strict=True):
            fill(app, responses=1)
            answer(app, _working_days(period), responses)
        seconds: dict[str, list[list[float]]] = {name: [[], []] for name in TABLES}
        for _ in range(ROUNDS):
            for name in TABLES:
                for n, app in enumerate(apps):
                    seconds[name][n].append(_timed(app, name, period))
        lines = {name: [median(times) for times in pair] for name, pair in seconds.items()}
        lines["all"] = [sum(pair[n] for pair in lines.values()) for n in (0, 1)]
        rows = [_rows(app) for app in apps]
        for name, (less, more) in lines.items():
            yield {
                "bench": "tally",
                "table": name,
                "responses": [few, many],
                "rows_of_question_counts": rows,
                "ms": [round(less * 1000, 1), round(more * 1000, 1)],
                "ratio": round(more / less, 2),
            }


def _timed(app: Flask, name: str, period: Period) -> float:
    with app.app_context():
        session = db.session()
        started = time.perf_counter()
        TABLES[name](session, period)
        return time.perf_counter() - started


def _rows(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count()).select_from(question_counts)) or 0)


def _working_days(period: Period) -> list[Any]:
    days = [period.start + timedelta(days=n) for n in range((period.end - period.start).days)]
    return [day for day in days if day.weekday() < 5]
