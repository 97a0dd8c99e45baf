"""What everybody may read of the province."""

import json
from hashlib import sha256

import pytest

from survey.models import PublicReport
from survey.reporting import scopes
from tests.reporting.conftest import NOW

PAGE = "/bao-cao/2026Q4"
EDITION = "/staff/reports/province/42/2026Q4/editions/1"
SWITCH = f"{EDITION}/everybody"
SURE = {"sure": "yes"}


@pytest.fixture
def published(over, press, session, province_report):
    who = press.person("administrator", full_name="Lê Văn Cường")
    return press.publish(who, scopes.province(session, NOW.period))


@pytest.fixture
def here(published, staff):
    return staff("administrator")


@pytest.fixture
def shown(here):
    here.send(SWITCH, **SURE)


def test_nothing_is_public_before_somebody_decides_it(published, client):
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}.json").status_code == 404
    page = client.get("/bao-cao")
    assert (page.status_code, "Chưa có báo cáo công khai nào." in page.text) == (200, True)


def test_it_is_looked_at_and_asked_for_before_everybody_reads_it(here, client):
    assert "Đây là nội dung mọi người sẽ đọc được." in here.get(SWITCH).text
    assert "Đưa lần ban hành này lên trang công khai?" in here.send(SWITCH).text
    assert client.get(PAGE).status_code == 404
    reply = here.send(SWITCH, **SURE)
    assert (reply.status_code, reply.location) == (303, EDITION)
    page = client.get(PAGE)
    assert (page.status_code, "Lê Văn Cường" in page.text) == (200, True)
    assert PAGE in client.get("/bao-cao").text


def test_it_is_read_in_both_languages_and_headings_can_be_linked(shown, client):
    assert 'id="transaction-answer"' in client.get(PAGE).text
    assert 'lang="en"' in client.get(f"{PAGE}?lang=en").text
    assert "The answer" in client.get(f"{PAGE}?lang=en").text


def test_it_is_kept_for_a_while_and_asked_for_by_its_tag(shown, client):
    page = client.get(PAGE)
    assert page.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in page.headers
    again = client.get(PAGE, headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_programs_read_the_public_figures_byte_for_byte(shown, client, session):
    reply = client.get(f"{PAGE}.json")
    session.rollback()
    public = session.query(PublicReport).one()
    assert sha256(reply.data).hexdigest() == public.digest
    assert json.loads(reply.data)["scope"]["code"] == "42"
    assert reply.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(f"{PAGE}.csv").mimetype == "application/zip"
    assert client.get(f"{PAGE}.pdf").status_code == 404


def test_taken_away_it_is_not_found(shown, here, client):
    assert "Gỡ lần ban hành này khỏi trang công khai?" in here.send(SWITCH).text
    here.send(SWITCH, **SURE)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("role", ["head", "operator", "auditor"])
def test_others_do_not_decide_it(published, staff, province, role):
    where = staff(role, province)
    assert where.get(SWITCH).status_code == 403
    assert "/everybody" not in where.get(EDITION).text


def test_an_office_has_no_public_page(here):
    assert here.get("/staff/reports/office/A/2026Q4/editions/1/everybody").status_code == 404
