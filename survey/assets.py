"""Static files, under addresses that change with their content and may be kept for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for

A_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    """Give templates `asset(filename)`, and let browsers keep what it leads to."""
    folder = Path(app.static_folder or "")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR

    def asset(filename: str) -> str:
        return url_for("static", filename=filename, v=_digest(folder / filename))

    app.add_template_global(asset)


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
