"""Reports as files to take along."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response

from analysis.report import Report, canonical
from survey.documents.blocks import Document
from survey.documents.formats import FORMATS

NAMES: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON",
}
"""What people call each form."""


def names() -> Mapping[str, str]:
    """The forms that there are, as people call them."""
    return NAMES


def for_everybody() -> Mapping[str, str]:
    """Those that programs read."""
    return {form: words for form, words in NAMES.items() if form in ("csv", "json")}


def attachment(form: str, content: bytes, called: str) -> Response:
    """A file to be kept under a name."""
    made = FORMATS.get(form)
    ending, kind = (made.extension, made.mime_type) if made else (form, "application/json")
    headers = {"Content-Disposition": f'attachment; filename="{called}.{ending}"'}
    return Response(content, content_type=kind, headers=headers)


def content(form: str, document: Document, report: Report, figures: bytes | None) -> bytes:
    """What stands in it. Figures that are kept are given as they are kept, byte for byte."""
    whole = figures or canonical(report)
    return whole if form == "json" else FORMATS[form].set(document, whole)
