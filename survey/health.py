"""Whether the process lives, and whether it can serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from survey.database import db
from survey.schema import is_ready, newest_revision

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return {"status": "alive"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database answers and has this program's tables."""
    if is_ready(db.session(), newest_revision()):
        return {"status": "ready"}
    return {"status": "the database does not answer or is not migrated"}, 503
