"""A questionnaire tried as a tablet asks it: by the tablet's own program, and nothing is stored."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from forms import Questionnaire
from forms.web import translatable
from kiosk.content import settings_with
from kiosk.questions import as_json
from kiosk.texts import in_both_languages
from kiosk.version import app_version
from survey.access import needs
from survey.database import db
from survey.questionnaires import by_digest
from survey.roles import Permission
from survey.security import HEADERS
from survey.staff.drafts import found
from survey.staff.questionnaires import VERSION, found_version

bp = Blueprint("trying", __name__, url_prefix="/staff")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
"""As on a tablet, but no script can reach any server, nor keep itself beyond the page."""
OFFICE, COUNTER = translatable("Name of the office"), translatable("Name of the counter")
NOT_YET = translatable("A tablet can show the draft once nothing in it is wrong.")


@bp.get(f"/questionnaires{VERSION}/tablet")
@needs(Permission.READ)
def version(key: str, number: int) -> ResponseReturnValue:
    """A version as a tablet asks it."""
    questionnaire = by_digest(db.session.connection(), found_version(key, number).digest)
    back = url_for("questionnaires.version", key=key, number=number)
    return _page(questionnaire, back, is_draft=False)


@bp.get("/questionnaire-drafts/<key>/tablet")
@needs(Permission.SET_UP)
def draft(key: str) -> ResponseReturnValue:
    """A draft as a tablet would ask it."""
    seen = found(key)
    back = url_for("drafts.show", key=key)
    if not seen.is_sound:
        flash(gettext(NOT_YET), "refused")
        return redirect(back, 303)
    return _page(seen.questionnaire, back, is_draft=True)


def _page(questionnaire: Questionnaire, back: str, *, is_draft: bool) -> Response:
    page = render_template(
        "kiosk/preview.html",
        version=app_version(),
        texts=in_both_languages(),
        questionnaire=questionnaire,
        content=_content(questionnaire),
        back=back,
        is_draft=is_draft,
    )
    return Response(page, headers={**HEADERS, "Content-Security-Policy": POLICY})


def _content(questionnaire: Questionnaire) -> dict[str, Any]:
    """What a tablet is given at a counter of one field, but for the names of where it stands."""
    with force_locale("vi"):
        names = {"office": gettext(OFFICE), "where": gettext(COUNTER)}
    return {
        **names,
        "complaints": current_app.config["COMPLAINTS_URL"],
        "open": True,
        "fields": [{"code": "preview", "vi": "", "en": ""}],
        "questionnaire": as_json(questionnaire),
        "matter": questionnaire.matter,
        "settings": settings_with(current_app.config["KIOSK_IDLE_SECONDS"]),
    }
