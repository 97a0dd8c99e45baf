"""Staff sign in by a single sign-on that runs in a process of its own."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from survey.models import Identity, StaffSession
from tests.makers import PASSWORD
from tests.single_sign_on.conftest import THERE, sent_back
from tests.staff.browsing import Browser

NOBODY = "chưa có tài khoản tương ứng"
NOT_VALID = "trả về không hợp lệ"


@pytest.fixture
def an(make):
    return make.user("head", name="an.nguyen", full_name="Nguyễn Văn An", password=None)


def sessions(session):
    session.rollback()
    return len(session.scalars(select(StaffSession)).all())


def test_the_sign_in_page_offers_it_beside_the_password(browser):
    page = browser().get("/staff/sign-in?next=/staff/account").text
    assert f'href="{THERE}?next=/staff/account"' in page
    assert "Hoặc bằng mật khẩu của hệ thống này" in page


def test_somebody_it_knows_signs_in_without_a_password_of_ours(an, come, logged):
    here, reply = come("an.nguyen", then="?next=/staff/account")
    assert (reply.status_code, reply.location) == (302, "/staff/account")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Nguyễn Văn An" in here.get("/staff/account").text
    assert logged() == [
        ("an.nguyen", "account.single-sign-on", "an.nguyen"),
        ("an.nguyen", "account.sign-in", "an.nguyen"),
    ]


def test_a_password_still_opens_the_account_that_has_one(make, browser):
    make.user("head", name="binh.le")
    assert browser().sign_in("binh.le", PASSWORD).status_code == 303


def test_whom_it_knows_and_we_do_not_learns_what_to_do(come, session):
    here, page = come("nguoi.la")
    assert (page.status_code, NOBODY in page.text) == (403, True)
    assert sessions(session) == 0
    assert here.get("/staff/account").status_code == 302


def test_an_account_belongs_to_the_first_who_came_whatever_their_name_is_later(an, come, session):
    """Keycloak and others let a name be changed, or given to somebody else; a subject stays."""
    come("an.nguyen", subject="7f3a")
    _, reply = come("nguyen.an", subject="7f3a")
    assert reply.status_code == 302
    _, page = come("an.nguyen", subject="b2c4")
    assert (page.status_code, NOBODY in page.text) == (403, True)
    assert [row.subject for row in session.scalars(select(Identity))] == ["7f3a"]


def test_an_administrator_unties_an_account_and_the_next_one_is_tied(
    an, make, come, signed_in_by_password, session
):
    come("an.nguyen", subject="7f3a")
    here, address = signed_in_by_password(make.user("administrator")), f"/staff/people/{an.id}"
    assert "đã liên kết từ ngày 20/10/2026" in here.get(address).text
    here.send(f"{address}/untie", form_at=address)
    _, reply = come("an.nguyen", subject="b2c4")
    assert reply.status_code == 302
    assert [row.subject for row in session.scalars(select(Identity))] == ["b2c4"]


@pytest.fixture
def signed_in_by_password(browser):
    def signed_in(user):
        here = browser()
        assert here.sign_in(user.name).status_code == 303
        return here

    return signed_in


def test_a_closed_account_stays_closed(make, come, clock):
    make.user("head", name="an.nguyen", closed_at=clock())
    _, page = come("an.nguyen")
    assert (page.status_code, NOBODY in page.text) == (403, True)


def test_the_second_step_of_an_account_is_asked_for_all_the_same(make, come, clock):
    make.user("head", name="an.nguyen", totp="sealed", totp_since=clock())
    here, reply = come("an.nguyen", then="?next=/staff/account")
    assert reply.location == "/staff/sign-in/second-step?next=/staff/account"
    assert here.get("/staff/account").status_code == 302


@pytest.mark.parametrize(
    "lie",
    [
        "issuer",
        "audience",
        "audience, but for us",
        "expired",
        "nonce",
        "no subject",
        "numbers",
        "no proof",
        "other key",
        "signed with the secret",
    ],
)
def test_a_proof_with_something_wrong_opens_nothing(an, come, session, lie):
    _, page = come("an.nguyen", lie=lie)
    assert (page.status_code, NOT_VALID in page.text) == (403, True)
    assert (sessions(session), session.scalars(select(Identity)).all()) == (0, [])


def test_whoever_would_rather_not_is_back_at_the_sign_in_page(come):
    _, reply = come("an.nguyen", lie="declined")
    assert reply.location == "/staff/sign-in"


def test_a_way_back_works_once_and_in_the_browser_that_went_there(an, come, browser):
    here = browser()
    back = sent_back(here.get(THERE).location, login="an.nguyen")
    somebody_elses = browser()  # Who was sent a way back that is not theirs.
    assert somebody_elses.get(back).status_code == 403
    assert here.get(back).status_code == 302
    assert here.get(back).status_code == 403


def test_nobody_is_sent_on_to_another_site(an, come):
    _, reply = come("an.nguyen", then="?next=https://la.example.vn/staff/")
    assert reply.location == "/staff/"


def test_one_signs_out_of_the_single_sign_on_as_well(browser, issuer):
    away = browser().get(f"{THERE}/leave").location
    assert away.startswith(f"{issuer}/leave?")
    assert "client_id=thuoc-do" in away
    assert "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fstaff%2Fsign-in" in away


@pytest.fixture
def at(application):
    """A browser at the program with another single sign-on, or none."""
    return lambda provider: Browser(application(provider=provider).test_client())


def test_when_it_is_away_the_password_is_left(at, provider):
    here = at(replace(provider, issuer="http://127.0.0.1:9/realms/tinh"))
    page = here.get(THERE)
    assert page.status_code == 502
    assert "Hiện không kết nối được" in page.text
    assert 'href="/staff/sign-in">Đăng nhập bằng mật khẩu</a>' in page.text


def test_an_address_that_is_no_single_sign_on_is_said_to_be_away(at, provider, issuer):
    here = at(replace(provider, issuer=f"{issuer}/keys"))
    assert here.get(THERE).status_code == 502


def test_without_one_there_is_nothing(at):
    here = at(None)
    assert "xác thực tập trung" not in here.get("/staff/sign-in").text
    assert {here.get(THERE + path).status_code for path in ("", "/back", "/leave")} == {404}
