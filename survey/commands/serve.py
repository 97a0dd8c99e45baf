"""The command that serves."""

from __future__ import annotations

import os
import sys

import click

from survey import settings
from survey.commands.ready import with_database
from survey.database import db

THREADS = 4
"""Of each worker: a phone with a weak signal holds one while it sends."""


@click.command("serve")
@click.option("--host", help="The address to serve on; HOST if it is not given.")
@click.option("--port", type=int, help="The port to serve on; PORT if it is not given.")
@click.option("--workers", type=int, help="How many processes; WORKERS if it is not given.")
def serve_command(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the application. No request is logged: an address belongs to a person."""
    chosen = settings.read({**os.environ, **_given(HOST=host, PORT=port, WORKERS=workers)})
    os.environ.update(_given(HOST=chosen.host, PORT=chosen.port))
    _try_database()
    arguments = {
        "--bind": f"{chosen.host}:{chosen.port}",
        "--workers": chosen.workers,
        "--worker-class": "gthread",
        "--threads": THREADS,
        "--keep-alive": 30,
        "--log-level": "warning",
    }
    click.echo(f"Serving on http://{chosen.host}:{chosen.port}")
    given = [str(part) for pair in arguments.items() for part in pair]
    sys.stdout.flush()
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "--no-control-socket",
        "--preload",  # Workers begin at once and share what the program is; no connection is open.
        *given,
        "survey.app:create_app()",
    ]
    os.execv(sys.executable, gunicorn)  # noqa: S606 our own interpreter and our own words


@with_database
def _try_database() -> None:
    """Refuse here what every worker would refuse, again and again, in a log."""
    db.session.remove()
    db.engine.dispose()


def _given(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}
