"""Sheets become PDF pages, set by typst from the templates in `paper/`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from itertools import islice
from pathlib import Path

import matplotlib as mpl
import typst

from kiosk.binding import Binding, Entry
from kiosk.sheets import Job, Sheet
from survey import qr

TEMPLATE = Path(__file__).parent / "paper" / "sheets.typ"
TOGETHER = 10
"""Sheets set at a time. Typst remembers its last ten times: half a megabyte for each sheet."""


def bound(job: Job, sheets: Iterable[Sheet]) -> Binding:
    """A page for each sheet."""
    batches = _batches(sheets)
    first = next(batches)
    binding = Binding(typeset(job, first), _entries(first))
    for batch in batches:
        binding.add(typeset(job, batch), _entries(batch))
    return binding


def typeset(job: Job, sheets: Sequence[Sheet]) -> bytes:
    """Some pages of a job as a PDF of their own, tagged as PDF/UA demands."""
    given = {**asdict(job), "sheets": [_drawn(sheet) for sheet in sheets]}
    return typst.compile(
        TEMPLATE,
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )


def _drawn(sheet: Sheet) -> dict[str, object]:
    modules = qr.modules(sheet.address)
    return {
        **asdict(sheet),
        "site": sheet.site,
        "letters": sheet.letters,
        "picture": qr.drawing(modules),
        "modules": len(modules),
    }


@cache
def _fonts() -> typst.Fonts:
    """DejaVu as it comes with matplotlib: what a machine has besides makes no difference."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(mpl.get_data_path()) / "fonts" / "ttf"],
    )


def _batches(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    rest = iter(sheets)
    while batch := list(islice(rest, TOGETHER)):
        yield batch


def _entries(sheets: Sequence[Sheet]) -> list[Entry]:
    return [(sheet.office, f"{sheet.number} {sheet.where}".rstrip()) for sheet in sheets]
