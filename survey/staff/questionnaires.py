"""Questionnaires: every version as a citizen sees it, where it is asked, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forms import Questionnaire
from forms.comparing import changes
from survey.access import here, needs, part
from survey.database import db
from survey.languages import language
from survey.models import QuestionnaireDraft, QuestionnaireVersion
from survey.periods import local_day
from survey.questionnaires import by_digest
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.asked import Asked, Place
from survey.staff.exports import as_file
from survey.staff.lists import shown
from survey.staff.previewing import screens
from survey.staff.versions import listing, versions

bp = Blueprint("questionnaires", __name__, url_prefix="/staff/questionnaires")

READING = needs(Permission.READ)
VERSION = "/<key>/<int:number>"


@bp.get("")
@READING
def show() -> ResponseReturnValue:
    """Every version: what it measures, where it is asked since when, and how many answered."""
    asked = Asked(db.session(), part(), _now())
    statement, answers = versions(part())
    found = shown(
        db.session(), statement, listing(answers, asked.standing, language()), request.args
    )
    return as_file(found, f"questionnaires-{local_day(_now())}") or render_template(
        "staff/questionnaires.html",
        shown=found,
        asked=asked,
        drafts=_drafts(),
        titles=_titles(),
        may=_may(),
        wordings=wordings,
    )


@bp.get(VERSION)
@READING
def version(key: str, number: int) -> ResponseReturnValue:
    """A version: where it is asked, and what it changed against the version before."""
    row = found_version(key, number)
    questionnaire = _questionnaire(row)
    statement, _ = versions(part())
    answers = db.session.execute(statement.where(QuestionnaireVersion.id == row.id)).one()[1]
    before = _before(row)
    return render_template(
        "staff/version.html",
        version=row,
        questionnaire=questionnaire,
        answers=answers,
        standing=Asked(db.session(), part(), _now(), key).standing(row.id),
        withdrawable=_withdrawable(row),
        before=before,
        changes=changes(_questionnaire(before), questionnaire, language()) if before else (),
        wordings=wordings,
        may=_may(),
    )


@bp.get(f"{VERSION}/preview")
@READING
def preview(key: str, number: int) -> ResponseReturnValue:
    """A version as citizens see it; nothing can be sent."""
    row = found_version(key, number)
    questionnaire = _questionnaire(row)
    return render_template(
        "staff/preview.html",
        questionnaire=questionnaire,
        screens=screens(questionnaire),
        number=row.version,
        is_draft=False,
        back=url_for(".version", key=key, number=number),
    )


@bp.get(f"{VERSION}/file")
@READING
def file(key: str, number: int) -> ResponseReturnValue:
    """A version's TOML."""
    row = found_version(key, number)
    return as_toml(row.text, f"{row.key}-{row.version}")


def as_toml(text: str, name: str) -> Response:
    """A TOML file to be kept."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.toml"'}
    return Response(text, mimetype="application/toml", headers=headers)


def _drafts() -> Sequence[QuestionnaireDraft]:
    """What is to become a next version."""
    drafts = select(QuestionnaireDraft).options(joinedload(QuestionnaireDraft.user))
    return db.session.scalars(drafts.order_by(QuestionnaireDraft.key)).all()


def _titles() -> dict[str, str]:
    """What each questionnaire is called, by its newest version."""
    rows = db.session.scalars(select(QuestionnaireVersion).order_by(QuestionnaireVersion.version))
    return {row.key: row.title_en if language() == "en" else row.title for row in rows}


def _may() -> dict[str, bool]:
    """What whoever is there may do with a version."""
    where = here().person.part(Permission.SET_UP)
    return {"draft": where.is_everything, "publish": bool(where)}


def _withdrawable(row: QuestionnaireVersion) -> list[Place]:
    """Where it is to be asked later, as far as whoever is there may decide that."""
    mine = here().person.part(Permission.SET_UP)
    if not mine:
        return []
    to_come = Asked(db.session(), mine, _now(), row.key).standing(row.id).to_come
    return [place for place in to_come if place.offices or mine.is_everything]


def found_version(key: str, number: int) -> QuestionnaireVersion:
    """The version that an address names."""
    wanted = select(QuestionnaireVersion).filter_by(key=key, version=number)
    row: QuestionnaireVersion = db.first_or_404(wanted)
    return row


def _before(row: QuestionnaireVersion) -> QuestionnaireVersion | None:
    earlier = select(QuestionnaireVersion).where(
        QuestionnaireVersion.key == row.key, QuestionnaireVersion.version < row.version
    )
    return db.session.scalars(earlier.order_by(QuestionnaireVersion.version.desc())).first()


def _questionnaire(row: QuestionnaireVersion) -> Questionnaire:
    return by_digest(db.session.connection(), row.digest)


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment
