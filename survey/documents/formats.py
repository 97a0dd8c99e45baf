"""The formats in which a report is set. What a format needs is imported when it is asked for:
matplotlib, typst and others take their time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from survey.documents.blocks import Document

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """How a format is called by programs, and by whom it is made."""

    extension: str
    mime_type: str
    module: str
    function: str
    has_figures: bool = False
    """Whether the canonical figures are in it, too."""

    def set(self, document: Document, canonical: bytes) -> bytes:
        """The file. `canonical` are the figures of which the document tells."""
        made: Callable[..., bytes] = getattr(import_module(self.module), self.function)
        return made(document, canonical) if self.has_figures else made(document)


FORMATS = {
    "pdf": Format("pdf", "application/pdf", "survey.documents.paper", "pdf"),
    "docx": Format("docx", f"{OFFICE}.wordprocessingml.document", "survey.documents.word", "docx"),
    "xlsx": Format("xlsx", f"{OFFICE}.spreadsheetml.sheet", "survey.documents.sheets", "xlsx"),
    "csv": Format("zip", "application/zip", "survey.documents.files", "csv", has_figures=True),
}
