"""One tablet: how it does, and what could not be taken from it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kiosk.fleet import judgement, tablets
from kiosk.refusals import answers_of, refusals
from kiosk.version import app_version
from survey.access import here, needs, part
from survey.accounts.person import covers
from survey.database import db
from survey.models import Counter, Kiosk, KioskCounter
from survey.parts import within
from survey.roles import Permission

bp = Blueprint("tablet", __name__)

ONE = "/<int:kiosk_id>"
MOST_REFUSED = 50


@bp.get(ONE)
@needs(Permission.READ)
def show(kiosk_id: int) -> ResponseReturnValue:
    """How a tablet does, and what could not be taken from it."""
    kiosk = found(kiosk_id)
    office_id, operating = kiosk.counter.office_id, here().person.part(Permission.OPERATE)
    refused = refusals(db.session.connection(), kiosk_id, MOST_REFUSED)
    if stood_elsewhere := _stood_elsewhere(kiosk_id):
        refused = []
    return render_template(
        "staff/kiosk.html",
        kiosk=kiosk,
        standing=standing(kiosk_id),
        stood_elsewhere=stood_elsewhere,
        refused=[{**each, "answers": answers_of(each["entry"])} for each in refused],
        may_operate=covers(db.session(), operating, office_id),
        is_newest=lambda version: version == app_version(),
    )


def _stood_elsewhere(kiosk_id: int) -> bool:
    """Whether it has also stood outside of the reader's part: what was refused may be from there,
    and does not say so."""
    stood = select(KioskCounter).join(Counter, Counter.id == KioskCounter.counter_id)
    elsewhere = stood.where(KioskCounter.kiosk_id == kiosk_id, ~within(Counter.office_id, part()))
    return bool(db.session.scalar(select(elsewhere.exists())))


def found(kiosk_id: int) -> Kiosk:
    """The tablet, if it stands where whoever is there may do what the page needs."""
    kiosk: Kiosk = db.first_or_404(
        select(Kiosk)
        .join(Kiosk.counter)
        .where(Kiosk.id == kiosk_id, within(Counter.office_id, part()))
        .options(joinedload(Kiosk.counter).joinedload(Counter.office))
        .options(joinedload(Kiosk.counter).joinedload(Counter.place))
    )
    return kiosk


def standing(kiosk_id: int) -> Any:
    """How it does."""
    judged = judgement(current_app.config["KIOSK_HOURS"], current_app.config["CLOCK"]())
    return db.session.execute(tablets(judged, part()).where(Kiosk.id == kiosk_id)).one()
