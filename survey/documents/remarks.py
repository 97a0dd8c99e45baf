"""What the head said beside the figures stands in the room that a document leaves for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from survey.documents.blocks import Blank, Block, Document, Paragraph, Section
from survey.documents.remedies import NEXT, REMARKS


def with_words(document: Document, remarks: str | None, next_steps: str | None) -> Document:
    """The document with these words; the room stays where nothing was said."""
    said = {REMARKS.said(document.language): remarks, NEXT.said(document.language): next_steps}
    sections = tuple(_section(each, said) for each in document.sections)
    return replace(document, sections=sections)


def _section(section: Section, said: Mapping[str, str | None]) -> Section:
    blocks = tuple(new for block in section.blocks for new in _block(block, said))
    under = tuple(_section(each, said) for each in section.sections)
    return replace(section, blocks=blocks, sections=under)


def _block(block: Block, said: Mapping[str, str | None]) -> tuple[Block, ...]:
    words = said.get(block.heading) if isinstance(block, Blank) else None
    if not isinstance(block, Blank) or not words:
        return (block,)
    lines = [line for line in words.splitlines() if line.strip()]
    return (Paragraph(f"{block.heading}:"), *(Paragraph(line) for line in lines))
