"""How long a province's report takes: what its page is made of, and 300 files of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from analysis.report import tell
from bench.databases import NOW, application, databases
from bench.province import fill_province
from survey.commands.presses import Order, press
from survey.database import db
from survey.documents.blocks import Picture, Section
from survey.documents.document import document
from survey.hours import read_hours
from survey.reporting import scopes
from survey.reporting.collecting import Request, collect
from survey.reporting.scopes import Scope
from survey.reporting.spans import Span

SPAN = Span.parse("2026Q4")
HOURS = read_hours("1-5 07:30-11:30, 1-5 13:30-17:00")
ROUNDS = 7
OFFICES = 300
LONGEST = 180
"""Seconds for 300 files."""

Line = dict[str, Any]
Steps = dict[str, float]


def pages(few: int, many: int) -> Iterator[Line]:
    """A line for each step and one for all, with few responses and with many, asked in turn."""
    with databases(["sqlite"]) as small, databases(["sqlite"]) as large:
        apps = [application(small["sqlite"]), application(large["sqlite"])]
        for app, responses in zip(apps, (few, many), strict=True):
            fill_province(app, responses)
        rounds = [[_page(app) for app in apps] for _ in range(1 + ROUNDS)][1:]
        for step in rounds[0][0]:
            less, more = (median(each[n][step] for each in rounds) for n in (0, 1))
            yield {
                "bench": "report page",
                "step": step,
                "responses": [few, many],
                "ms": [round(less * 1000, 1), round(more * 1000, 1)],
                "ratio": round(more / less, 2),
                "load": _load(),
            }


def files(names: tuple[str, ...], form: str, responses: int) -> Iterator[Line]:
    """A line for each database: the report of a province of 300 offices, and of each of them."""
    with databases(names) as environments:
        for name, environment in environments.items():
            app = application(environment)
            fill_province(app, responses, OFFICES)
            with app.app_context():
                session = db.session()
                wanted = _scopes(session)
                started = time.perf_counter()
                order = Order(SPAN, NOW, HOURS, form, "vi")
                made = sum(1 for _ in press(environment["DATABASE_URL"], order, wanted, session))
                seconds = time.perf_counter() - started
            yield {
                "bench": "report files",
                "database": name,
                "format": form,
                "files": made,
                "processes": os.cpu_count(),
                "seconds": round(seconds, 1),
                "ratio": round(seconds / LONGEST, 2),
                "load": _load(),
            }


def _page(app: Flask) -> Steps:
    """What a server does for a page, of which one measure is read: the seconds of each step."""
    with app.app_context():
        moments = [time.perf_counter()]
        session = db.session()
        scope = scopes.province(session, SPAN.period)
        facts = collect(session, Request(scope, SPAN, NOW, HOURS))
        moments.append(time.perf_counter())
        report = tell(facts)
        moments.append(time.perf_counter())
        told = document(report, "vi")
        moments.append(time.perf_counter())
        for picture in _pictures(told.sections[0]):
            picture.draw().svg()
        moments.append(time.perf_counter())
    steps = ("figures", "what they mean", "words", "charts")
    spent = [after - before for before, after in pairwise(moments)]
    return {**dict(zip(steps, spent, strict=True)), "all": moments[-1] - moments[0]}


def _pictures(section: Section) -> Iterator[Picture]:
    yield from (block for block in section.blocks if isinstance(block, Picture))
    for under in section.sections:
        yield from _pictures(under)


def _scopes(session: Session) -> Sequence[Scope]:
    whole = scopes.province(session, SPAN.period)
    return [whole, *scopes.alone(session, whole.offices)]


def _load() -> float:
    """How busy the machine is: with other work, absolute figures say little."""
    return round(os.getloadavg()[0], 1)
