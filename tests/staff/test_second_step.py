"""The pages of the second step: set up, asked for, turned off."""

import base64
import re
from io import BytesIO

import pyotp
import pytest
import zxingcpp
from PIL import Image

from survey import qr
from survey.accounts import second_step
from survey.accounts.second_step import Sealer
from tests.makers import PASSWORD
from tests.staff.browsing import Browser

SETTINGS = "/staff/account/second-step"


@pytest.fixture
def an(make):
    return make.user("head", name="an.nguyen")


@pytest.fixture
def secret(an, session, clock):
    """The secret of a second step that was set up a while ago."""
    secret = second_step.new_secret()
    step = int(clock().timestamp()) // 30 - 100
    an.recovery = second_step.turn_on(session, an.id, Sealer("k" * 40).seal(secret), step, clock())
    return secret


def secret_on(page) -> str:
    return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page.text))


def set_up(here, code, form_at=SETTINGS):
    """Send the code that belongs to the secret on a page, together with that page's secret."""
    page = here.get(form_at)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.text)[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    given = {"csrf_token": token, "sealed": sealed, "code": code(secret_on(page))}
    return here.client.post(SETTINGS, data=given)


def test_a_device_that_has_read_the_code_turns_it_on(an, signed_in, browser, clock, logged):
    here = signed_in(an)
    page = here.get(SETTINGS)
    drawn = base64.b64decode(re.search(r"svg\+xml;base64,([^\"]+)", page.text)[1])
    address = second_step.address(secret_on(page), "an.nguyen")
    assert drawn == qr.svg(address)
    with Image.open(BytesIO(qr.png(address))) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
    done = set_up(here, lambda secret: pyotp.TOTP(secret).at(clock()))
    recovery = re.findall(r"<li>([a-z2-9-]{19})</li>", done.text)
    assert (done.status_code, len(recovery)) == (200, 10)
    assert logged() == [("an.nguyen", "account.second-step-on", "an.nguyen")]
    other = browser()
    assert other.sign_in("an.nguyen").location == "/staff/sign-in/second-step"
    assert other.send("/staff/sign-in/second-step", code=recovery[0]).location == "/staff/"
    assert "9 trên 10" in other.get(SETTINGS).text


def test_a_wrong_code_changes_nothing_and_keeps_the_secret(an, signed_in, clock, session):
    here = signed_in(an)
    page = set_up(here, lambda _: "abc")
    assert page.status_code == 422
    assert "không phải mã mà thiết bị đang hiện" in page.text
    session.refresh(an)
    assert (an.totp, an.totp_since) == (None, None)
    shown = secret_on(page)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.text)[1]
    assert Sealer("k" * 40).unseal(sealed) == shown


def test_a_secret_that_is_not_ours_is_not_taken(an, signed_in, session, clock):
    here = signed_in(an)
    own = second_step.new_secret()
    code = pyotp.TOTP(own).at(clock())
    page = here.send(SETTINGS, sealed=Sealer("another key " * 4).seal(own), code=code)
    assert page.status_code == 422
    session.refresh(an)
    assert an.totp is None


def test_the_password_opens_nothing_until_the_code_is_given(an, secret, browser, clock):
    here = browser()
    reply = here.sign_in("an.nguyen", then="?next=/staff/account")
    assert reply.location == "/staff/sign-in/second-step?next=/staff/account"
    assert here.get("/staff/account").status_code == 302
    page = here.send(reply.location, code="000000")
    assert (page.status_code, "mã không đúng" in page.text) == (403, True)
    assert here.get("/staff/account").status_code == 302
    done = here.send(reply.location, code=pyotp.TOTP(secret).at(clock()))
    assert (done.status_code, done.location) == (303, "/staff/account")
    assert here.get("/staff/account").status_code == 200


def test_the_half_sign_in_is_no_key_of_its_own(an, secret, browser):
    here = browser()
    here.sign_in("an.nguyen")
    with here.client.session_transaction("/staff/") as cookie:
        cookie["_user_id"] = cookie["half"]
    assert here.get("/staff/account").status_code == 302


def test_who_has_not_given_a_password_is_sent_to_do_so(browser):
    reply = browser().get("/staff/sign-in/second-step")
    assert (reply.status_code, reply.location) == (302, "/staff/sign-in")


def test_it_is_turned_off_with_the_password(an, secret, signed_in, browser):
    here = signed_in(an)
    page = here.send(f"{SETTINGS}/off", form_at=SETTINGS, password="wrong")
    assert (page.status_code, "Mật khẩu không đúng" in page.text) == (422, True)
    done = here.send(f"{SETTINGS}/off", form_at=SETTINGS, password=PASSWORD)
    assert (done.status_code, done.location) == (303, "/staff/account")
    assert browser().sign_in("an.nguyen").location == "/staff/"


def test_new_recovery_codes_need_the_password(an, secret, signed_in):
    here = signed_in(an)
    renew = f"{SETTINGS}/recovery-codes"
    assert here.send(renew, form_at=SETTINGS, password="wrong").status_code == 422
    page = here.send(renew, form_at=SETTINGS, password=PASSWORD)
    new = re.findall(r"<li>([a-z2-9-]{19})</li>", page.text)
    assert (page.status_code, len(set(new) - set(an.recovery))) == (200, 10)
    assert page.headers["Cache-Control"] == "no-store"


@pytest.fixture
def strict(application):
    """An application in which administrators and auditors need a second step."""
    app = application(totp_required=frozenset({"administrator", "auditor"}))
    return lambda: Browser(app.test_client())


@pytest.mark.parametrize(
    ("roles", "must"),
    [
        (("administrator",), True),
        (("head", "auditor"), True),
        (("head", "operator"), False),
        ((), False),
    ],
)
def test_whose_role_needs_it_sets_it_up_before_anything_else(strict, make, roles, must, clock):
    make.user(*roles, name="binh")
    here = strict()
    here.sign_in("binh")
    pages = ("/staff/", "/staff/account", "/staff/counters", "/staff/account/password")
    sent = {here.get(page).location == SETTINGS for page in pages}
    assert sent == {must}
    if must:
        assert "Vai trò này bắt buộc" in here.get(SETTINGS).text
        done = set_up(here, lambda secret: pyotp.TOTP(secret).at(clock()))
        assert done.status_code == 200
        assert here.get("/staff/account").status_code == 200


def test_who_must_set_it_up_may_leave(strict, make):
    make.user("administrator", name="binh")
    here = strict()
    here.sign_in("binh")
    assert here.send("/staff/sign-out", form_at=SETTINGS).location == "/staff/sign-in"


def test_a_role_that_is_given_meanwhile_asks_for_it_at_the_next_page(strict, make, session):
    binh = make.user("head", name="binh")
    here = strict()
    here.sign_in("binh")
    assert here.get("/staff/counters").status_code == 200
    binh.grants[0].role = "administrator"
    session.commit()
    assert here.get("/staff/counters").location == SETTINGS
