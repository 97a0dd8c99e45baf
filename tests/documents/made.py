"""Documents that are hard to set: long names, many rows, and words that are no words."""

from dataclasses import replace
from decimal import Decimal

from survey.documents.blocks import Cell, Column, Kind, Section, Table

LONG = (
    "Trung tâm Phục vụ hành chính công phường Nguyễn Thị Minh Khai – Chi nhánh Văn phòng đăng ký "
    "đất đai khu vực Kỳ Anh"
)
HOSTILE = ("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("https://evil.example")', "<w:p>&amp;")
OFFICES = 300


def table_of(names, key="many"):
    """A row for each name, with a count, a number and a status."""
    columns = (
        Column("office", "Cơ quan, đơn vị", Kind.TEXT, "Tên."),
        Column("answered", "Số lượt trả lời (n)", Kind.COUNT, "Số lượt."),
        Column("percent", "Tỷ lệ hài lòng, %", Kind.NUMBER, "Tỷ lệ."),
        Column("status", "Kết luận", Kind.STATUS, "Kết luận."),
    )
    rows = (
        (
            Cell(name, name),
            Cell(f"{1000 + n:,}".replace(",", "."), 1000 + n),
            Cell("92,4", Decimal("92.4")) if n % 2 else Cell("Không công bố"),
            Cell("Đạt, chưa đủ bằng chứng", "above, not proven"),
        )
        for n, name in enumerate(names)
    )
    return Table(key, "Các cơ quan, đơn vị", columns, tuple(rows), ("Một ghi chú.",))


def with_tables(document, *tables):
    """A document with one more section."""
    return replace(document, sections=(*document.sections, Section("more", "Thêm", tables)))


def large(document):
    """Of an office with a long name, about 300 with long ones, and some that are formulas."""
    many = table_of([*HOSTILE, *(f"{LONG} {n}" for n in range(OFFICES - len(HOSTILE)))])
    head = replace(document.head, issuer=LONG, over=LONG, state=f"{document.head.state}. {LONG}")
    return with_tables(replace(document, head=head), many)
