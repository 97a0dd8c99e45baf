"""Whether the process lives, and whether it can serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from survey.database import db
from survey.schema import OtherTables, check_tables

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return {"status": "alive"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database answers and has this program's tables. Where it is, is nobody's business."""
    try:
        check_tables(db.session())
    except OtherTables as reason:
        return {"status": f"the database {reason}"}, 503
    except SQLAlchemyError:
        db.session.rollback()
        return {"status": "the database does not answer"}, 503
    return {"status": "ready"}
