"""The sections of a report: headings, sentences, tables, charts and room to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import singledispatchmethod
from io import BytesIO

from docx.document import Document as File
from docx.shared import Emu, Mm

from survey.documents.blocks import (
    Blank,
    Block,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    Verdict,
)
from survey.documents.form import Form
from survey.documents.word import markup
from survey.documents.word.markup import bold, paragraph, run
from survey.documents.word.tables import grid, signed

DEEPEST = 3
LONGEST_WORD = 40
"""A longer one, of which there are hashes, would tear the line before it apart."""
LEFT = "<w:jc w:val='left'/>"
WIDEST = Mm(165)
TALLEST = 900
"""Of a chart on one page, in its own pixels: there is room for its caption."""
PIXELS_PER_INCH = 164
"""Of a chart as it is drawn; as small as it stands on paper, that is 200."""
PICTURE = "Picture"
NEW_PAGE = "<w:pageBreakBefore/>"
NO_NUMBER = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='0'/></w:numPr>"
KEEP = "<w:keepNext/>"


@dataclass
class Body:
    """What is written into a file, with the numbers of its tables and charts."""

    file: File
    form: Form
    numbers: Counter[str] = field(default_factory=Counter)

    def sections(self, sections: Sequence[Section], level: int = 1, look: str = "") -> str:
        """Sections with those under them."""
        return "".join(self._section(each, level, look) for each in sections)

    def _section(self, section: Section, level: int, look: str) -> str:
        special = (NEW_PAGE if section.new_page else "") + look
        heading = paragraph(f"Heading{min(level, DEEPEST)}", run(section.heading), special)
        blocks = "".join(self.block(each) for each in section.blocks)
        return heading + blocks + self.sections(section.sections, level + 1)

    @singledispatchmethod
    def block(self, block: Block) -> str:
        """One block."""
        raise TypeError(f"no such block: {block!r}")

    @block.register
    def _(self, block: Paragraph) -> str:
        has_hash = any(len(word) > LONGEST_WORD for word in block.text.split(" "))
        return paragraph("BodyText", run(block.text), LEFT if has_hash else "")

    @block.register
    def _(self, block: Verdict) -> str:
        word = paragraph("Verdict", signed(block.status, block.word))
        return word + paragraph("BodyText", bold(block.sentence))

    @block.register
    def _(self, block: Items) -> str:
        return "".join(paragraph("ListBullet", run(item)) for item in block.items)

    @block.register
    def _(self, block: Blank) -> str:
        line = paragraph("BlankLine", markup.tab())
        return paragraph("BlankHeading", run(block.heading)) + line * block.lines

    @block.register
    def _(self, block: Table) -> str:
        table = block.printed
        if table is None:
            return ""
        notes = "".join(paragraph("Note", run(note)) for note in table.notes)
        caption = self._caption(self.form.table, table.caption, KEEP)
        return caption + grid(table) + notes + paragraph("Gap", "")

    @block.register
    def _(self, block: Picture) -> str:
        pictures = "".join(paragraph("Picture", each) for each in self._drawn(block))
        return pictures + self._caption(self.form.chart, block.caption)

    def _caption(self, name: str, said: str, look: str = "") -> str:
        """Word counts them itself: what an office pastes beside its own gets the next number."""
        self.numbers[name] += 1
        number = str(self.numbers[name])
        counted = markup.field(f"SEQ {name.replace(' ', '_')} \\* ARABIC", number)
        return paragraph("Caption", run(f"{name} ") + counted + run(f". {said}"), look)

    def _drawn(self, block: Picture) -> Iterator[str]:
        for sheet in block.draw().sheets(TALLEST):
            inline = self.file.part.new_pic_inline(BytesIO(sheet.png(PIXELS_PER_INCH)))
            drawn = inline.docPr
            self.numbers[PICTURE] += 1  # python-docx counts those that stand in the file already.
            drawn.set("id", str(self.numbers[PICTURE]))
            drawn.set("name", f"{PICTURE} {self.numbers[PICTURE]}")
            drawn.set("title", block.caption)
            drawn.set("descr", sheet.description)
            for edge in "TBLR":  # Without them, LibreOffice adds an eighth of an inch.
                inline.set(f"dist{edge}", "0")
            width = min(WIDEST, inline.extent.cx)
            height = Emu(inline.extent.cy * width // inline.extent.cx)
            for extent in (inline.extent, inline.graphic.graphicData.pic.spPr):
                extent.cx, extent.cy = Emu(width), height
            yield f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
