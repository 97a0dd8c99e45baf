"""Reports as files, made by several processes at once that only read."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from sqlite3 import Connection as FileConnection
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from analysis.words import Language
from survey.database import engine_options
from survey.editions import copies, kept
from survey.editions.copies import Copy
from survey.hours import Hours
from survey.models import Edition
from survey.reporting.collecting import Request
from survey.reporting.scopes import Scope
from survey.reporting.spans import Span
from survey.verify import snapshot

A_FEW = 4
"""So many reports are made sooner than another process has read the program."""


@dataclass(frozen=True)
class Order:
    """What is made of each report."""

    span: Span
    now: datetime
    hours: Hours
    form: str
    language: Language
    edition: int | None = None
    draft: bool = False
    """Even of what has been published."""


@dataclass(frozen=True)
class File:
    """What came of it."""

    name: str
    content: bytes
    edition: int | None


def press(
    url: str, order: Order, scopes: Sequence[Scope], session: Session
) -> Generator[File, None, None]:
    """The files of reports, in their order; those that have no such edition are left out."""
    if len(scopes) <= A_FEW:
        files: Iterator[File | None] = (made(session, order, scope) for scope in scopes)
    else:
        session.rollback()
        files = _at_once(url, order, scopes)
    yield from (file for file in files if file is not None)


def made(session: Session, order: Order, scope: Scope) -> File | None:
    """The file of one report; nothing if there is no such edition."""
    with snapshot(session):
        copy = _copy(session, order, scope)
        if copy is None:
            return None
        number = copy.edition.number if copy.edition else None
        name = copy.name(order.form, order.language)
        return File(name, copy.file(order.form, order.language), number)


def _copy(session: Session, order: Order, scope: Scope) -> Copy | None:
    edition = None if order.draft else _edition(session, order, scope)
    if edition is not None:
        return copies.published(session, scope, edition)
    if order.edition is not None:
        return None
    return copies.draft(session, Request(scope, order.span, order.now, order.hours))


def _edition(session: Session, order: Order, scope: Scope) -> Edition | None:
    """The one that is asked for, else the newest."""
    if order.edition is None:
        return kept.latest(session, scope, order.span)
    editions = kept.editions(session, scope, order.span)
    return next((each for each in editions if each.number == order.edition), None)


def _at_once(url: str, order: Order, scopes: Sequence[Scope]) -> Iterator[File | None]:
    """By as many processes as there are processors. They begin anew instead of being forked: a
    connection, and the threads of libraries, cannot be taken along."""
    processes = min(os.cpu_count() or 1, len(scopes))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin)
    try:
        yield from pool.map(partial(_made_apart, url, order), scopes)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave it to the command to be interrupted, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _made_apart(url: str, order: Order, scope: Scope) -> File | None:
    with Session(_engine(url)) as session:
        return made(session, order, scope)


@cache
def _engine(url: str) -> Engine:
    """One of this process, through which nothing is written."""
    engine = create_engine(
        url, **engine_options(url), execution_options={"postgresql_readonly": True}
    )
    event.listen(engine, "connect", _only_read)
    return engine


def _only_read(connection: Any, _: Any) -> None:
    if isinstance(connection, FileConnection):
        connection.execute("PRAGMA query_only = ON")
