"""One's own account: what one may do, where one is signed in, the password."""

import pytest
from sqlalchemy import select

from survey.models import StaffSession
from tests.makers import PASSWORD

NEW = "Một câu hoàn toàn khác"


@pytest.fixture
def an(make):
    office = make.office(name="Sở Nội vụ")
    return make.user("head", office=office, name="an.nguyen", full_name="Nguyễn Văn An")


def test_the_page_says_who_one_is_and_what_one_may_do(an, signed_in):
    page = signed_in(an).get("/staff/account").text
    assert "Nguyễn Văn An (an.nguyen)" in page
    assert "Lãnh đạo · Sở Nội vụ" in page


def test_the_page_lists_where_one_is_signed_in(an, make, signed_in, clock):
    here = signed_in(an)
    clock.pass_time(minutes=5)
    signed_in(an)
    signed_in(make.user("head"))
    page = here.get("/staff/account").text
    lines = [line for line in page.splitlines() if line.startswith("<li>từ ")]
    seen = "hoạt động gần nhất 09:05, 20/10/2026"
    assert lines == [
        f"<li>từ 09:05, 20/10/2026, {seen}</li>",
        f"<li>từ 09:00, 20/10/2026, {seen} – <strong>tại đây</strong></li>",
    ]


def test_signing_out_everywhere_ends_every_sign_in_of_ones_own(
    an, make, signed_in, session, logged
):
    here, elsewhere, other = signed_in(an), signed_in(an), signed_in(make.user("head"))
    reply = here.send("/staff/account/sign-out-everywhere", form_at="/staff/account")
    assert (reply.status_code, reply.location) == (303, "/staff/sign-in")
    assert "Đã đăng xuất ở mọi nơi." in here.get("/staff/sign-in").text
    found = [each.get("/staff/account").status_code for each in (here, elsewhere, other)]
    assert found == [302, 302, 200]
    assert len(session.scalars(select(StaffSession)).all()) == 1
    assert logged() == [("an.nguyen", "account.sign-out-everywhere", "an.nguyen")]


def change(here, old, new, again=None):
    given = {"old": old, "password": new, "again": new if again is None else again}
    return here.send("/staff/account/password", **given)


def test_a_password_is_changed_by_who_knows_the_old_one(an, signed_in, browser, logged):
    here, elsewhere = signed_in(an), signed_in(an)
    reply = change(here, PASSWORD, NEW)
    assert (reply.status_code, reply.location) == (303, "/staff/account")
    assert "Đã đổi mật khẩu." in here.get("/staff/account").text
    assert elsewhere.get("/staff/account").status_code == 302
    assert logged() == [("an.nguyen", "account.password", "an.nguyen")]
    assert browser().sign_in("an.nguyen").status_code == 403
    assert browser().sign_in("an.nguyen", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "Mật khẩu không đúng, hoặc tài khoản đang phải chờ"),
        (PASSWORD, "ngắn", "ngắn", "Mật khẩu phải có ít nhất 12 ký tự."),
        (PASSWORD, NEW, NEW + "!", "Hai mật khẩu không giống nhau."),
        (PASSWORD, "an.nguyen 2026!", "an.nguyen 2026!", "không được chứa tên đăng nhập"),
        ("", "", "", "Mật khẩu phải có ít nhất 12 ký tự."),
    ],
)
def test_otherwise_it_stays_and_the_page_says_why(
    an, signed_in, session, browser, old, new, again, said
):
    here = signed_in(an)
    page = change(here, old, new, again)
    assert page.status_code == 422
    assert said in page.text
    assert NEW not in page.text
    session.refresh(an)
    assert an.wrong_attempts == (old == "wrong")
    assert browser().sign_in("an.nguyen").status_code == 303


def test_whoever_finds_a_page_open_cannot_try_passwords_for_ever(an, signed_in, clock, session):
    here = signed_in(an)
    for _ in range(12):
        change(here, "wrong", NEW)
        clock.pass_time(minutes=3)
    session.refresh(an)
    assert an.wrong_attempts == 10
    assert change(here, PASSWORD, NEW).status_code in {302, 422}
    session.refresh(an)
    assert an.state == "locked"
