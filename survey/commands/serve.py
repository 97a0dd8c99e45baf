"""The command that serves."""

from __future__ import annotations

import click
from granian import Granian
from granian.constants import Interfaces

from survey import settings


@click.command("serve")
@click.option("--host", help="The address to serve on; HOST if it is not given.")
@click.option("--port", type=int, help="The port to serve on; PORT if it is not given.")
@click.option("--workers", type=int, help="How many processes; WORKERS if it is not given.")
def serve_command(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the application. No request is logged: an address belongs to a person."""
    chosen = settings.read()
    Granian(
        "survey.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host or chosen.host,
        port=port or chosen.port,
        workers=workers or chosen.workers,
        log_access=False,
    ).serve()
