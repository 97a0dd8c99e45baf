"""What stands in the addresses of pages."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1
"""Of an identifier in PostgreSQL. SQLite would take 64 bits, and fail at more."""


class Identifier(IntegerConverter):
    """A number that a database can hold: every `<int:…>` is one, without saying so."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **{"max": LARGEST, **options})


def init_app(app: Flask) -> None:
    """Take the place of Werkzeug's own kind, which knows no largest number."""
    app.url_map.converters["int"] = Identifier
