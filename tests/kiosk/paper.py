"""Printed sheets as others see them: read by pdfium and zxing, which did not make them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.binding import Binding
from kiosk.sheets import Face, Job, Sheet
from kiosk.typesetting import bound

MILLIMETRE = 72 / 25.4
"""In points."""
CODE = "abcdefgh23"
ADDRESS = f"https://thuocdo.hatinh.gov.vn/s/{CODE}"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14"/>'
    "</svg>"
)
FACES = tuple(
    Face(PICTURE, vi, en)
    for vi, en in (
        ("Rất không hài lòng", "Very dissatisfied"),
        ("Không hài lòng", "Dissatisfied"),
        ("Bình thường", "Neutral"),
        ("Hài lòng", "Satisfied"),
        ("Rất hài lòng", "Very satisfied"),
    )
)


def sheet(**said: object) -> Sheet:
    """A sheet of the village of Đức Thọ, unless something else is said."""
    usual = {
        "number": "18073-1",
        "office": "UBND xã Đức Thọ",
        "where": "Quầy 1: Đất đai, xây dựng",
        "address": ADDRESS,
        "code": CODE,
        "matter": "dossier",
        "faces": FACES,
    }
    return Sheet(**{**usual, **said})


def printed(kind: str, *sheets: Sheet, is_demonstration: bool = False) -> Binding:
    return bound(Job(kind, len(sheets), is_demonstration), sheets)


def document(file: object) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(file)


@dataclass(frozen=True)
class Run:
    """Words set together, and where their ink is: in millimetres from the upper left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    font: str
    is_embedded: bool

    def touches(self, other: Run) -> bool:
        """Whether they collide. An e may stand a little below the arm of a V."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0

    def is_within(self, left: float, top: float, right: float, bottom: float) -> bool:
        return (
            left <= self.left and top <= self.top and self.right <= right and self.bottom <= bottom
        )


def runs(page: pypdfium2.PdfPage) -> list[Run]:
    return list(_runs(page))


def _runs(page: pypdfium2.PdfPage) -> Iterator[Run]:
    height = page.get_height()
    text = page.get_textpage()
    for it in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=text):
        left, bottom, right, top = it.get_bounds()
        font = it.get_font()
        box = (left, height - top, right, height - bottom)
        yield Run(
            it.extract(),
            *[edge / MILLIMETRE for edge in box],
            font.get_base_name(),
            font.is_embedded,
        )


def size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """In millimetres."""
    width, height = page.get_size()
    return round(width / MILLIMETRE, 2), round(height / MILLIMETRE, 2)


def words(page: pypdfium2.PdfPage) -> str:
    """All that is written there, on one line."""
    return " ".join(page.get_textpage().get_text_range().split())


def picture(page: pypdfium2.PdfPage, dots_an_inch: float) -> Image.Image:
    return page.render(scale=dots_an_inch / 72).to_pil().convert("L")


def photograph(page: pypdfium2.PdfPage, dots_an_inch: float) -> Image.Image:
    """The page as a cheap telephone sees it: askew, not quite sharp, and grey on grey."""
    sharp = picture(page, 3 * dots_an_inch).filter(ImageFilter.GaussianBlur(2))
    askew = sharp.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    small = askew.resize((askew.width // 3, askew.height // 3), Image.Resampling.BOX)
    return small.point(lambda light: 60 + light // 2)


def codes(picture: Image.Image) -> list[str]:
    return [code.text for code in found(picture)]


def found(picture: Image.Image) -> Sequence[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(picture)


def language(pdf: pypdfium2.PdfDocument) -> str:
    return _utf16(lambda *place: pdfium.FPDFCatalog_GetLanguage(pdf, *place))


def figures(page: pypdfium2.PdfPage) -> list[str]:
    """What a screen reader says of the pictures of a page, found by its tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    top = range(pdfium.FPDF_StructTree_CountChildren(tree))
    said = [text for n in top for text in _alts(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n))]
    pdfium.FPDF_StructTree_Close(tree)
    return said


def _alts(element: object) -> Iterator[str]:
    if alt := _utf16(lambda *place: pdfium.FPDF_StructElement_GetAltText(element, *place)):
        yield alt
    for n in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, n):
            yield from _alts(child)


def _utf16(read) -> str:
    """What pdfium writes to a place, of which it first says the size."""
    length = read(None, 0)
    if not length:
        return ""
    place = (ctypes.c_ushort * (length // 2))()
    read(place, length)
    return bytes(place)[:-2].decode("utf-16-le")
