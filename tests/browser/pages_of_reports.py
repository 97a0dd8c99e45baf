"""The pages of reports: of an office with long names, of a part, published, and for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from analysis.report.names import PROVINCE
from survey.accounts.person import person
from survey.database import engine_options
from survey.editions.public import make_public
from survey.editions.publishing import publish
from survey.editions.said import Said
from survey.hours import read_hours
from survey.models import Counter, Edition, Office, User
from survey.periods import local_day, midnight
from survey.report_pages.keys import begun
from survey.reporting import scopes
from survey.reporting.collecting import Request
from survey.reporting.scopes import Scope
from tests.browser.pages import as_somebody, send
from tests.browser.server import Server
from tests.makers import Makers

REMARKS = (
    "Nguyên nhân chủ yếu là hồ sơ đăng ký biến động phải bổ sung nhiều lần; mã số "
    "HĐND-UBND-UBMTTQVN-TTPVHCC-QLDA/2026-QĐ-UBND-KHÔNG-CÓ-CHỖ-NGẮT-DÒNG không tra cứu được."
)
LAST, NOW = begun(local_day(datetime.now(UTC)))[:2]
"""The quarter that is over, and the one under way."""


def _with_something(site: Server) -> None:
    """Answers of two offices, and what was published of them; made once for each site."""
    if site.rows(select(Edition.id)):
        return
    engine = create_engine(site.database_url, **engine_options(site.database_url))
    with Session(engine) as session:
        _answers(session)
        _publish(session)
    engine.dispose()


def _answers(session: Session) -> None:
    make = Makers(session, lambda: datetime.now(UTC))
    for span in (LAST, NOW):
        start = midnight(span.period.start) + timedelta(hours=9)
        for number, levels in (("one field", "5" * 40 + "1" * 6), ("below", "5" * 8 + "2" * 7)):
            counter = session.scalars(select(Counter).filter_by(number=number)).one()
            for level in levels:
                make.response(counter, {"overall": level}, at=start)


def _publish(session: Session) -> None:
    """Of the office at the top, alone and with all under it, the latter for everybody."""
    office = session.scalars(select(Counter).filter_by(number="one field")).one().office
    who = person(session, session.scalars(select(User.id).filter_by(name="quan-tri")).one())
    under = scopes.part(session, office.code, LAST.period)
    whole = Scope(PROVINCE, under.root, under.code, under.offices)
    now, hours, said = datetime.now(UTC), read_hours("1-5 07:30-17:00"), Said(remarks=REMARKS)
    publish(session, Request(scopes.office(session, office.code), LAST, now, hours), who, said)
    edition = publish(session, Request(whole, LAST, now, hours), who, said)
    make_public(session, edition.id, who, now)


def _address(site: Server, kind: str = "office", key: str | None = None) -> str:
    rows = site.rows(select(Office.code).join(Counter).filter_by(number="one field"))
    return f"/staff/reports/{kind}/{rows[0][0]}/{key or LAST.word}"


def reports(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "lanh-dao", "/staff/reports")


def report(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "lanh-dao", f"{_address(site)}?with={NOW.word}")


def report_without_answers(page: Page, site: Server) -> None:
    as_somebody(page, "kiem-tra", _address(site, key="2024Q1"))


def report_of_a_part(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "quan-tri", _address(site, "part"))


def edition(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "can-bo", f"{_address(site)}/editions/1")


def publish_report(page: Page, site: Server) -> None:
    _with_something(site)
    as_somebody(page, "quan-tri", f"{_address(site, 'part')}/publish")


def publish_report_with_errors(page: Page, site: Server) -> None:
    publish_report(page, site)
    page.locator("#remarks").fill(REMARKS * 40)
    send(page)


def public_reports(page: Page, site: Server) -> None:
    _with_something(site)
    page.goto("/bao-cao")


def public_report(page: Page, site: Server) -> None:
    _with_something(site)
    page.goto(f"/bao-cao/{LAST.word}")


PAGES: dict[Callable[[Page, Server], None], str] = {
    reports: "Báo cáo – ",
    report: "Báo cáo: ",
    report_without_answers: "Báo cáo: ",
    report_of_a_part: "Báo cáo: ",
    edition: "Báo cáo: ",
    publish_report: "Ban hành báo cáo, lần 1 – ",
    publish_report_with_errors: "Lỗi: Ban hành báo cáo, lần 1 – ",
    public_reports: "Báo cáo công khai – ",
    public_report: "Báo cáo: ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""
