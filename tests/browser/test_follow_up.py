"""From what somebody writes on a phone to what an office did about it."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect
from sqlalchemy import select, update

from survey.models import Comment, LogEntry, Remedy, Response
from tests.browser.pages import as_somebody, choose, send

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
WORDS = "Phòng chờ nóng quá, xin thêm quạt."


def an_hour_passes(site):
    """The page asks for comments that can no longer be rewritten."""
    written = select(Comment.response_id).where(Comment.body == WORDS)
    [(response,)] = site.rows(written)
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    site.rows(update(Response).filter_by(id=response).values(received_at=an_hour_ago))


def write(phone, site):
    phone.goto(site.path("one field"))
    choose(phone, 2)
    send(phone)
    phone.get_by_label("Chỗ chờ chưa tốt").check()
    phone.locator("textarea").fill(WORDS)
    send(phone)


def actions(site):
    """What the head did, as the log has it."""
    entries = select(LogEntry.action).where(LogEntry.actor == "lanh-dao")
    did = [action for (action,) in site.rows(entries.order_by(LogEntry.number))]
    return [action for action in did if action.startswith(("comment", "remedy"))]


def test_a_comment_is_read_becomes_a_remedy_and_is_done(site, visit):
    write(visit(site), site)
    head, clerk = (visit(site, **LAPTOP) for _ in range(2))
    as_somebody(head, "lanh-dao", "/staff/comments?q=xin+them+quat")
    expect(head.locator("main")).to_contain_text("Không tìm thấy mục nào.")
    an_hour_passes(site)
    as_somebody(clerk, "can-bo", "/staff/comments?reason=place")
    expect(clerk.locator("tbody")).to_contain_text("Nội dung hiển thị sau khi cơ quan đã xem.")
    expect(clerk.locator("tbody")).not_to_contain_text(WORDS)

    head.reload()
    row = head.locator("tbody tr", has_text=WORDS)
    expect(row).to_contain_text("Chỗ chờ chưa tốt")
    row.get_by_role("checkbox").check()
    head.get_by_role("button", name="Đánh dấu đã xem các góp ý đã chọn").click()
    expect(head.get_by_role("status")).to_contain_text("vừa đánh dấu đã xem: 1")
    clerk.reload()
    expect(clerk.locator("tbody")).to_contain_text(WORDS)

    head.locator("tbody tr", has_text=WORDS).get_by_role("link").click()
    head.get_by_role("link", name="Biện pháp mới").click()
    head.get_by_label("Việc", exact=True).fill("Lắp thêm hai quạt trần")
    head.get_by_label("Người phụ trách").fill("Văn phòng")
    head.get_by_label("Hạn hoàn thành").fill(f"{datetime.now(UTC) + timedelta(days=9):%Y-%m-%d}")
    head.get_by_role("button", name="Lưu").click()
    expect(head.get_by_role("status")).to_contain_text("Góp ý này đã có biện pháp.")
    head.get_by_role("link", name="Xem biện pháp").click()
    head.get_by_label("Kết quả thực hiện").fill("Đã lắp hai quạt")
    head.get_by_role("button", name="Lưu").click()
    expect(head.locator("main")).to_contain_text("đã hoàn thành")
    head.get_by_role("link", name="Về danh sách biện pháp").click()
    expect(head.locator("tbody tr", has_text="Lắp thêm hai quạt trần")).to_contain_text("✓")

    did = ["comment.read", "remedy.add", "comment.take-up", "remedy.done"]
    assert actions(site)[-4:] == did
    outcomes = site.rows(select(Remedy.outcome).where(Remedy.what == "Lắp thêm hai quạt trần"))
    assert outcomes == [("Đã lắp hai quạt",)]
