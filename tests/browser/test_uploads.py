"""What is stored is had as a file, changed in a spreadsheet, and sent back, in Chromium."""

import io

from openpyxl import load_workbook
from playwright.sync_api import expect
from sqlalchemy import select

from survey.models import Field, LogEntry
from tests.browser.pages import uploads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_names_are_changed_in_a_workbook_and_stored(visit, own_site, tmp_path):
    page = visit(own_site)
    uploads(page, own_site)
    page.locator("li", has_text="nhóm lĩnh vực").get_by_role("link").click()
    with page.expect_download() as download:
        page.locator("dd").nth(1).get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "stored.xlsx")
    page.get_by_role("link", name="Tải tệp này lên").click()
    expect(page.get_by_label("Nội dung của tệp")).to_have_value("fields")
    file = {"name": "linh-vuc.xlsx", "mimeType": XLSX, "buffer": renamed(tmp_path / "stored.xlsx")}
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    page.get_by_role("button", name="Xem những gì sẽ thay đổi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chưa lưu: linh-vuc.xlsx")
    expect(page.locator("tbody")).to_contain_text("tên tiếng Việt: Đất đai → Đất đai và đo đạc")
    assert "Đất đai và đo đạc" not in names(own_site)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu từ linh-vuc.xlsx: 0 mới, 1 thay đổi.")
    assert "Đất đai và đo đạc" in names(own_site)
    actions = [row[0] for row in own_site.rows(select(LogEntry.action).order_by(LogEntry.number))]
    assert actions[-1] == "file.load"


def names(site):
    return {name for (name,) in site.rows(select(Field.name_vi))}


def renamed(path):
    """The workbook after somebody has written another name over one."""
    book = load_workbook(path)
    (cell,) = [each for row in book.active.rows for each in row if each.value == "Đất đai"]
    cell.value = "Đất đai và đo đạc"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
