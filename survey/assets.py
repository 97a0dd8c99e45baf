"""Static files, under addresses that change with their content and may be kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

FOREVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Give templates `asset(filename)`, and let browsers keep what it leads to."""
    folder = Path(app.static_folder or "")

    def asset(filename: str) -> str:
        return url_for("static", filename=filename, v=_digest(folder / filename))

    app.add_template_global(asset)
    app.after_request(_keep)


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = FOREVER
    return response
