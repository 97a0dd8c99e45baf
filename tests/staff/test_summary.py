"""Where the weekly summary goes: somebody's own page."""

import pytest
from sqlalchemy import select, text

from survey.models import LogEntry, SummaryAddress
from survey.settings import Mail

SUMMARY = "/staff/account/summary"
ADDRESS = "an.nguyen@sonoivu.example.vn"
MAIL = Mail("127.0.0.1", 25, "none", "", "", "thuoc-do@example.vn")


@pytest.fixture
def an(make):
    office = make.office(name="Sở Nội vụ")
    return make.user("head", office=office, name="an.nguyen", full_name="Nguyễn Văn An")


@pytest.fixture
def sending(app):
    """The installation sends messages."""
    app.config["MAIL"] = MAIL


@pytest.fixture
def kept(session):
    def kept():
        session.rollback()
        rows = select(SummaryAddress.user_id, SummaryAddress.address, SummaryAddress.language)
        return session.execute(rows).all()

    return kept


def give(here, address=ADDRESS, language="vi"):
    return here.send(SUMMARY, mailbox=address, language=language)


def test_an_address_is_given_changed_and_deleted_and_the_log_does_not_have_it(
    an, sending, signed_in, kept, logged, session
):
    here = signed_in(an)
    assert kept() == []
    assert "Xóa địa chỉ" not in here.get(SUMMARY).text
    reply = give(here, f"  {ADDRESS} ")
    assert (reply.status_code, reply.location) == (303, SUMMARY)
    assert kept() == [(an.id, ADDRESS, "vi")]
    page = here.get(SUMMARY).text
    assert "Đã lưu địa chỉ." in page
    assert f'value="{ADDRESS}"' in page
    give(here, "an@example.vn", "en")
    assert kept() == [(an.id, "an@example.vn", "en")]
    assert here.send(f"{SUMMARY}/off", form_at=SUMMARY).status_code == 303
    assert kept() == []
    assert "Đã xóa địa chỉ." in here.get(SUMMARY).text
    on, off = "account.summary-on", "account.summary-off"
    assert logged() == [("an.nguyen", action, "an.nguyen") for action in (on, on, off)]
    here.send(f"{SUMMARY}/off", form_at=SUMMARY)
    assert len(logged()) == 3
    rows = session.execute(text("SELECT * FROM log_entries")).all()
    assert "@" not in str(rows)


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [
        ("", "vi", "Đây không phải địa chỉ thư điện tử"),
        ("an@example.vn\nBcc: x@example.vn", "vi", "Đây không phải địa chỉ thư điện tử"),
        ("<b>an</b>", "vi", "Đây không phải địa chỉ thư điện tử"),
        (ADDRESS, "fr", "Chọn ngôn ngữ."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    an, sending, signed_in, kept, address, language, said
):
    page = give(signed_in(an), address, language)
    assert page.status_code == 422
    assert said in page.text
    assert "<b>an</b>" not in page.text
    assert address.partition("\n")[0].replace("<", "&lt;").replace(">", "&gt;") in page.text
    assert kept() == []


def test_nobody_is_asked_for_an_address_that_nothing_is_sent_to(an, signed_in, kept):
    here = signed_in(an)
    page = here.get(SUMMARY).text
    assert "Hệ thống này không gửi thư." in page
    assert 'name="mailbox"' not in page
    assert here.client.post(SUMMARY, data={"mailbox": ADDRESS}).status_code in (400, 422)
    assert kept() == []


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_it_is_for_those_who_follow_up(make, sending, staff, role):
    page = staff(role, make.office()).get(SUMMARY).text
    assert "Bản tóm tắt dành cho lãnh đạo cơ quan và quản trị viên." in page
    assert 'name="mailbox"' not in page


def test_a_closed_account_has_no_address(an, sending, signed_in, kept, run, session):
    give(signed_in(an))
    assert len(kept()) == 1
    assert run("user", "close", "an.nguyen").exit_code == 0
    assert kept() == []
    session.rollback()
    assert session.scalars(select(LogEntry.action)).all()[-1] == "user.close"
