"""The page that a one-time link opens."""

import pytest

from survey.accounts import links

NEW = "Một câu hoàn toàn khác"


@pytest.fixture
def link(make, session, clock):
    user = make.user("administrator", name="an.nguyen", full_name="Nguyễn Văn An", password=None)
    token = links.new_link(session, user, clock())
    session.commit()
    return f"/staff/link/{token}"


def test_a_password_is_chosen_and_one_signs_in_with_it(link, browser, logged):
    here = browser()
    page = here.get(link)
    assert (page.status_code, "an.nguyen của Nguyễn Văn An" in page.text) == (200, True)
    reply = here.send(link, password=NEW, again=NEW)
    assert (reply.status_code, reply.location) == (303, "/staff/sign-in")
    assert "Đã đặt mật khẩu." in here.get("/staff/sign-in").text
    assert here.sign_in("an.nguyen", NEW).location == "/staff/"
    assert logged()[0] == ("an.nguyen", "account.password", "an.nguyen")


def test_opening_the_link_does_not_use_it_up(link, browser):
    for _ in range(3):
        assert browser().get(link).status_code == 200


@pytest.mark.parametrize(("password", "again"), [("ngắn", "ngắn"), (NEW, ""), ("", "")])
def test_what_cannot_be_a_password_does_not_use_it_up(link, browser, password, again):
    here = browser()
    page = here.send(link, password=password, again=again)
    assert page.status_code == 422
    assert "Lỗi:" in page.text
    assert here.send(link, password=NEW, again=NEW).status_code == 303


def test_a_link_that_is_used_or_old_or_made_up_says_so(link, browser, clock):
    here = browser()
    here.get(link)
    clock.pass_time(hours=24)
    for address in (link, "/staff/link/made-up"):
        page = here.get(address)
        assert (page.status_code, "không còn dùng được" in page.text) == (410, True)


def test_a_second_one_with_the_page_open_comes_too_late(link, browser):
    one, other = browser(), browser()
    token = other.get(link).text.split('name="csrf_token" value="')[1].split('"')[0]
    assert one.send(link, password=NEW, again=NEW).status_code == 303
    given = {"csrf_token": token, "password": "Câu của người khác", "again": "Câu của người khác"}
    assert other.client.post(link, data=given).status_code == 410
    assert one.sign_in("an.nguyen", NEW).status_code == 303


def test_the_address_is_told_to_nobody_and_kept_by_nobody(link, browser):
    for address in (link, "/staff/link/made-up"):
        headers = browser().get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_whoever_is_signed_in_already_is_signed_out_by_it(link, browser, make, signed_in):
    here = signed_in(make.user("head"))
    here.send(link, password=NEW, again=NEW)
    assert here.get("/staff/account").status_code == 302
