"""`thuocdo report`: reports as files, of one office, of a part of the tree, or of all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy.orm import Session

from survey.commands.presses import File, Order, press
from survey.commands.ready import with_database
from survey.database import db
from survey.editions.copies import EXTENSIONS
from survey.editions.kept import BrokenEdition
from survey.periods import local_day
from survey.reporting import scopes
from survey.reporting.scopes import NoScope, Scope
from survey.reporting.spans import BadSpan, Span

DIED = "A process that made reports was ended from outside: is there too little memory?"


@click.command("report")
@click.argument("span")
@click.option("--office", metavar="CODE", help="The report of this office alone.")
@click.option(
    "--under",
    metavar="CODE",
    help="The report of this office with all below it, and of each of them alone.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(EXTENSIONS)),
    default="pdf",
    show_default=True,
    help="csv: a ZIP with a file for each table; json: the figures themselves.",
)
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where the files go; the current folder if it is not given.",
)
@click.option("--edition", type=click.IntRange(min=1), help="Only what has such an edition.")
@click.option("--draft", is_flag=True, help="As it is known now, whatever has been published.")
@with_database
def report_command(span: str, *, folder: Path, **asked: Any) -> None:
    """Write the reports of SPAN into files: the province's and that of each office, or of some.

    SPAN is a quarter (2026Q3), half a year (2026H1, 2026H2), nine months (2026M9) or a year (2026).
    The newest edition of each report is written, or a draft of what is known now if none was
    published. Files that are there are replaced.
    """
    _check(asked, "office", "under")
    _check(asked, "edition", "draft")
    order = _order(span, asked)
    wanted = _scopes(db.session(), order.span, asked["office"], asked["under"])
    folder.mkdir(parents=True, exist_ok=True)
    click.echo(_told(_written(order, wanted, folder), order, folder))


def _check(asked: Mapping[str, Any], one: str, other: str) -> None:
    if asked[one] and asked[other]:
        raise click.UsageError(f"Give --{one} or --{other}, not both.")


def _order(span: str, asked: Mapping[str, Any]) -> Order:
    now, hours = current_app.config["CLOCK"](), current_app.config["KIOSK_HOURS"]
    chosen = {name: asked[name] for name in ("form", "language", "edition", "draft")}
    return Order(_begun(span), now, hours, **chosen)


def _begun(word: str) -> Span:
    try:
        span = Span.parse(word)
    except BadSpan as reason:
        raise click.ClickException(f"{reason}: try 2026Q3, 2026H1, 2026M9 or 2026.") from None
    starts = span.period.start
    if starts > local_day(current_app.config["CLOCK"]()):
        raise click.ClickException(f"{word} has not begun: its first day is {starts:%d/%m/%Y}.")
    return span


def _scopes(session: Session, span: Span, office: str | None, under: str | None) -> Sequence[Scope]:
    """The one with most offices first: it takes longest."""
    try:
        if office is not None:
            return [scopes.office(session, office)]
        whole = (
            scopes.province(session, span.period)
            if under is None
            else scopes.part(session, under, span.period)
        )
    except NoScope as reason:
        raise click.ClickException(f"{reason}.") from None
    return [whole, *scopes.alone(session, whole.offices)]


def _written(order: Order, wanted: Sequence[Scope], folder: Path) -> Sequence[File]:
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    done = []
    try:
        with closing(press(url, order, wanted, db.session())) as files:
            for file in _watched(files, len(wanted)):
                put(folder / file.name, file.content)
                done.append(File(file.name, b"", file.edition))
    except BrokenEdition as reason:
        raise click.ClickException(str(reason)) from None
    except BrokenProcessPool:
        raise click.ClickException(DIED) from None
    return done


def _watched(files: Iterator[File], number: int) -> Iterator[File]:
    """The files, with a bar that grows, unless nobody looks."""
    nobody = not sys.stderr.isatty()
    with click.progressbar(
        files, length=number, label="Reports", file=sys.stderr, hidden=nobody
    ) as bar:
        yield from bar


def put(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what is there as it was."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        beside.unlink(missing_ok=True)


def _told(done: Sequence[File], order: Order, folder: Path) -> str:
    if not done:
        raise click.ClickException(f"None of these reports has an edition {order.edition}.")
    drafts = sum(file.edition is None for file in done)
    return f"{folder}: {len(done)} × {order.form}, {drafts} of them drafts."
