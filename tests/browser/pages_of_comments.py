"""The pages of comments, remedies and responses, with long words, with errors and with nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from survey.database import engine_options
from survey.models import Counter, Remedy
from tests.browser.pages import as_somebody, send
from tests.browser.server import Server
from tests.makers import Makers

LONG = (
    "Tôi phải đi lại ba lần để bổ sung giấy tờ về đăng ký biến động quyền sử dụng đất; mã số "
    "HĐND-UBND-UBMTTQVN-TTPVHCC-QLDA/2026-QĐ-UBND-KHÔNG-CÓ-CHỖ-NGẮT-DÒNG ghi trên phiếu hẹn "
    "không tra cứu được.\n\nMong cơ quan xem lại."
)
REASONS = ["waiting", "visits", "papers"]


def _with_something(site: Server) -> None:
    """Comments, of which some are set aside, and a late remedy; made once for each site."""
    if site.rows(select(Remedy.id)):
        return
    engine = create_engine(site.database_url, **engine_options(site.database_url))
    with Session(engine) as session:
        make = Makers(session, lambda: datetime.now(UTC) - timedelta(hours=1))
        counter = session.scalars(select(Counter).filter_by(number="one field")).one()
        for level in "1255":
            make.response(counter, {"overall": level, "reasons": REASONS}, {"comment": LONG})
        last = make.response(counter, {"overall": "5"}, {"comment": "Tốt"})
        remedy = {"office_id": counter.office_id, "what": LONG, "who": LONG[:200]}
        late = {"promised_on": date(2026, 1, 5), "due_on": date(2026, 2, 5)}
        session.add(Remedy(**remedy, **late))
        session.commit()
    engine.dispose()
    site.run("set-aside", str(last), "--reason", "Gửi từ máy của cán bộ")


def comments(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "lanh-dao", "/staff/comments")


def no_comments(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/comments?q=khong-ai-viet&reason=late")


def comments_of_an_operator(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "can-bo", "/staff/comments")


def comment(page: Page, site: Server) -> None:
    comments(page, site)
    page.locator("tbody tr", has_text="HĐND").last.locator("th a").click()


def comment_with_errors(page: Page, site: Server) -> None:
    comment(page, site)
    send(page, "form[action*='/answer'] button")


def remedy_for_a_comment(page: Page, site: Server) -> None:
    comment(page, site)
    page.locator("main a[href*='/remedy']").first.click()


def remedies(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "lanh-dao", "/staff/remedies")


def remedy(page: Page, site: Server) -> None:
    remedies(page, site)
    page.locator("tbody td a").first.click()


def remedy_with_errors(page: Page, site: Server) -> None:
    remedy(page, site)
    page.locator("#done").evaluate("(field) => field.type = 'text'")
    page.locator("#done").fill("hôm qua")
    send(page)


def add_remedy_with_errors(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/remedies/add")
    send(page)


def responses(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "quan-tri", "/staff/responses")


def responses_with_errors(page: Page, site: Server) -> None:
    responses(page, site)
    send(page, "main form .btn-danger")


def sure_of_suspicions(page: Page, site: Server) -> None:
    responses(page, site)
    page.locator("input[name=response]").first.check()
    page.locator("#reason").fill(LONG[:400])
    send(page, "main form .btn-danger")


def responses_of_an_auditor(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "kiem-tra", "/staff/responses?standing=set-aside")


PAGES: dict[Callable[[Page, Server], None], str] = {
    comments: "Góp ý – ",
    no_comments: "Góp ý – ",
    comments_of_an_operator: "Góp ý – ",
    comment: "Góp ý ngày ",
    comment_with_errors: "Lỗi: Góp ý ngày ",
    remedy_for_a_comment: "Đề ra biện pháp – ",
    remedies: "Biện pháp – ",
    remedy: "Biện pháp số ",
    remedy_with_errors: "Lỗi: Biện pháp số ",
    add_remedy_with_errors: "Lỗi: Đề ra biện pháp – ",
    responses: "Lượt trả lời – ",
    responses_with_errors: "Lỗi: Lượt trả lời – ",
    sure_of_suspicions: "Đánh dấu là đáng ngờ? – ",
    responses_of_an_auditor: "Lượt trả lời – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""
