"""Somebody signs in by the single sign-on, in a browser."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.pages import unfold
from tests.browser.server import Server
from tests.browser.town import fill
from tests.single_sign_on.conftest import CLIENT_ID, CLIENT_SECRET, issuer  # noqa: F401 a fixture


@pytest.fixture
def sso_site(empty_sqlite, issuer, tmp_path):  # noqa: F811
    shutil.copy(empty_sqlite, tmp_path / "site.sqlite3")
    url = f"sqlite:///{tmp_path}/site.sqlite3"
    settings = {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "WORKERS": "1",
    }
    server = Server(url, tmp_path, fill(url), settings=settings)
    server.start()
    yield server
    server.end()


def test_it_asks_who_one_is_and_sends_one_on_to_the_page_that_was_wanted(sso_site, visit):
    page = visit(sso_site)
    page.goto("/staff/account")
    page.get_by_role("link", name="Đăng nhập qua hệ thống xác thực tập trung").click()
    page.get_by_label("Họ tên").fill("can-bo")
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản")
    expect(page.locator(".facts")).to_contain_text("can-bo")
    unfold(page)
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.get_by_role("link", name="Đăng xuất khỏi hệ thống xác thực tập trung").click()
    expect(page.locator("body")).to_have_text(
        f"out of {CLIENT_ID}, then {sso_site.address}/staff/sign-in"
    )
