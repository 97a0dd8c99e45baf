"""WordprocessingML, written as text: whatever a report says is escaped in one place."""

from __future__ import annotations

from xml.sax.saxutils import escape

from survey.spreadsheets import printable

BREAK = "</w:t><w:br/><w:t xml:space='preserve'>"


def _words(said: str) -> str:
    """Words within a run; they may have several lines."""
    lines = escape(printable(said)).split("\n")
    return f"<w:t xml:space='preserve'>{BREAK.join(lines)}</w:t>"


def run(said: str, look: str = "") -> str:
    """Words, with the properties of their letters."""
    return f"<w:r>{_properties('r', look)}{_words(said)}</w:r>"


def tab() -> str:
    """From the left to the next tabulator."""
    return "<w:r><w:tab/></w:r>"


def field(instruction: str, shown: str) -> str:
    """What Word computes, with what it shows until it does."""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'> {escape(instruction)} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        f"{run(shown)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def paragraph(style: str, content: str, look: str = "") -> str:
    """Runs in a style, with what is special to this paragraph."""
    style = f"<w:pStyle w:val='{style}'/>{look}"
    return f"<w:p>{_properties('p', style)}{content}</w:p>"


def bold(said: str) -> str:
    """Words in bold."""
    return run(said, "<w:b/><w:bCs/>")


def italic(said: str) -> str:
    """Words in italics."""
    return run(said, "<w:i/><w:iCs/>")


def _properties(of: str, look: str) -> str:
    return f"<w:{of}Pr>{look}</w:{of}Pr>" if look else ""
