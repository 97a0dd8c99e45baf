"""Forms that come too late: nobody is left without a word, or without what they typed."""

import html
import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from survey.accounts import second_step
from survey.accounts.second_step import Sealer
from survey.models import Remedy
from tests.makers import PASSWORD
from tests.pages import hidden
from tests.staff.browsing import TOKEN

ADD = "/staff/remedies/add"
WHAT = 'Thêm một quầy & ghế chờ "mới" <dài>\nở tầng 1'
ENDED = "Phiên làm việc đã hết nên biểu mẫu vừa gửi chưa được lưu."
NOT_STORED = "Chưa lưu. Hãy xem lại những gì đã nhập"


@pytest.fixture
def office(make):
    make.office(name="Sở Công Thương")
    return make.office(name="Sở Xây dựng")


@pytest.fixture
def an(make):
    return make.user("administrator", name="an.nguyen")


@pytest.fixture
def typed(office):
    return {
        "office": str(office.id),
        "field": "all",
        "what": WHAT,
        "who": "Bộ phận Một cửa",
        "due": "2026-11-30",
    }


@pytest.fixture
def late(an, signed_in, typed, clock):
    """A browser in which a form was typed for a night, and what came of sending it then."""

    def late(address=ADD, form_at=ADD, **more):
        here = signed_in(an)
        token = TOKEN.search(here.get(form_at).text)[1]
        clock.now += timedelta(hours=20)
        given = {"csrf_token": token, **typed, **more}
        return here, here.client.post(address, data=given)

    return late


def sign_in(here, page, name="an.nguyen", password=PASSWORD):
    """Press the button of the page as it stands there."""
    action = html.unescape(re.search(r'<form method="post" action="([^"]*)"', page.text)[1])
    given = {**hidden(page), "name": name, "password": password}
    return here.client.post(action, data=given)


def returned(here, page):
    assert "Hiện lại biểu mẫu" in page.text
    return here.client.post("/staff/returned", data=hidden(page))


def written(page) -> str:
    return html.unescape(page.text.split("<main")[1])


def is_filled_in(page, office) -> bool:
    """With all that was typed, as it was typed."""
    says = written(page)
    return (
        NOT_STORED in says
        and f">\n{WHAT}</textarea>" in says
        and 'value="Bộ phận Một cửa"' in says
        and 'value="2026-11-30"' in says
        and bool(re.search(rf'<option value="{office.id}" selected>', says))
    )


def remedies(session):
    session.rollback()
    return session.scalars(select(Remedy.what)).all()


def test_who_sends_a_form_after_the_session_has_ended_gets_it_back(late, office, session):
    here, page = late()
    assert page.status_code == 403
    assert ENDED in page.text
    assert "Chưa đăng nhập được" not in page.text
    assert "next=/staff/remedies/add" in page.text
    form = returned(here, sign_in(here, page))
    assert form.status_code == 200
    assert is_filled_in(form, office)
    assert remedies(session) == []
    assert f'action="{ADD}"' in form.text
    sent = {"csrf_token": TOKEN.search(form.text)[1], "office": office.id, "field": "all"}
    sent |= {"what": WHAT, "who": "Bộ phận Một cửa", "due": "2026-11-30"}
    assert here.client.post(ADD, data=sent).status_code == 303
    assert remedies(session) == [WHAT]


def test_a_wrong_password_loses_nothing_either(late, office):
    here, page = late()
    again = sign_in(here, page, password="wrong")
    assert "Chưa đăng nhập được" in again.text
    assert is_filled_in(returned(here, sign_in(here, again)), office)


def test_nor_does_the_second_step(late, an, session, clock, office):
    secret = second_step.new_secret()
    step = int(clock().timestamp()) // 30 - 100
    second_step.turn_on(session, an.id, Sealer("k" * 40).seal(secret), step, clock())
    here, page = late()
    asked = sign_in(here, page)
    assert "Chưa đăng nhập được" not in asked.text
    code = {**hidden(asked), "code": pyotp.TOTP(secret).at(clock())}
    page = here.client.post("/staff/sign-in/second-step?next=/staff/remedies/add", data=code)
    assert is_filled_in(returned(here, page), office)


def test_another_who_signs_in_gets_only_what_is_open_to_them(late, make):
    make.user("auditor", name="binh.tran", office=make.office(name="Sở Y tế"))
    here, page = late()
    reply = returned(here, sign_in(here, page, name="binh.tran"))
    assert (reply.status_code, reply.location) == (303, ADD)
    assert "Thêm một quầy" not in here.get("/staff/account").text


def test_what_was_kept_is_shown_for_an_hour(late, clock):
    here, page = late()
    clock.now += timedelta(minutes=61)
    reply = returned(here, sign_in(here, page))
    assert (reply.status_code, reply.location) == (303, "/staff/")


@pytest.mark.parametrize(
    "kept", ["", "x", Sealer("k" * 40).seal("[]")], ids=["nothing", "no seal", "another seal"]
)
def test_what_was_not_sealed_for_this_is_not_shown(an, signed_in, kept):
    here = signed_in(an)
    reply = here.send("/staff/returned", form_at="/staff/account", kept=kept)
    assert (reply.status_code, reply.location) == (303, "/staff/")
    assert "Không thể hiện lại những gì đã nhập" in here.get("/staff/").text


def test_passwords_are_not_kept(late):
    _, page = late(password="Một câu bí mật", old="x")
    sealed = Sealer("k" * 40, "form").unseal(hidden(page)["kept"])
    assert "Thêm một quầy" in sealed
    assert "bí mật" not in sealed
    assert "csrf" not in sealed


@pytest.mark.parametrize(
    ("what", "headers"),
    [("x" * 33_000, {}), ("của trang khác", {"Sec-Fetch-Site": "cross-site"})],
)
def test_what_cannot_be_kept_is_said_to_be_lost(app, browser, typed, what, headers):
    app.config["WTF_CSRF_ENABLED"] = False
    here = browser()
    reply = here.client.post(ADD, data={**typed, "what": what}, headers=headers)
    assert (reply.status_code, reply.location) == (302, f"/staff/sign-in?next={ADD}")
    assert ENDED in here.get(reply.location).text


def test_a_form_below_a_page_leads_to_that_page(app, browser):
    app.config["WTF_CSRF_ENABLED"] = False
    reply = browser().client.post("/staff/remedies/1/done", data={})
    assert reply.location == "/staff/sign-in?next=/staff/remedies/1"


def test_a_form_with_the_token_of_an_earlier_session_comes_back(
    an, signed_in, typed, office, session
):
    token = TOKEN.search(signed_in(an).get(ADD).text)[1]
    here = signed_in(an)
    page = here.client.post(ADD, data={**typed, "csrf_token": token})
    assert page.status_code == 400
    assert is_filled_in(page, office)
    assert remedies(session) == []
    fresh = TOKEN.search(page.text)[1]
    assert here.client.post(ADD, data={**typed, "csrf_token": fresh}).status_code == 303


def test_so_does_one_for_another_address_than_its_page(an, signed_in, make, office):
    field = make.field(code="dat-dai")
    make.counter([field], office)
    page = f"/staff/volumes/{office.id}?quarter=2026Q2&calendar=administration"
    here = signed_in(an)
    given = {"quarter": "2026Q2", "calendar": "administration", "dat-dai-received": "bảy"}
    back = here.client.post(page, data={**given, "csrf_token": "stale"})
    assert back.status_code == 400
    assert 'value="bảy"' in written(back)
    assert 'name="quarter" value="2026Q2"' in back.text


def test_a_page_for_signing_in_that_is_too_old_can_be_opened_again(browser):
    page = browser().client.post("/staff/sign-in?next=/staff/log", data={"csrf_token": "stale"})
    assert page.status_code == 400
    assert 'href="/staff/sign-in?next=/staff/log"' in page.text
