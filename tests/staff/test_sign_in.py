"""Signing in and out: who gets in, what ends it, and what others cannot do to it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import select, update

from survey.accounts import passwords
from survey.models import Grant, StaffSession, User
from tests.makers import PASSWORD

FAILED = "Chưa đăng nhập được"


@pytest.fixture
def an(make):
    return make.user("administrator", name="an.nguyen", full_name="Nguyễn Văn An")


def opens(browser) -> bool:
    return browser.get("/staff/counters").status_code == 200


def test_the_right_password_opens_the_pages(an, browser, logged):
    here = browser()
    assert not opens(here)
    reply = here.sign_in("an.nguyen")
    assert (reply.status_code, reply.location) == (303, "/staff/")
    assert here.get("/staff/").status_code == 200
    assert "Nguyễn Văn An" in here.get("/staff/counters").text
    assert logged() == [("an.nguyen", "account.sign-in", "an.nguyen")]


def test_a_name_may_be_typed_in_capitals_and_with_spaces(an, browser):
    assert browser().sign_in("  An.Nguyen ").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("an.nguyen", PASSWORD + "!"),
        ("an.nguyen", ""),
        ("", PASSWORD),
        ("binh", PASSWORD),
        ("an.nguyen'--", PASSWORD),
        ("an.nguyen", "x" * 10_000),
        ("\x00", "\x00"),
    ],
)
def test_anything_else_opens_nothing_and_keeps_the_name_that_was_typed(an, browser, name, password):
    here = browser()
    page = here.sign_in(name, password)
    assert page.status_code == 403
    assert FAILED in page.text
    assert f'name="name" value="{name.replace(chr(39), "&#39;")}"' in page.text
    assert len(password) < 5 or password not in page.text
    assert not opens(here)


def test_who_has_no_password_yet_or_is_closed_does_not_get_in(make, browser, clock):
    make.user("administrator", name="invited", password=None)
    make.user("administrator", name="closed", closed_at=clock())
    assert [browser().sign_in(name).status_code for name in ("invited", "closed")] == [403, 403]


def test_nobody_learns_which_names_there_are(an, browser, make, clock):
    """The same page, whatever the reason."""
    make.user("head", name="closed", closed_at=clock())
    make.user("head", name="locked", wrong_attempts=10)
    names = ("an.nguyen", "unknown", "closed", "locked")
    pages = {browser().sign_in(name, "wrong").text.replace(name, "…") for name in names}
    assert len({page.split("</header>")[1].split("csrf_token")[0] for page in pages}) == 1


def test_the_cookie_holds_a_token_of_which_the_table_has_the_hash_only(an, browser, session):
    here = browser()
    cookie = here.sign_in("an.nguyen").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/staff" in cookie
    with here.client.session_transaction("/staff/") as kept:
        assert set(kept) == {"_user_id", "_fresh"}
        token = kept["_user_id"]
    row = session.scalars(select(StaffSession)).one()
    assert (len(token), len(row.digest)) == (43, 64)
    assert token not in (row.digest, str(row.id))


def test_the_cookie_is_secure_behind_https(app, an, browser):
    app.config["SESSION_COOKIE_SECURE"] = True
    here = browser()
    options = {"base_url": "https://thuocdo.test"}
    page = here.get("/staff/sign-in", **options)
    assert "Secure" in page.headers["Set-Cookie"]


def test_signing_in_begins_another_session(an, browser, session):
    """Who slipped somebody a cookie before they signed in has nothing by it."""
    stranger, victim = browser(), browser()
    stranger.get("/staff/sign-in")
    slipped = stranger.client.get_cookie("session", path="/staff").value
    victim.client.set_cookie("session", slipped, path="/staff")
    assert victim.sign_in("an.nguyen").status_code == 303
    assert victim.client.get_cookie("session", path="/staff").value != slipped
    assert opens(victim)
    assert not opens(stranger)


def test_a_token_that_was_made_up_opens_nothing(an, browser, session, signed_in):
    row_of = signed_in(an)
    assert opens(row_of)
    digest = session.scalars(select(StaffSession.digest)).one()
    for made_up in (digest, "x" * 43, str(an.id), ""):
        here = browser()
        with here.client.session_transaction("/staff/") as cookie:
            cookie["_user_id"] = made_up
        assert not opens(here)


def test_signing_out_ends_the_sign_in_wherever_its_cookie_is(an, browser, session):
    here, thief = browser(), browser()
    here.sign_in("an.nguyen")
    stolen = here.client.get_cookie("session", path="/staff").value
    thief.client.set_cookie("session", stolen, path="/staff")
    assert opens(thief)
    reply = here.send("/staff/sign-out", form_at="/staff/counters")
    assert (reply.status_code, reply.location) == (303, "/staff/sign-in")
    assert (opens(here), opens(thief)) == (False, False)
    assert session.scalars(select(StaffSession)).all() == []


@pytest.mark.parametrize(
    ("minutes_between", "pages", "is_in"),
    [(29, 10, True), (30, 1, False), (29, 26, False), (20, 35, True), (20, 36, False)],
)
def test_a_sign_in_ends_after_half_an_hour_of_nothing_and_after_twelve_hours(
    an, signed_in, clock, minutes_between, pages, is_in
):
    here = signed_in(an)
    for _ in range(pages):
        clock.pass_time(minutes=minutes_between)
        found = opens(here)
    assert found == is_in


def test_what_has_ended_is_taken_away_at_the_next_sign_in(an, browser, clock, session):
    for _ in range(3):
        browser().sign_in("an.nguyen")
    clock.pass_time(hours=1)
    browser().sign_in("an.nguyen")
    assert len(session.scalars(select(StaffSession)).all()) == 1


def test_a_page_a_second_writes_once_a_minute(an, signed_in, clock, session):
    here = signed_in(an)
    seen = set()
    for _ in range(3 * 60):
        clock.pass_time(seconds=1)
        here.get("/staff/account")
        session.rollback()
        seen.add(session.scalars(select(StaffSession.seen_at)).one())
    assert len(seen) == 4


def test_a_role_that_is_taken_away_is_gone_at_the_next_page(an, signed_in, session):
    here = signed_in(an)
    assert opens(here)
    session.query(Grant).delete()
    session.commit()
    assert here.get("/staff/counters").status_code == 403
    assert here.get("/staff/account").status_code == 200
    assert here.get("/staff/").location == "/staff/account"


def test_a_closed_account_is_out_at_the_next_page(an, signed_in, session, clock):
    here = signed_in(an)
    session.execute(update(User).values(closed_at=clock()))
    session.commit()
    assert not opens(here)


def test_forms_are_refused_without_their_token(an, browser):
    here = browser()
    given = {"name": "an.nguyen", "password": PASSWORD}
    assert here.client.post("/staff/sign-in", data=given).status_code == 400
    here.sign_in("an.nguyen")
    other = browser()
    page = other.get("/staff/sign-in").text
    foreign = page.split('name="csrf_token" value="')[1].split('"')[0]
    for address in ("sign-out", "account/sign-out-everywhere", "account/password"):
        for data in ({}, {"csrf_token": "x"}, {"csrf_token": foreign}):
            assert here.client.post(f"/staff/{address}", data=data).status_code == 400
    assert opens(here)


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/staff/counters", "/staff/counters"),
        ("/staff/counters?q=ho+t%E1%BB%8Bch&page=2", "/staff/counters?q=ho+t%E1%BB%8Bch&page=2"),
        ("/staff", "/staff"),
        *[
            (elsewhere, "/staff/")
            for elsewhere in (
                "https://evil.example/",
                "//evil.example/staff/",
                "/\\evil.example",
                "\\\\evil.example",
                "/staff@evil.example",
                "/staffevil",
                "/s/abcdefgh23",
                "javascript:alert(1)",
                "/staff/\r\nSet-Cookie: x=y",
                "/staff/\t//evil.example",
                " /staff/",
                "/staff/\u202e",
                "",
            )
        ],
    ],
)
def test_after_signing_in_one_goes_on_to_a_page_of_ours_and_nowhere_else(
    an, browser, wanted, leads_to
):
    here = browser()
    here.get("/staff/sign-in")
    page = here.get("/staff/sign-in", query_string={"next": wanted})
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    given = {"name": "an.nguyen", "password": PASSWORD, "csrf_token": token}
    reply = here.client.post("/staff/sign-in", data=given, query_string={"next": wanted})
    assert (reply.status_code, reply.location) == (303, leads_to)


def test_a_stranger_is_led_back_to_where_they_wanted_to_go(an, browser):
    here = browser()
    to_sign_in = here.get("/staff/counters?q=hộ+tịch&lang=en")
    assert to_sign_in.status_code == 302
    back = here.send(to_sign_in.location, name="an.nguyen", password=PASSWORD)
    assert back.location == "/staff/counters?q=h%E1%BB%99+t%E1%BB%8Bch&lang=en"


def test_who_is_signed_in_already_need_not_do_it_again(an, signed_in):
    assert signed_in(an).get("/staff/sign-in").location == "/staff/"


@pytest.mark.usefixtures("real_secrets")
def test_a_hash_with_older_parameters_is_made_anew_at_the_next_sign_in(make, browser, session):
    older = PasswordHasher.from_parameters(CHEAPEST).hash(PASSWORD)
    user = make.user("head", name="binh", password=older)
    assert browser().sign_in("binh", "wrong").status_code == 403
    session.refresh(user)
    assert user.password == older
    assert browser().sign_in("binh").status_code == 303
    session.refresh(user)
    assert not passwords.is_outdated(user.password)
    assert browser().sign_in("binh").status_code == 303


def test_pages_of_staff_are_kept_by_nobody(an, signed_in):
    here = signed_in(an)
    for address in ("/staff/", "/staff/counters", "/staff/account", "/staff/account/password"):
        assert here.get(address).headers["Cache-Control"] == "no-store"


def test_citizens_pages_know_nothing_of_a_sign_in(an, signed_in, make):
    here = signed_in(an)
    page = here.get(f"/s/{make.counter().code}")
    assert "Cookie" not in page.headers["Vary"]
    assert "Set-Cookie" not in page.headers
    assert "Nguyễn" not in page.text


def test_those_who_sign_in_at_once_are_all_let_in(an, browser, logged):
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda _: browser().sign_in("an.nguyen").status_code, range(3)))
    assert replies == [303, 303, 303]
    assert len(logged()) == 3
