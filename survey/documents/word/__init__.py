"""A report as a file for Word, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx as word

from survey.documents.archives import repacked
from survey.documents.blocks import Document
from survey.documents.form import form
from survey.documents.word.body import NO_NUMBER, Body
from survey.documents.word.frame import letterhead, signature
from survey.documents.word.page import elements, prepare

APPENDIX = "appendix"


def docx(document: Document) -> bytes:
    """The file. What is signed ends before the appendix."""
    file = word.Document()
    prepare(file, document)
    body = Body(file, form(document.language))
    signed = [each for each in document.sections if each.key != APPENDIX]
    after = [replace(each, new_page=True) for each in document.sections if each.key == APPENDIX]
    told = letterhead(document) + body.sections(signed) + signature(document)
    told += body.sections(after, look=NO_NUMBER)
    file.element.body[:0] = elements(told)
    whole = BytesIO()
    file.save(whole)
    return repacked(whole.getvalue())
