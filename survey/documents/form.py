"""The words of the administration's form (Nghị định 30/2020/NĐ-CP) that every document has."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.words import Language, Words

NATION = Words("Cộng hòa xã hội chủ nghĩa Việt Nam", "Socialist Republic of Viet Nam")
MOTTO = Words("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
NUMBER = Words("Số: ……/BC-……", "No. ……/BC-……")
RECIPIENTS = Words("Nơi nhận:", "To:")
FILED = Words("- Như trên;\n- Lưu: VT.", "- As above;\n- Filed.")
SIGNER = Words("Thủ trưởng cơ quan, đơn vị", "Head of the office")
SIGNED = Words("(Ký, ghi rõ họ tên, đóng dấu)", "(Signature, full name, seal)")
PAGE = Words("Trang", "Page")
TABLE = Words("Bảng", "Table")
CHART = Words("Biểu đồ", "Chart")


@dataclass(frozen=True)
class Form:
    """What stands around the text, to be filled in by hand where it is not known."""

    nation: str
    motto: str
    number: str
    recipients: str
    filed: str
    """A line for each."""
    signer: str
    signed: str
    page: str
    table: str
    """Before the number of a table, in its caption."""
    chart: str


def form(language: Language) -> Form:
    """The words in one language."""
    said = (
        NATION, MOTTO, NUMBER, RECIPIENTS, FILED, SIGNER, SIGNED, PAGE, TABLE, CHART,
    )  # fmt: skip
    return Form(*(words.said(language) for words in said))
