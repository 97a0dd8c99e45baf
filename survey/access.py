"""Who may open what. Every page asks who is there and what they may do, unless it is public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.urls import iri_to_uri

from survey.accounts import sessions
from survey.accounts.person import covers
from survey.accounts.sessions import SignIn
from survey.audit import Actor
from survey.database import db
from survey.parts import Part
from survey.roles import Permission

PUBLIC = frozenset(
    {
        "bootstrap.static",
        "health.healthz",
        "health.readyz",
        "home.find",
        "home.start",
        "kiosk.pair",
        "posters.qr_svg",
        "public_reports.file",
        "public_reports.one",
        "public_reports.show",
        "respond.answer",
        "respond.ask",
        "respond.more",
        "respond.thanks",
        "shell.file",
        "shell.manifest",
        "shell.page",
        "shell.worker",
        "sign_in.choose_password",
        "sign_in.second_step",
        "sign_in.sign_in",
        "single_sign_on.back",
        "single_sign_on.leave",
        "single_sign_on.there",
        "static",
    }
)

OF_TABLETS = frozenset({"kiosk.content", "kiosk.credential", "kiosk.heartbeat", "kiosk.responses"})
"""Pages that ask for a tablet's credential by themselves. It opens these only, and no session
opens them."""
BEFORE_ANYTHING_ELSE = frozenset({"second_step.show", "sign_in.sign_out"})
"""What somebody may open who needs a second step and has not set it up."""
HALF = "half"
"""In the session: the token of a sign-in of which the second step is still to come."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Needed:
    """What a page asks for: a permission somewhere, or only that somebody is signed in."""

    permission: Permission | None


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a page to those who may do something, somewhere."""
    return _asking_for(Needed(permission))


def needs_sign_in(view: View) -> View:
    """Open a page to everybody who is signed in."""
    return _asking_for(Needed(None))(view)


def _asking_for(needed: Needed) -> Callable[[View], View]:
    def mark(view: View) -> View:
        cast("Any", view).needed = needed
        return view

    return mark


def needed_for(app: Flask, endpoint: str) -> Needed | None:
    """What a page asks for. One that says nothing is open to nobody."""
    needed: Needed | None = getattr(app.view_functions[endpoint], "needed", None)
    return needed


class NobodyIsRemembered(LoginManager):
    """Flask-Login without its second cookie. Looking for that one would give every page, citizens'
    too, a session to look at."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response

    def _load_user_from_remember_cookie(self, _: str) -> None:
        return None


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """A sign-in, as Flask-Login knows it: by its token."""

    sign_in: SignIn
    token: str

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Ask everybody who comes to a page that is not public."""
    manager = NobodyIsRemembered()
    manager.session_protection = None  # An address that changes, as of a phone, signs nobody out.
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)
    app.before_request(_ask)
    app.after_request(_keep_no_copy)
    app.add_template_global(signed_in)


def enter(token: str) -> None:
    """Take up a sign-in that has just begun. Nothing of the session before is left."""
    session.clear()
    login_user(_load(token))
    session.pop("_id")  # Flask-Login's hash of the address and the browser, which nobody compares.


def enter_half(token: str) -> None:
    """Take up a sign-in of which the second step is still to come."""
    session.clear()
    session[HALF] = token


def half() -> str:
    """The token of such a sign-in, if there is one."""
    return str(session.get(HALF, ""))


def must_set_up(who: SignIn) -> bool:
    """Whether somebody has a role that needs a second step, and has not set it up."""
    roles = {held.role for held in who.person.held}
    return not who.has_second_step and bool(roles & current_app.config["TOTP_REQUIRED"])


def leave() -> None:
    """End the sign-in, here and in the database."""
    if signed_in():
        sessions.end(db.session(), current_user.token)
        db.session.commit()
        logout_user()
    session.clear()


def signed_in() -> SignIn | None:
    """Who is there, if somebody is signed in."""
    return current_user.sign_in if current_user.is_authenticated else None


def here() -> SignIn:
    """Who is there, on a page that is not public."""
    return signed_in() or abort(401)


def part() -> Part:
    """Where whoever is there may do what the page needs."""
    needed = needed_for(current_app, str(request.endpoint))
    if needed is None or needed.permission is None:
        return Part()
    return here().person.part(needed.permission)


def may_set_up(office_id: int | None = None) -> bool:
    """Whether whoever is there may set things up: in an office's name, or else anywhere."""
    who = here().person
    if office_id is None:
        return who.may(Permission.SET_UP)
    return covers(db.session(), who.part(Permission.SET_UP), office_id)


def actor(permission: Permission, office_id: int | None) -> Actor:
    """Whoever is there, as the log names them when they do something for an office."""
    who = here().person
    return Actor(who.name, who.id, who.role_for(db.session(), permission, office_id))


def _load(token: str) -> SignedIn | None:
    now = current_app.config["CLOCK"]()
    found = sessions.sign_in(db.session(), token, now, current_app.config["SESSION_LIMITS"])
    if found is None:
        return None
    sessions.note(db.engine, found, now)
    return SignedIn(found, token)


def _ask() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in PUBLIC | OF_TABLETS:
        return None
    needed = needed_for(current_app, request.endpoint)
    if needed is None:
        abort(403)
    who = signed_in()
    if who is None:
        back = iri_to_uri(request.full_path.rstrip("?")) if request.method == "GET" else None
        return redirect(url_for("sign_in.sign_in", next=back))
    if must_set_up(who) and request.endpoint not in BEFORE_ANYTHING_ELSE:
        return redirect(url_for("second_step.show"))
    if needed.permission is not None and not who.person.may(needed.permission):
        abort(403)
    return None


def _keep_no_copy(response: Response) -> Response:
    """Nobody who uses the machine next goes back to what staff saw."""
    if request.endpoint is not None and request.endpoint not in PUBLIC | OF_TABLETS:
        response.headers["Cache-Control"] = "no-store"
    return response
