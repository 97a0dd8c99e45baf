"""Every page asks who is there and what they may do, unless it is in the list of public ones."""

import pytest

from survey.access import OF_TABLETS, PUBLIC, needed_for
from survey.roles import MAY, Permission, Role

READ, FOLLOW_UP, OPERATE = Permission.READ, Permission.FOLLOW_UP, Permission.OPERATE


def test_these_pages_are_public_and_no_others():
    assert sorted(PUBLIC) == [
        "bootstrap.static",
        "health.healthz",
        "health.readyz",
        "home.find",
        "home.start",
        "kiosk.pair",
        "posters.qr_svg",
        "public_reports.file",
        "public_reports.one",
        "public_reports.show",
        "respond.answer",
        "respond.ask",
        "respond.more",
        "respond.thanks",
        "shell.file",
        "shell.manifest",
        "shell.page",
        "shell.worker",
        "sign_in.choose_password",
        "sign_in.second_step",
        "sign_in.sign_in",
        "single_sign_on.back",
        "single_sign_on.leave",
        "single_sign_on.there",
        "static",
    ]


def test_these_pages_ask_for_a_tablets_credential_and_no_others():
    assert sorted(OF_TABLETS) == [
        "kiosk.content",
        "kiosk.credential",
        "kiosk.heartbeat",
        "kiosk.responses",
    ]
    assert not PUBLIC & OF_TABLETS


def test_every_other_page_says_what_it_needs(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    others = PUBLIC | OF_TABLETS
    assert endpoints >= others
    assert [each for each in endpoints - others if needed_for(app, each) is None] == []
    assert [each for each in others if needed_for(app, each) is not None] == []


def test_a_page_that_says_nothing_is_open_to_nobody(app, staff, browser):
    app.add_url_rule("/staff/forgotten", "forgotten", lambda: "secret")
    for here in (browser(), staff("administrator")):
        page = here.get("/staff/forgotten")
        assert (page.status_code, "secret" in page.text) == (403, False)


# The promises, as the province has them: who does what.
@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("administrator", set(Permission)),
        ("head", {READ, FOLLOW_UP, Permission.PUBLISH_REPORTS}),
        ("operator", {READ, OPERATE}),
        ("auditor", {READ, Permission.READ_LOG}),
    ],
)
def test_what_each_role_may_do(role, may):
    assert MAY[Role(role)] == may


def test_every_role_has_a_line_and_every_permission_a_role():
    assert set(MAY) == set(Role)
    assert set().union(*MAY.values()) == set(Permission)


@pytest.mark.parametrize(
    "address", ["/staff/counters", "/staff/account", "/staff/", "/staff/account/password"]
)
def test_a_stranger_is_sent_to_the_sign_in(browser, address):
    reply = browser().get(address)
    assert reply.status_code == 302
    assert reply.location.startswith("/staff/sign-in?next=/staff/")


def test_a_stranger_who_sends_a_form_is_sent_there_too(app, client):
    app.config["WTF_CSRF_ENABLED"] = False
    for address in ("/staff/sign-out", "/staff/account/sign-out-everywhere"):
        reply = client.post(address)
        assert (reply.status_code, reply.location) == (302, "/staff/sign-in")


def test_who_has_no_role_may_look_after_their_account_only(make, signed_in):
    here = signed_in(make.user())
    assert here.get("/staff/").location == "/staff/account"
    page = here.get("/staff/account")
    assert (page.status_code, "Chưa có. Xin liên hệ quản trị viên." in page.text) == (200, True)
    assert "<nav" not in page.text
    assert here.get("/staff/counters").status_code == 403


def test_what_goes_wrong_is_said_in_the_words_of_staff(staff, browser):
    """A citizen is told to scan the code again; that helps nobody here."""
    pages = [here.get("/staff/nowhere") for here in (browser(), staff("administrator"))]
    assert [(page.status_code, "Về trang đầu" in page.text) for page in pages] == [(404, True)] * 2
    assert "quét lại mã" not in "".join(page.text for page in pages)
    assert "quét lại mã" in browser().get("/nowhere").text
