"""What tablets ask the server and send it: JSON in, JSON out, opened by a credential."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from kiosk import pairing
from kiosk.allowance import admit, cost
from kiosk.clocks import milliseconds
from kiosk.content import Content, Manner, content_of, keep, must_be_kept
from kiosk.credentials import Tablet, TakenCredential, follow, tablet_with, take_over
from kiosk.heartbeats import InForce, hear
from kiosk.keys import CREDENTIAL
from kiosk.sent import NoJson, number, read
from kiosk.sync import MOST_ENTRIES, Batch, take
from kiosk.version import app_version
from survey.access import PUBLIC
from survey.database import db, reading
from survey.failures import log_failure
from survey.turns import writing

bp = Blueprint("kiosk", __name__, url_prefix="/kiosk")

ERRORS = {
    400: "bad-request",
    401: "not-paired",
    413: "too-large",
    500: "try-again",
    503: "try-again",
}
PAUSE = 30
"""Seconds after which a tablet may try a database again that refused."""


@bp.before_request
def _ask() -> None:
    """Every page here needs a tablet's credential, unless it is public."""
    if request.endpoint not in PUBLIC:
        g.tablet = _tablet() or abort(HTTPStatus.UNAUTHORIZED)


def _tablet() -> Tablet | None:
    """The tablet whose credential the request shows."""
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not _is_credential(shown.token or ""):
        return None
    with reading(db.engine) as connection:
        tablet = tablet_with(connection, shown.token or "")
    if tablet and tablet.is_by_next:
        with writing(db.engine) as transaction:
            take_over(transaction, shown.token or "", _now())
    return tablet


@bp.post("/pair")
def pair() -> ResponseReturnValue:
    """Take the credential that a tablet made, if it knows the code that staff were given."""
    sent = _sent()
    code, credential = sent.get("code"), sent.get("credential")
    if not (isinstance(code, str) and isinstance(credential, str) and _is_credential(credential)):
        abort(HTTPStatus.BAD_REQUEST)
    secret = current_app.config["SECRET_KEY"]
    with writing(db.engine) as transaction:
        paired = pairing.pair(transaction, code, credential, secret, _now())
    if isinstance(paired, pairing.TooMany):
        return _too_many(paired.retry_after)
    if paired is None:
        return _say(error="wrong-code"), HTTPStatus.NOT_FOUND
    return _say(kiosk=paired)


@bp.get("/content")
def content() -> ResponseReturnValue:
    """What the tablet shows at its counter."""
    shown = _content()
    return _say(content=shown.sent, digest=shown.digest)


@bp.post("/heartbeat")
def heartbeat() -> ResponseReturnValue:
    """Hear how the tablet does, and tell it what it should show and run, and whether to renew."""
    sent, in_force = _sent(), InForce(_content().digest, app_version())
    with writing(db.engine) as transaction:
        hear(transaction, g.tablet, sent, in_force, _now())
    renew = g.tablet.should_renew(_now())
    return _say(content=in_force.content, version=in_force.version, renew=renew)


@bp.post("/credential")
def credential() -> ResponseReturnValue:
    """Take the credential that will follow, from when it is used for the first time."""
    following = _sent().get("next")
    if not isinstance(following, str) or not _is_credential(following):
        abort(HTTPStatus.BAD_REQUEST)
    with writing(db.engine) as transaction:
        follow(transaction, g.tablet, following)
    return _say()


@bp.post("/responses")
def responses() -> ResponseReturnValue:
    """A batch of answers in, and for each whether it is stored now, was before, or never can be."""
    sent = _sent()
    entries = sent.get("entries")
    if not isinstance(entries, list):
        abort(HTTPStatus.BAD_REQUEST)
    if len(entries) > MOST_ENTRIES:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    wanted = cost(len(entries), len(request.get_data()))
    with writing(db.engine) as transaction:
        seconds = admit(transaction, g.tablet.id, wanted, _now())
    if seconds is not None:
        return _too_many(seconds)
    _content()  # After a backup was restored, what the tablet shows may not be known any more.
    batch = Batch(g.tablet, entries, number(sent.get("sent_at")), _now())
    return _say(verdicts=take(db.engine, batch))


def _content() -> Content:
    """What the tablet shows now, remembered, since answers will name it."""
    with reading(db.engine) as connection:
        shown = content_of(connection, g.tablet, _manner(), _now())
        is_new = must_be_kept(connection, shown)
    if is_new:
        with writing(db.engine) as transaction:
            keep(transaction, shown, _now())
    return shown


def _manner() -> Manner:
    config = current_app.config
    return Manner(config["KIOSK_IDLE_SECONDS"], config["COMPLAINTS_URL"], config["SECRET_KEY"])


@bp.errorhandler(HTTPException)
def _refuse(error: HTTPException) -> ResponseReturnValue:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {"WWW-Authenticate": "Bearer"} if code == HTTPStatus.UNAUTHORIZED else {}
    return _say(error=ERRORS.get(code, "bad-request")), code, headers


@bp.errorhandler(TakenCredential)
def _refuse_taken(_: TakenCredential) -> ResponseReturnValue:
    return _say(error=ERRORS[HTTPStatus.BAD_REQUEST]), HTTPStatus.BAD_REQUEST


@bp.errorhandler(SQLAlchemyError)
def _database_refuses(error: SQLAlchemyError) -> ResponseReturnValue:
    log_failure(error)
    reply = _say(error=ERRORS[HTTPStatus.SERVICE_UNAVAILABLE])
    return reply, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(PAUSE)}


def _too_many(seconds: int) -> ResponseReturnValue:
    reply = _say(error="too-many", retry_after=seconds)
    return reply, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(seconds)}


def _say(**words: Any) -> Response:
    """A reply. Each one tells the tablet what time it is."""
    reply = jsonify(now=milliseconds(_now()), **words)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _sent() -> dict[str, Any]:
    """The JSON object that was sent."""
    try:
        sent = read(request.get_data())
    except NoJson:
        abort(HTTPStatus.BAD_REQUEST)
    return sent if isinstance(sent, dict) else abort(HTTPStatus.BAD_REQUEST)


def _is_credential(text: str) -> bool:
    return CREDENTIAL.fullmatch(text) is not None


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment
