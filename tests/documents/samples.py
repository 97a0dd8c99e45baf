"""Documents made by hand, for what reports of a few answers do not have."""

from decimal import Decimal

from survey.documents.blocks import Cell, Column, Document, Head, Kind, Paragraph, Section, Table

OFFICES = ["UBND xã Bình An", "UBND xã Hòa Bình"]
HEAD = Head(
    issuer="UBND tỉnh",
    over="",
    title="Báo cáo",
    subject="Kết quả đo lường sự hài lòng, Quý IV/2026",
    span="Quý IV/2026",
    state="Bản dự thảo, chưa ban hành",
    day="ngày …… tháng …… năm ……",
    figures="0123456789abcdef" * 4,
)


def table_of(names, caption="Các cơ quan, đơn vị", status="met"):
    """A row for each name, with a number, words and a status."""
    columns = (
        Column("office", "Cơ quan, đơn vị", Kind.TEXT, ""),
        Column("answered", "Số lượt trả lời (n)", Kind.COUNT, ""),
        Column("percent", "Tỷ lệ hài lòng, %", Kind.NUMBER, ""),
        Column("status", "Kết luận", Kind.STATUS, ""),
    )
    rows = (
        (
            Cell(name, name),
            Cell(f"{number}", number),
            Cell("92,4", Decimal("92.4")),
            Cell("Đạt", status),
        )
        for number, name in enumerate(names)
    )
    return Table("offices", caption, columns, tuple(rows), ("Một ghi chú.",))


def with_blocks(*blocks):
    """A document of one section."""
    return Document("vi", HEAD, (Section("one", "Mục một", blocks),))


DOCUMENT = with_blocks(Paragraph("Một câu."), table_of(OFFICES))
