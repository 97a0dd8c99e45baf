"""What is around every staff page: where one can go, and what one is there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_bootstrap import Bootstrap5

from forms.web import translatable
from survey.access import here, needs_sign_in, signed_in
from survey.roles import Permission
from survey.staff import words

bp = Blueprint("staff", __name__, url_prefix="/staff")


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to."""

    endpoint: str
    title: str
    permission: Permission


NAVIGATION = (
    Entry("counters.show", translatable("Counters"), Permission.READ),
    Entry("people.show", translatable("People"), Permission.MANAGE_PEOPLE),
    Entry("log.show", translatable("Log"), Permission.READ_LOG),
)
"""In the order in which it is shown; the first that somebody may open is their first page."""


def init_app(app: Flask) -> None:
    """Serve Bootstrap's files ourselves, and give templates what stands around a page."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5().init_app(app)
    app.add_template_global(_navigation, "navigation")
    app.add_template_global(_roles, "own_roles")
    app.add_template_global(words.grant, "role_words")
    app.add_template_global(words.roles, "role_choices")
    app.add_template_global(words.state, "state_words")


@bp.get("/")
@needs_sign_in
def start() -> ResponseReturnValue:
    """To the first page that somebody may open."""
    person = here().person
    pages = (entry.endpoint for entry in NAVIGATION if person.may(entry.permission))
    return redirect(url_for(next(pages, "account.show")))


def _navigation() -> list[tuple[str, str, bool]]:
    """Where whoever is there can go: address, title, and whether they are there."""
    who = signed_in()
    return [
        (url_for(entry.endpoint), gettext(entry.title), _is_here(entry))
        for entry in NAVIGATION
        if who is not None and who.person.may(entry.permission)
    ]


def _is_here(entry: Entry) -> bool:
    return request.blueprint == entry.endpoint.split(".")[0]


def _roles() -> list[str]:
    return [words.role_and_office(held) for held in here().person.held]
