"""`python -m bench`: everything measured, a JSON line each."""

import json
from collections.abc import Iterable
from typing import Any

import click

from bench import report, reports, submissions
from bench.servers import COMMANDS


@click.group(invoke_without_command=True)
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure everything, or one thing."""
    if context.invoked_subcommand is None:
        context.invoke(submissions_command)
        context.invoke(tally_command)
        context.invoke(page_command)
        context.invoke(files_command)


@bench.command("submissions")
@click.option("--database", "names", multiple=True, default=("sqlite", "postgresql"))
@click.option("--server", "servers", multiple=True, default=tuple(COMMANDS))
def submissions_command(names: tuple[str, ...], servers: tuple[str, ...]) -> None:
    """Durable submissions a second, over bare inserts."""
    _print(submissions.run(names, servers))


@bench.command("tally")
@click.option("--few", default=20_000)
@click.option("--many", default=2_000_000)
def tally_command(few: int, many: int) -> None:
    """The counts of a quarter, with few responses and with many."""
    _print(report.run(few, many))


@bench.command("page")
@click.option("--few", default=20_000)
@click.option("--many", default=2_000_000)
def page_command(few: int, many: int) -> None:
    """The page of a province's report, with few responses and with many."""
    _print(reports.pages(few, many))


@bench.command("files")
@click.option("--database", "names", multiple=True, default=("sqlite", "postgresql"))
@click.option("--format", "form", default="pdf")
@click.option("--responses", default=20_000)
def files_command(names: tuple[str, ...], form: str, responses: int) -> None:
    """The reports of 300 offices as files."""
    _print(reports.files(names, form, responses))


def _print(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))


bench()
