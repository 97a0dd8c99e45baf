"""The page on which staff try a questionnaire as a tablet asks it."""

import json
import re

import pytest
from sqlalchemy import func, select

from kiosk import register
from kiosk.content import Manner, content_of
from kiosk.credentials import Tablet
from survey.models import KioskContent, QuestionnaireDraft

VERSION = "/staff/questionnaires/one-stop/1"
DRAFT = "/staff/questionnaire-drafts/one-stop"


def content(page):
    return json.loads(re.search(r'id="content">(.*?)</script>', page.text)[1])


@pytest.fixture
def given(app, make, session, clock):
    """What a tablet at a counter is given."""
    counter = make.counter()
    kiosk, _ = register.add(session, counter, clock())
    session.commit()
    config = app.config
    manner = Manner(config["KIOSK_IDLE_SECONDS"], config["COMPLAINTS_URL"], config["SECRET_KEY"])
    tablet = Tablet(kiosk.id, kiosk.number, counter.id, clock(), is_by_next=False)
    return content_of(session.connection(), tablet, manner, clock()).shown


def test_it_is_what_a_tablet_at_a_counter_is_given(staff, given, session):
    kept = session.scalar(select(func.count()).select_from(KioskContent))
    shown = content(staff("auditor").get(f"{VERSION}/tablet"))
    for name in ("questionnaire", "matter", "settings", "complaints", "open"):
        assert shown[name] == given[name], name
    assert session.scalar(select(func.count()).select_from(KioskContent)) == kept


def test_its_scripts_may_reach_no_server_and_be_framed_by_nobody(staff):
    page = staff("head").get(f"{VERSION}/tablet")
    rules = dict(
        rule.strip().split(" ", 1) for rule in page.headers["Content-Security-Policy"].split(";")
    )
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    assert not {"connect-src", "worker-src", "manifest-src"} & set(rules)
    assert rules["form-action"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Cache-Control"] == "no-store"
    assert re.findall(r"<script(?! type=\"(?:module|application/json)\")", page.text) == []


def test_a_draft_is_tried_once_nothing_in_it_is_wrong(staff, session):
    here = staff("administrator")
    here.send(f"{VERSION}/copy", form_at=VERSION)
    draft = session.get(QuestionnaireDraft, "one-stop")
    hostile = "</script><script>alert(1)</script>"
    draft.text = draft.text.replace('vi = "Ý kiến của', f'vi = "{hostile} của', 1)
    session.commit()
    page = here.get(f"{DRAFT}/tablet")
    assert hostile not in page.text
    assert content(page)["questionnaire"]["title"]["vi"].startswith(hostile)
    draft.text = draft.text.replace('[[screens]]\nkey = "rest"', '[[screens]]\nkey = "later"')
    session.commit()
    assert here.get(f"{DRAFT}/tablet").location == DRAFT
    page = here.get(DRAFT)
    assert "Khi bản nháp không còn chỗ sai" in page.text
    assert f"{DRAFT}/tablet" not in page.text


def test_a_preview_is_titled_with_what_it_shows(staff):
    """Two of them stand beside each other in a browser, and among the pages one has been to."""
    here = staff("administrator")
    here.send(f"{VERSION}/copy", form_at=VERSION)
    pages = (f"{VERSION}/preview", f"{VERSION}/tablet", f"{DRAFT}/preview", f"{DRAFT}/tablet")
    titles = [re.search("<title>(.*)</title>", here.get(page).text)[1] for page in pages]
    dossier = "Ý kiến của Ông/Bà về lần làm hồ sơ này"
    assert titles == [
        f"Xem trước: {dossier}, phiên bản 1",
        f"Xem trước trên máy tại quầy: {dossier}, phiên bản 1",
        f"Xem trước: {dossier}, bản nháp",
        f"Xem trước trên máy tại quầy: {dossier}, bản nháp",
    ]
