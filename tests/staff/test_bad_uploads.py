"""Whatever is wrong with a file: a clear answer in the reader's language, and nothing changed."""

import io
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook
from sqlalchemy import inspect, text

from tests.loading.workbooks import saved, with_part, workbook
from tests.staff.uploading import address, post, send, words

HEADER = ("code", "name", "kind", "parent")
OFFICES = ",".join(HEADER) + "\n"
NEITHER = "không phải là tệp CSV hoặc XLSX"
MEGABYTE = 1024 * 1024


def zip_bomb():
    """A workbook whose sheet would unpack to more than 200 MB."""
    rows = b"<row>" + b" " * MEGABYTE + b"</row>"
    book = workbook(HEADER, ("a", "A", "centre", None))
    end = b"</sheetData>"
    return with_part(
        book, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(end, rows * 201 + end)
    )


def not_a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x", "y")
    return file.getvalue()


def with_a_formula():
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(("a", "=1+1", "centre", None))
    return saved(book)


BAD = {
    "wrong encoding": (
        (OFFICES + "a,Sở,centre,\n").encode("utf-8").replace("ở".encode(), b"\xe7"),
        "byte thứ 4 của dòng, 0xE7, không thuộc bảng mã UTF-8",
    ),
    "UTF-16": ((OFFICES + "a,Sở,centre,\n").encode("utf-16"), "bảng mã UTF-16"),
    "formula in CSV": (OFFICES + "a,=1+1,centre,\n", "name tên '=1+1' là công thức"),
    "formula in XLSX": (with_a_formula, "ô này là công thức không có kết quả"),
    "a column is missing": ("code,name\na,A\n", "thiếu cột 'kind'"),
    "an unknown column": (
        "code,name,kind,tên\na,A,centre,x\n",
        "cột 'tên' không thuộc loại tệp này",
    ),
    "an unknown office": (OFFICES + "a,A,centre,b\n", "không có cơ quan nào mang mã 'b'"),
    "good lines and a bad one": (
        OFFICES + "a,A,centre,\nb,,centre,a\n",
        "name tên ô này còn trống",
    ),
    "a zip bomb": (zip_bomb, "khi giải nén, tệp Excel này lớn hơn 200 MB"),
    "not a workbook": (not_a_workbook, "không phải là tệp Excel, hoặc tệp đã bị hỏng"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "tệp Excel kiểu cũ hoặc có mật khẩu"),
    "nothing": ("", "tệp không có nội dung"),
    "a header alone": (OFFICES, "không có dòng dữ liệu nào"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NEITHER),
    "a program": (b"MZ\x90 This program cannot be run in DOS mode", NEITHER),
    "a document": (b"%PDF-1.7\n1 0 obj\n", NEITHER),
    "an invisible character": (OFFICES + "a,S\u200bA,centre,\n", "có một ký tự ẩn, U+200B"),
    "a line that breaks off": (OFFICES + "a,A\n", "chỉ có 2 ô trên 4 ô"),
    "more lines than anybody waits for": (
        OFFICES + "a,A,centre,\n" * 25_000,
        "có hơn 25000 dòng",
    ),
    "more rows than anybody waits for": (
        lambda: workbook(HEADER, *[("a", "A", "centre", None)] * 25_000),
        "có hơn 25000 dòng",
    ),
    "larger than 20 MB": (b"x" * (20 * MEGABYTE + 1), "tệp lớn hơn 20 MB"),
}


@pytest.fixture
def here(staff):
    return staff("administrator")


@pytest.fixture
def everything(session):
    """All that is stored, but for files that wait and for when somebody was last here."""

    def everything():
        session.rollback()
        names = set(inspect(session.get_bind()).get_table_names())
        names -= {"uploads", "staff_sessions"}
        return {
            name: sorted(map(str, session.execute(text(f'SELECT * FROM "{name}"'))))
            for name in names
        }

    return everything


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_answered_clearly_and_changes_nothing(here, make, everything, name):
    make.office()
    content, said = BAD[name]
    before = everything()
    page = send(here, "offices", content() if callable(content) else content)
    assert page.status_code == 422
    assert said in words(page)
    assert "Chưa có gì được lưu." in words(page)
    assert "/store" not in page.text
    assert everything() == before


@pytest.mark.parametrize("name", ["cai-dat.exe", "ke-hoach.docx", "tep.ods", "anh.csv.png"])
def test_a_file_that_is_named_as_something_else_is_no_table(here, everything, name):
    """Also where its first line looks like a heading."""
    before = everything()
    page = send(here, "offices", "MZ tệp chương trình", name)
    assert page.status_code == 422
    assert NEITHER in words(page)
    assert "không có dòng dữ liệu nào" not in words(page)
    assert everything() == before


def test_fifty_megabytes_get_a_page_that_says_so(here, everything, session):
    before = everything()
    page = send(here, "offices", b"x" * (50 * MEGABYTE))
    assert page.status_code == 413
    assert "Tệp lớn hơn 20 MB. Hãy tách thành nhiều tệp." in words(page)
    assert "Hãy chọn lại nội dung của tệp và loại quý." in words(page)
    assert everything() == before
    assert session.execute(text("SELECT count(*) FROM uploads")).scalar() == 0


def test_only_this_page_takes_so_much_and_only_from_those_who_may(client, staff):
    large = b"x" * (50 * MEGABYTE)
    stranger = post(client, large)
    assert (stranger.status_code, stranger.location.split("?")[0]) == (302, "/staff/sign-in")
    assert post(staff("operator").client, large).status_code == 403
    assert client.post("/staff/sign-in", data={"name": "x" * 70_000}).status_code == 413


def test_what_is_not_composed_is_composed_on_the_way_in(here, make, everything):
    """Half of the source documents are not NFC: that is not the sender's mistake."""
    make.office(code="a", name="Sở Nội vụ", kind="centre")
    before = everything()
    page = send(here, "offices", unicodedata.normalize("NFD", OFFICES + "a,Sở Nội vụ,centre,\n"))
    assert "0 mới, 0 thay đổi, 1 giữ nguyên" in words(page)
    assert "<h1>Không có gì mới: tep.csv</h1>" in page.text
    assert "Chưa lưu" not in words(page)
    assert everything() == before


def test_of_ten_thousand_bad_lines_two_hundred_are_shown_and_all_are_in_the_file(here, everything):
    before = everything()
    lines = "".join(f"c{number},Xã {number},village,\n" for number in range(10_000))
    page = send(here, "offices", OFFICES + lines)
    assert page.status_code == 422
    assert "Tệp có 10.000 lỗi." in words(page)
    assert "Trên đây là 200 mục đầu trong số 10.000." in words(page)
    assert page.text.count("<code>kind</code>") == 200
    assert len(page.data) < 100_000
    file = here.get(f"{address(page)}/lines.csv").data.decode("utf-8-sig").splitlines()
    assert len(file) == 10_001
    assert file[0] == "Dòng;Cột;Lỗi"
    assert file[-1].startswith("10001;kind;'village' không phải là một trong các từ: province, ")
    assert here.get(f"{address(page)}/lines.xlsx").data[:2] == b"PK"
    assert everything() == before
