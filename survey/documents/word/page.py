"""The sheet of paper: A4 with the margins of Nghị định 30/2020/NĐ-CP, its numbers, and the language
and properties of the file."""

from __future__ import annotations

from importlib.resources import files

from docx.document import Document as File
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header
from docx.shared import Mm

from survey.documents.blocks import Document
from survey.documents.facts import moment_of
from survey.documents.word.markup import field, paragraph, run

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
"""In millimetres: the decree has 20-25 above and below, 30-35 on the left, 15-20 on the right."""
PAPER = (210, 297)
TEXT_WIDTH = 9354
"""What is left between the margins, 165 mm, in twentieths of a point."""
LONGEST_PROPERTY = 255
LEFT_OVER = ("/thumbnail", "/stylesWithEffects", "/customXml")


def elements(markup: str) -> list[BaseOxmlElement]:
    """What stands in a file."""
    return list(parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{markup}</w:body>"))


def prepare(file: File, document: Document) -> None:
    """Paper, styles, page numbers and properties."""
    _set_styles(file, LANGUAGES[document.language])
    _set_paper(file)
    _set_edges(file, document)
    _set_properties(file, document)
    _drop_template(file)


def _set_styles(file: File, language: str) -> None:
    _replace(file.styles.element, _shipped("styles.xml").replace("LANGUAGE", language))
    _replace(file.part.numbering_part.element, _shipped("numbering.xml"))
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _shipped(name: str) -> str:
    return (files("survey.documents.word") / name).read_text("utf-8")


def _replace(old: BaseOxmlElement, markup: str) -> None:
    old[:] = list(parse_xml(markup.encode()))


def _set_paper(file: File) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in PAPER)
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.header_distance = section.footer_distance = Mm(10)


def _set_edges(file: File, document: Document) -> None:
    """The number stands in the middle above, but not on the first page; what it is, below."""
    section, head = file.sections[0], document.head
    section.different_first_page_header_footer = True
    below = paragraph("Footer", run(f"{head.issuer} · {head.span} · {head.state}"))
    _fill(section.header, paragraph("Header", field("PAGE", "2")))
    _fill(section.first_page_header, paragraph("Header", ""))
    _fill(section.footer, below)
    _fill(section.first_page_footer, below)


def _fill(edge: _Header | _Footer, markup: str) -> None:
    edge.is_linked_to_previous = False
    edge._element[:] = elements(markup)  # There is no public way to its markup.


def _set_properties(file: File, document: Document) -> None:
    about, head, moment = file.core_properties, document.head, moment_of(document)
    about.title = f"{head.title}: {head.subject}"[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = head.issuer[:LONGEST_PROPERTY]
    about.subject, about.comments = head.span[:LONGEST_PROPERTY], head.state[:LONGEST_PROPERTY]
    about.identifier, about.language = head.figures, LANGUAGES[document.language]
    about.created = about.modified = moment
    about.keywords, about.revision = "", 1


def _drop_template(file: File) -> None:
    """What comes with python-docx's own template: a picture of its page, its styles once more."""
    for part in (file.part.package, file.part):
        for key, related in list(part.rels.items()):
            if related.reltype.endswith(LEFT_OVER):
                del part.rels[key]
