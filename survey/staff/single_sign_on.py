"""Signing in by the single sign-on of the province: there, back, and out of it."""

from __future__ import annotations

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from forms.web import translatable
from survey.access import enter, enter_half
from survey.accounts import identities
from survey.accounts.identities import Vouched
from survey.database import db
from survey.settings import Provider
from survey.staff.sign_in import NOT_KEPT, onwards

bp = Blueprint("single_sign_on", __name__, url_prefix="/staff/sign-in/single-sign-on")

CLIENT = "province"
ONWARDS = "onwards"
"""In the session: the page that somebody wanted before they were asked who they are."""
SECONDS = 10
"""How long we wait for an answer of the single sign-on."""

AWAY = translatable("The single sign-on cannot be reached at the moment. Try again later.")
BROKEN = translatable("What the single sign-on answered is not valid. Sign in once more.")
NOBODY = translatable(
    "The single sign-on knows you, but there is no open account here for you. Ask an administrator "
    "for one with the name that you have there."
)
NO_WAY_OUT = translatable("The single sign-on has no page to sign out. Close the browser.")

Unexpected = (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError)
"""What the library raises when something comes that should not."""


def init_app(app: Flask) -> None:
    """Know the single sign-on, if the settings name one."""
    provider: Provider | None = app.config["PROVIDER"]
    app.add_template_global(lambda: app.config["PROVIDER"] is not None, "has_single_sign_on")
    if provider is not None:
        OAuth(app).register(
            CLIENT,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile",
                "code_challenge_method": "S256",
                "default_timeout": SECONDS,
            },
        )


@bp.get("")
def there() -> ResponseReturnValue:
    """To the single sign-on, which asks who somebody is."""
    client = _client()
    try:
        away: Response = client.authorize_redirect(_address(".back"))
    except RequestException as error:
        return _failed(AWAY, 502, error)
    except Unexpected as error:
        return _failed(BROKEN, 502, error)
    session[ONWARDS] = request.args.get("next", "")
    return away


@bp.get("/back")
def back() -> ResponseReturnValue:
    """Where it sends them back, with the proof."""
    client = _client()
    if request.args.get("error") == "access_denied":
        return redirect(url_for("sign_in.sign_in"))  # They would rather not.
    wanted = session.get(ONWARDS, "")
    try:
        who = _vouched(client)
    except RequestException as error:
        return _failed(AWAY, 502, error)
    except Unexpected as error:
        return _failed(BROKEN, 403, error)
    now, limits = current_app.config["CLOCK"](), current_app.config["SESSION_LIMITS"]
    begun = identities.sign_in(db.session(), who, now, limits)
    if begun is None:
        return _failed(NOBODY, 403)
    (enter if begun.is_whole else enter_half)(begun.token)
    if not begun.is_whole:
        return redirect(url_for("sign_in.second_step", next=wanted or None))
    return redirect(onwards(wanted))


@bp.get("/leave")
def leave() -> ResponseReturnValue:
    """Out of the single sign-on too, for whoever shares a machine with others."""
    client, back_here = _client(), _address("sign_in.sign_in")
    try:
        away: Response = client.logout_redirect(back_here, client_id=client.client_id)
    except RequestException as error:
        return _failed(AWAY, 502, error)
    except Unexpected as error:
        return _failed(NO_WAY_OUT, 502, error)
    return away


@bp.after_request
def _keep_no_copy(response: Response) -> Response:
    """What stands in these addresses is nobody else's business."""
    response.headers.update(NOT_KEPT)
    return response


def _client() -> Any:
    oauth = current_app.extensions.get("authlib.integrations.flask_client")
    return oauth.create_client(CLIENT) if oauth else abort(404)


def _vouched(client: Any) -> Vouched:
    """Who it is, after everything that OpenID Connect wants to be looked at.

    The library would take another's audience if we are the authorised party, so both are named.
    """
    provider: Provider = current_app.config["PROVIDER"]
    wanted = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    claims = client.authorize_access_token(claims_options=wanted)["userinfo"]
    subject, name = claims["sub"], claims.get(provider.name_claim, "")
    if not isinstance(subject, str) or not isinstance(name, str):
        raise TypeError("a name is no text")
    return Vouched(provider.issuer, subject, name)


def _address(endpoint: str) -> str:
    return str(current_app.config["PUBLIC_URL"] + url_for(endpoint))


def _failed(why: str, status: int, error: Exception | None = None) -> ResponseReturnValue:
    """Say why, beside the other way in. The log of the process gets the kind of error alone."""
    if error is not None:
        current_app.logger.warning("single sign-on: %s", type(error).__name__)
    return render_template("staff/no_single_sign_on.html", why=why), status
