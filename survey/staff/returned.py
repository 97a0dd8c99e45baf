"""Forms that came too late: shown once more as they were typed, and nothing stored by itself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import BytesIO

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, Unauthorized

from forms.web import translatable
from survey.access import PUBLIC, needs_sign_in, signed_in
from survey.accounts.second_step import Sealer
from survey.failures import explained
from survey.staff.refilling import filled
from survey.staff.sign_in import NOT_KEPT, SignIn, onwards

bp = Blueprint("returned", __name__, url_prefix="/staff/returned")

ENDED = translatable(
    "The session had ended, so the form that was just sent was not stored. Sign in and open the "
    "page again; the browser's Back may bring back what was typed."
)
GONE = translatable("What was typed before cannot be shown any more. Nothing was stored.")
NEVER_KEPT = frozenset({"csrf_token", "password", "again", "old", "code", "sealed"})
"""Names of what is secret in some form."""
LARGEST = 32_000
"""Bytes that are kept: sealed and sent back they are a half more, and a body may have 64 kB."""
KEPT_FOR = timedelta(hours=1)
OF_THE_POST = ("CONTENT_TYPE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "werkzeug.request")


def init_app(app: Flask) -> None:
    """Answer a form without a session, and one with the token of another."""
    app.register_error_handler(Unauthorized, _without_session)
    app.register_error_handler(CSRFError, _with_old_token)


@bp.post("")
@needs_sign_in
def show() -> ResponseReturnValue:
    """The form that somebody had sent before they signed in."""
    opened = _opened(request.form.get("kept", ""))
    page = _again(opened[0], opened[1]) if opened else None
    if page is None:
        flash(gettext(GONE), "refused")
        return redirect(onwards(_page_of(opened[0]) if opened else ""), 303)
    return page


def _without_session(error: Unauthorized) -> ResponseReturnValue:
    if request.method in {"GET", "HEAD"} or signed_in() or not request.path.startswith("/staff/"):
        return explained(error)
    if request.endpoint == "sign_in.sign_out":
        return redirect(url_for("sign_in.sign_in"))
    wanted = _page_of(request.full_path) or None
    if kept := _kept():
        form = SignIn(formdata=None)
        page = render_template("staff/sign_in.html", form=form, kept=kept, wanted=wanted)
        return page, 403, NOT_KEPT
    flash(gettext(ENDED), "refused")
    return redirect(url_for("sign_in.sign_in", next=wanted))


def _with_old_token(error: CSRFError) -> ResponseReturnValue:
    is_ours = request.path.startswith("/staff/") and request.endpoint not in PUBLIC
    if is_ours and not signed_in():
        return _without_session(Unauthorized())
    page = _again(request.full_path, request.form) if is_ours else None
    if page is None:
        return explained(error, again=_page_of(request.full_path))
    page.status_code = 400
    return page


def _kept() -> str:
    """What was sent, sealed; nothing if it is another site's, has files, or is too large."""
    is_foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    if is_foreign or request.mimetype != "application/x-www-form-urlencoded":
        return ""
    pairs = [pair for pair in request.form.items(multi=True) if pair[0] not in NEVER_KEPT]
    said = json.dumps([_now().isoformat(), request.full_path, pairs], ensure_ascii=False)
    is_little = len(said.encode(errors="replace")) <= LARGEST
    return _sealer().seal(said) if pairs and is_little else ""


def _opened(kept: str) -> tuple[str, MultiDict[str, str]] | None:
    said = _sealer().unseal(kept)
    if said is None:
        return None
    moment, address, pairs = json.loads(said)
    is_recent = _now() - datetime.fromisoformat(moment) <= KEPT_FOR
    return (address, MultiDict([(key, value) for key, value in pairs])) if is_recent else None


def _again(address: str, given: MultiDict[str, str]) -> Response | None:
    """The page of a form, opened as if by its address, with what was typed and a fresh token."""
    at = _page_of(address)
    if not at:
        return None
    response = _opened_page(at)
    if response.status_code != 200 or response.mimetype != "text/html":
        return None
    root, notice = request.root_path, render_template("staff/_returned.html")
    sent_to = root + address.partition("?")[0]
    page = filled(response.get_data(as_text=True), root + at, sent_to, given, notice)
    if page is None:
        return None
    response.set_data(page)
    return response


def _opened_page(at: str) -> Response:
    """What whoever is there sees at an address, after all that is asked of every request."""
    path, _, query = at.partition("?")
    environ = {key: value for key, value in request.environ.items() if key not in OF_THE_POST}
    environ |= {"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
    environ |= {"PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query}
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context(), app.request_context(environ):
        return app.full_dispatch_request()


def _page_of(address: str) -> str:
    """The page that a form stands on: at its own address, or else at the next one above."""
    path, _, query = address.rstrip("?").partition("?")
    if _has_page(path):
        return f"{path}?{query}" if query else path
    while (path := path.rpartition("/")[0]).startswith("/staff/"):
        if _has_page(path):
            return path
    return ""


def _has_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and bool(adapter.match(path, method="GET"))
    except HTTPException:
        return False


def _sealer() -> Sealer:
    return Sealer(current_app.config["SECRET_KEY"], "form")


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment
