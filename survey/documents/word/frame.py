"""What stands over and under the text, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from survey.documents.blocks import Document, Head
from survey.documents.form import Form, form
from survey.documents.word.markup import bold, italic, paragraph, run
from survey.documents.word.page import TEXT_WIDTH

LEFT = 3969
"""70 mm for the issuing body; the name of the nation needs more."""
RIGHT = TEXT_WIDTH - LEFT
SMALL = "<w:sz w:val='24'/><w:szCs w:val='24'/>"
SMALLER = "<w:sz w:val='22'/><w:szCs w:val='22'/>"
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
PLACE = "……………, "
ROOM_TO_SIGN = 5


def letterhead(document: Document) -> str:
    """Who issues it, the nation and its motto, number and day, and what it is."""
    head, words = document.head, form(document.language)
    place = PLACE if document.language == "vi" else ""
    first = (_issuer(head), _nation(words))
    second = (
        paragraph("Letterhead", run(words.number)),
        paragraph("Letterhead", italic(place + head.day)),
    )
    return (
        _columns(first, second)
        + paragraph("Title", run(head.title.upper()))
        + paragraph("Subtitle", run(head.subject))
        + _rule(TEXT_WIDTH, 2800)
        + paragraph("State", run(head.state))
    )


def signature(document: Document) -> str:
    """Who gets it, and who signs it."""
    words = form(document.language)
    to = paragraph("Normal", run(words.recipients, BOLD + ITALIC + SMALL))
    to += paragraph("Normal", run(words.filed, SMALLER))
    signs = paragraph("Letterhead", bold(words.signer.upper()))
    signs += paragraph("Letterhead", italic(words.signed))
    signs += paragraph("Letterhead", "") * ROOM_TO_SIGN
    return paragraph("BlankHeading", "") + _columns((to, signs)) + paragraph("Gap", "")


def _issuer(head: Head) -> str:
    over = paragraph("Letterhead", run(head.over.upper(), SMALL)) if head.over else ""
    return (
        over + paragraph("Letterhead", run(head.issuer.upper(), BOLD + SMALL)) + _rule(LEFT, 1000)
    )


def _nation(words: Form) -> str:
    return (
        paragraph("Letterhead", run(words.nation.upper(), BOLD + SMALL))
        + paragraph("Letterhead", bold(words.motto))
        + _rule(RIGHT, 3300)
    )


def _rule(room: int, length: int) -> str:
    """A line in the middle."""
    beside = (room - length) // 2
    return paragraph("Rule", "", f"<w:ind w:left='{beside}' w:right='{beside}'/>")


def _columns(*rows: tuple[str, str]) -> str:
    """Two columns without lines."""
    widths = (LEFT, RIGHT)
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    told = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths)}</w:tr>" for row in rows
    )
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val='TableNormal'/><w:tblW w:w='{TEXT_WIDTH}' "
        "w:type='dxa'/><w:tblLayout w:type='fixed'/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl>"
    )


def _cells(row: tuple[str, str], widths: tuple[int, int]) -> str:
    return "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/></w:tcPr>{each}</w:tc>"
        for each, width in zip(row, widths, strict=True)
    )
