"""Parts of a file bound into one: pages in order, each with its own tags, and never half a file."""

import resource

import pytest

from kiosk.typesetting import TOGETHER
from tests.kiosk import paper
from tests.kiosk.paper import sheet

MANY = 43
assert MANY > 2 * TOGETHER


def address(number):
    return f"https://thuocdo.hatinh.gov.vn/s/abcdefg{number:03}"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """Sheets of two offices, in at least three parts."""
    file = tmp_path_factory.mktemp("bound") / "file.pdf"
    sheets = [
        sheet(
            number=f"quay-{number}",
            office="UBND xã Đức Thọ" if number < 30 else "Sở Xây dựng",
            where=f"Quầy {number}" if number else "",
            address=address(number),
            code=address(number)[-10:],
        )
        for number in range(MANY)
    ]
    paper.printed("stand", *sheets).write(file)
    return paper.document(file)


def test_every_sheet_has_its_page_and_its_tags(pdf):
    assert len(pdf) == MANY
    for number, page in enumerate(pdf):
        assert f"quay-{number}" in paper.words(page)
        assert paper.codes(paper.picture(page, 72)) == [address(number)]
        assert paper.figures(page) == [f"Mã QR mở trang {address(number)}"]


def test_an_outline_leads_to_offices_and_their_counters(pdf):
    entries = [(it.level, it.get_title(), it.get_dest().get_index()) for it in pdf.get_toc()]
    assert len(entries) == 2 + MANY
    assert entries[:3] == [(0, "UBND xã Đức Thọ", 0), (1, "quay-0", 0), (1, "quay-1 Quầy 1", 1)]
    assert entries[31:33] == [(0, "Sở Xây dựng", 30), (1, "quay-30 Quầy 30", 30)]


def test_the_file_says_how_many_it_holds(pdf):
    assert pdf.get_metadata_value("Title") == f"Biển để bàn: {MANY} quầy"
    assert pdf.is_tagged()
    assert paper.language(pdf) == "vi-VN"


@pytest.fixture
def small_disk():
    """A disk that takes ten thousand more bytes and is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path, small_disk):
    file = tmp_path / "file.pdf"
    file.write_bytes(b"before")
    with pytest.raises(OSError, match="File too large"):
        paper.printed("poster", sheet()).write(file)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_gets_the_rights_of_other_files(tmp_path):
    (tmp_path / "other").touch()
    paper.printed("poster", sheet()).write(tmp_path / "file.pdf")
    modes = {file.stat().st_mode for file in tmp_path.iterdir()}
    assert len(modes) == 1
