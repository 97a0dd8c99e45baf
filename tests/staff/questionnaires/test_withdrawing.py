"""What was published for a later day is withdrawn before it begins, and not after."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from forms import parse
from survey.models import LogEntry, Publication, QuestionnaireVersion
from survey.publications import Reach, publish_for
from survey.questionnaires import add_version

PAGE = "/staff/questionnaires/one-stop/2"
DAY = date(2099, 5, 1)
"""Of which the database too, by its own clock, says that it is to come."""
MIDNIGHT = datetime(2099, 4, 30, 17, 0, tzinfo=UTC)
"""The beginning of that day in Vietnam."""
FORM = re.compile(r'<form method="post" action="[^"]*/withdraw">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def plan(make, session, clock):
    """Publishes version 2 for offices and channels from a later day on."""

    def plan(*offices, channels=(None,), day=DAY):
        shipped = make.version("one-stop").text
        version = session.scalar(select(QuestionnaireVersion).filter_by(key="one-stop", version=2))
        if version is None:
            text = shipped.replace("version = 1\n", "version = 2\n", 1)
            version = add_version(session, parse(text), text, clock(), "an")
        publish_for(session, version, Reach(set(offices), set(channels), day), clock())
        session.commit()

    return plan


def forms(page):
    return [dict(FIELD.findall(form)) for form in FORM.findall(page.text)]


def withdraw(here, form, **more):
    return here.client.post(f"{PAGE}/withdraw", data=form | more)


def planned(session):
    session.rollback()
    wanted = select(Publication.office_id, Publication.channel).order_by(Publication.id)
    return [tuple(each) for each in session.execute(wanted.where(Publication.made_at > MADE))]


MADE = datetime(2026, 1, 1, tzinfo=UTC)


def test_it_is_asked_first_and_logged_and_the_version_stays(staff, make, plan, session):
    office = make.office(name="Sở Tư pháp")
    plan(office.id, channels={"qr"})
    here = staff("administrator")
    [form] = forms(here.get(PAGE))
    asked = withdraw(here, form)
    assert "Rút lại việc công bố này?" in asked.text
    assert "sẽ không được hỏi từ ngày 01/05/2099" in asked.text
    assert "Sở Tư pháp" in asked.text
    assert planned(session) == [(office.id, "qr")]
    assert withdraw(here, form, sure="yes").status_code == 303
    assert planned(session) == []
    page = here.get(PAGE)
    assert "Đã rút lại việc công bố." in page.text
    assert "không dùng ở đâu" in page.text
    entry = session.scalars(select(LogEntry).order_by(LogEntry.number.desc())).first()
    assert (entry.action, entry.key, entry.office_id, entry.before, entry.after) == (
        "questionnaire.withdraw",
        "one-stop 2",
        office.id,
        {"from": "2099-05-01", "offices": 1, "channels": ["qr"]},
        {},
    )
    assert "rút lại việc công bố phiếu" in here.get("/staff/log").text


def test_what_has_begun_is_not_withdrawn(staff, plan, session, clock):
    plan(None)
    here = staff("administrator")
    [form] = forms(here.get(PAGE))
    clock.now = MIDNIGHT
    again = staff("administrator")
    assert forms(again.get(PAGE)) == []
    form["csrf_token"] = dict(FIELD.findall(again.get(PAGE).text))["csrf_token"]
    assert withdraw(again, form, sure="yes").status_code == 303
    assert "Không còn gì để rút lại" in again.get(PAGE).text
    assert planned(session) == [(None, None)]


def test_nor_what_has_begun_by_the_clock_of_the_database_alone(staff, plan, session, clock):
    """The clock of the tests stands in 2025, when the database's own is later than that."""
    clock.now = datetime(2025, 5, 1, tzinfo=UTC)
    plan(None, day=date(2025, 5, 2))
    here = staff("administrator")
    [form] = forms(here.get(PAGE))
    assert withdraw(here, form, sure="yes").status_code == 303
    assert "Việc công bố đã bắt đầu có hiệu lực" in here.get(PAGE).text
    wanted = select(Publication.starts).order_by(Publication.id.desc()).limit(1)
    assert session.scalar(wanted) == datetime(2025, 5, 1, 17, 0, tzinfo=UTC)
    assert not session.scalars(select(LogEntry).filter_by(action="questionnaire.withdraw")).all()


def test_only_what_was_named_is_withdrawn(staff, make, plan, session):
    office = make.office()
    plan(None)
    plan(office.id)
    plan(office.id, channels={"kiosk"})
    here = staff("administrator")
    chosen = [each for each in forms(here.get(PAGE)) if not each["channel"]]
    [named] = [each for each in chosen if "everywhere" not in each]
    withdraw(here, named, sure="yes")
    assert planned(session) == [(None, None), (office.id, "kiosk")]
    [everywhere] = [each for each in chosen if "everywhere" in each]
    withdraw(here, everywhere, sure="yes")
    assert planned(session) == [(office.id, "kiosk")]


def test_an_administrator_of_a_part_withdraws_there_only(staff, make, plan, session):
    mine, other = make.office(name="Sở của ta"), make.office(name="Sở khác")
    plan(mine.id, other.id)
    plan(None)
    here = staff("administrator", mine)
    [form] = forms(here.get(PAGE))
    assert "Sở khác" not in withdraw(here, form).text
    withdraw(here, form, sure="yes")
    assert planned(session) == [(other.id, None), (None, None)]
    withdraw(here, form | {"everywhere": "yes"}, sure="yes")
    assert planned(session) == [(other.id, None), (None, None)]


@pytest.mark.parametrize("role", ["head", "operator", "auditor"])
def test_others_are_not_offered_it(staff, plan, role):
    plan(None)
    assert forms(staff(role).get(PAGE)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": "x"},
        {"starts": "0001-01-01T00:00:00+14:00"},
        {"starts": ""},
        {"channel": "\x00"},
        {"channel": "smoke"},
    ],
)
def test_what_nobody_published_is_refused(staff, plan, session, wrong):
    plan(None)
    here = staff("administrator")
    [form] = forms(here.get(PAGE))
    assert withdraw(here, form | wrong, sure="yes").status_code == 303
    assert "Không còn gì để rút lại" in here.get(PAGE).text
    assert planned(session) == [(None, None)]
