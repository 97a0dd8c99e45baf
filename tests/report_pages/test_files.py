"""Reports as files, from their pages."""

import io
from zipfile import ZipFile

import pytest

from survey.editions.copies import name_of
from tests.report_pages.conftest import SMALL

OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("form", "begins", "kind", "ending"),
    [
        ("pdf", b"%PDF-", "application/pdf", "pdf"),
        ("docx", b"PK", f"{OFFICE}.wordprocessingml.document", "docx"),
        ("xlsx", b"PK", f"{OFFICE}.spreadsheetml.sheet", "xlsx"),
        ("csv", b"PK", "application/zip", "zip"),
        ("json", b"{", "application/json", "json"),
    ],
)
def test_a_report_is_taken_along_in_every_form(head, form, begins, kind, ending):
    assert f'href="{SMALL}/files/{form}"' in head.get(SMALL).text
    reply = head.get(f"{SMALL}/files/{form}")
    assert (reply.status_code, reply.mimetype) == (200, kind)
    assert reply.data.startswith(begins)
    name = f"report-42.01-2026Q4-draft.{ending}"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["Cache-Control"] == "no-store"  # As every page of staff.


def test_files_of_data_have_the_figures_that_were_published(over, head, press, small_office):
    figures = press.publish(press.person("administrator")).figures
    reply = head.get(f"{SMALL}/editions/1/files/csv")
    with ZipFile(io.BytesIO(reply.data)) as whole:
        assert figures in [whole.read(name) for name in whole.namelist()]


def test_what_the_head_said_stands_in_the_file_of_an_edition(over, head, small_office):
    head.send(f"{SMALL}/publish", remarks="Hai quầy đông vào thứ hai.", sure="yes")
    reply = head.get(f"{SMALL}/editions/1/files/docx")
    with ZipFile(io.BytesIO(reply.data)) as whole:
        assert "Hai quầy đông vào thứ hai.".encode() in whole.read("word/document.xml")


def test_a_file_is_called_by_letters_that_every_system_takes():
    assert name_of("Xã 1/ĐB", "part", "2026H1", 2) == "report-X-1-B-part-2026H1-edition-2"
