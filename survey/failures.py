"""What a person sees, and what the log says, when something goes wrong."""

from __future__ import annotations

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from survey.database import db

log = logging.getLogger("survey")

EXPLAINED = {
    "errors/page.html": (400, 404, 405, 410, 413, 500, 503),
    "errors/staff.html": (400, 403, 404, 405, 413, 500, 503),
}


def init_app(app: Flask) -> None:
    """Answer every failure with a page in the reader's language."""

    def http_page(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if error.response is not None or code < 400:
            return error.get_response()
        return _page(code), code, _headers(error)

    def database_page(error: SQLAlchemyError) -> ResponseReturnValue:
        log_failure(error)
        db.session.rollback()
        return _page(503), 503, [("Retry-After", "30")]

    app.register_error_handler(HTTPException, http_page)
    app.register_error_handler(SQLAlchemyError, database_page)


def log_failure(error: SQLAlchemyError) -> None:
    """Log the kind of failure only: a driver's message may quote what a person wrote."""
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", "")
    log.error("The database failed: %s %s", type(cause).__name__, state)


def _page(code: int) -> str:
    is_staff = request.path.startswith("/staff/")
    template = "errors/staff.html" if is_staff else "errors/page.html"
    return render_template(template, code=code if code in EXPLAINED[template] else 400)


def _headers(error: HTTPException) -> list[tuple[str, str]]:
    """What the answer must say besides the page, such as which methods are allowed."""
    return [pair for pair in error.get_headers() if pair[0].lower() != "content-type"]
