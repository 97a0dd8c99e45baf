"""The command that serves."""

from __future__ import annotations

import os
import sys

import click
from flask import Flask
from flask.cli import ScriptInfo

from survey import settings
from survey.commands.ready import with_database
from survey.database import db

THREADS = 4
"""Of each worker: a phone with a weak signal holds one while it sends."""


@click.command("serve")
@click.option("--host", help="The address to serve on; HOST if it is not given.")
@click.option("--port", type=int, help="The port to serve on; PORT if it is not given.")
@click.option("--workers", type=int, help="How many processes; WORKERS if it is not given.")
@click.pass_obj
def serve_command(
    info: ScriptInfo, host: str | None, port: int | None, workers: int | None
) -> None:
    """Serve the application. No request is logged: an address belongs to a person."""
    chosen = settings.read({**os.environ, **_given(HOST=host, PORT=port, WORKERS=workers)})
    os.environ.update(_given(HOST=chosen.host, PORT=chosen.port))
    _try_database()
    click.echo(f"Serving on http://{chosen.host}:{chosen.port}")
    sys.stdout.flush()
    _serve(
        info.load_app(),
        {
            "bind": f"{chosen.host}:{chosen.port}",
            "workers": chosen.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 30,
            "loglevel": "warning",
            "control_socket_disable": True,
            "preload_app": True,  # Workers begin at once and share the program; nothing is open.
        },
    )


def _serve(app: Flask, settings: dict[str, object]) -> None:
    """Become the server, in this process: another would read the whole program once more."""
    from gunicorn.app.base import BaseApplication

    class Served(BaseApplication):
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Served().run()


@with_database
def _try_database() -> None:
    """Refuse here what every worker would refuse, again and again, in a log."""
    db.session.remove()
    db.engine.dispose()


def _given(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}
