"""What was published for a later day, withdrawn before it begins."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext
from sqlalchemy import select

from forms.web import translatable
from survey.access import actor, needs, part
from survey.database import db
from survey.drafts import HAS_BEGUN, Editor, Refused
from survey.models import Office, QuestionnaireVersion
from survey.models.responses import CHANNELS
from survey.parts import shared
from survey.periods import local_day
from survey.publications import Planned, planned_for
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.asked import MOST_NAMED
from survey.staff.asking import Question, unless_sure
from survey.staff.questionnaires import VERSION, found_version

bp = Blueprint("withdrawing", __name__, url_prefix="/staff/questionnaires")

WITHDRAW, WITHDRAWING = translatable("Withdraw this publication?"), translatable("Withdraw")
WILL_NOT_BE = translatable(
    "%(key)s, version %(number)s, will not be asked from %(day)s on. Where: %(offices)s. How: "
    "%(channels)s. What is asked there now goes on. The version itself stays, and can be published "
    "again."
)
WITHDRAWN = translatable("The publication has been withdrawn.")
ALL_OFFICES, ALL_CHANNELS = translatable("all offices"), translatable("all channels")
AND_OTHERS = translatable("and %(number)s others")


@bp.post(f"{VERSION}/withdraw")
@needs(Permission.SET_UP)
def withdraw(key: str, number: int) -> ResponseReturnValue:
    """Ask once more, and then withdraw what is to begin later."""
    row, now = found_version(key, number), current_app.config["CLOCK"]()
    back = url_for("questionnaires.version", key=key, number=number)
    try:
        planned = _planned(row)
        offices = planned_for(db.session(), planned, part(), now)
        if offices and (page := unless_sure(_question(row, planned, offices, back), request.form)):
            return page
        who = actor(Permission.SET_UP, shared(db.session(), offices))
        Editor(db.session(), who, now).withdraw(planned, part())
        flash(gettext(WITHDRAWN))
    except Refused as reason:
        flash(gettext(str(reason)), "refused")
    return redirect(back, 303)


def _planned(row: QuestionnaireVersion) -> Planned:
    """What the form names."""
    try:
        starts = datetime.fromisoformat(request.form.get("starts", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(HAS_BEGUN) from None
    channel = request.form.get("channel") or None
    if channel not in (None, *CHANNELS):
        raise Refused(HAS_BEGUN)
    return Planned(row.id, channel, starts, is_everywhere="everywhere" in request.form)


def _question(
    row: QuestionnaireVersion, planned: Planned, offices: Collection[int | None], back: str
) -> Question:
    channel = wordings.CHANNELS.get(planned.channel or "", planned.channel or ALL_CHANNELS)
    consequences = gettext(
        WILL_NOT_BE,
        key=row.key,
        number=row.version,
        day=format_date(local_day(planned.starts), "dd/MM/yyyy"),
        offices=_names(offices),
        channels=gettext(channel),
    )
    return Question(WITHDRAW, consequences, WITHDRAWING, back)


def _names(offices: Collection[int | None]) -> str:
    """Some of them by name, and how many others."""
    if None in offices:
        return str(gettext(ALL_OFFICES))
    named = select(Office.name).where(Office.id.in_(offices)).order_by(Office.folded, Office.id)
    names = list(db.session.scalars(named.limit(MOST_NAMED)))
    more = len(offices) - len(names)
    return "; ".join(names) + (f" {gettext(AND_OTHERS, number=more)}" if more else "")
