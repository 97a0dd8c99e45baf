"""A document as PDF, in the administration's form, set by typst from the templates in `paper/`.

The templates are handed the document as data: no word of it is ever read as typst's own language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from survey.documents.blocks import Block, Document, Picture, Section, Table
from survey.documents.form import form
from survey.documents.ruled import breakable, ruled

TEMPLATE = Path(__file__).parent / "paper" / "document.typ"
APPENDIX = "appendix"
"""The section that stands after the signature."""
TALLEST = 1020
"""Of a chart, in its own pixels: what a page has room for under a caption."""
PLACE = {"vi": "……………, ", "en": ""}
"""Room for the place, before the day."""

_UNDRAWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""What no face can draw, may come with pasted words, and is refused by PDF/UA."""


def pdf(document: Document) -> bytes:
    """On A4, tagged as PDF/UA demands; the same document is always the same bytes."""
    return typst.compile(
        TEMPLATE,
        sys_inputs={"given": json.dumps(_drawable(_given(document)), ensure_ascii=False)},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> typst.Fonts:
    """Libertinus comes with typst and DejaVu with matplotlib; what else a machine has makes no
    difference."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[Path(mpl.get_data_path()) / "fonts" / "ttf"],
    )


def _drawable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _drawable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_drawable(each) for each in value]
    return _UNDRAWN.sub("", value) if isinstance(value, str) else value


def _given(document: Document) -> dict[str, Any]:
    said = form(document.language)
    around = {**asdict(said), "filed": said.filed.split("\n"), "place": PLACE[document.language]}
    return {
        "language": document.language,
        "head": {key: breakable(words) for key, words in asdict(document.head).items()},
        "form": around,
        "sections": _sections(each for each in document.sections if each.key != APPENDIX),
        "appendix": _sections(each for each in document.sections if each.key == APPENDIX),
    }


def _sections(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {
            "heading": breakable(section.heading),
            "new_page": section.new_page,
            "blocks": [given for each in section.blocks if (given := _block(each))],
            "sections": _sections(section.sections),
        }
        for section in sections
    ]


def _block(block: Block) -> dict[str, Any] | None:
    """Nothing for what stands in files of data alone."""
    if isinstance(block, Table):
        return _table(block.printed) if block.printed else None
    if isinstance(block, Picture):
        return _picture(block)
    said = {key: _breakable(value) for key, value in asdict(block).items()}
    return {"kind": type(block).__name__, **said}


def _breakable(value: Any) -> Any:
    if isinstance(value, tuple):
        return [breakable(each) for each in value]
    return breakable(value) if isinstance(value, str) else value


def _picture(picture: Picture) -> dict[str, Any]:
    sheets = picture.draw().sheets(TALLEST)
    drawn = [{"svg": each.svg(), "description": each.description} for each in sheets]
    return {"kind": "Picture", "caption": picture.caption, "sheets": drawn}


def _table(table: Table) -> dict[str, Any]:
    notes = [breakable(note) for note in table.notes]
    return {"kind": "Table", "caption": breakable(table.caption), "notes": notes, **ruled(table)}
