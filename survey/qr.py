"""QR codes, for print and for screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage

QUIET_ZONE = 4
"""White modules around the code, as ISO/IEC 18004 demands."""
PIXELS_A_MODULE = 16
MILLIMETRES_A_MODULE = 1.6

Modules = Sequence[Sequence[bool]]


def svg(address: str) -> bytes:
    """The code of an address as a drawing that prints at any size."""
    return drawing(modules(address)).encode()


def png(address: str) -> bytes:
    """The code of an address as a picture."""
    file = BytesIO()
    _code(address).make_image(image_factory=PilImage).save(file)
    return file.getvalue()


def modules(address: str) -> Modules:
    """The rows of a code, with the quiet zone; true is dark."""
    rows: Modules = _code(address).get_matrix()
    return rows


def drawing(rows: Modules) -> str:
    """A code as SVG: one outline for all that is dark, so that no seams show between modules."""
    side = len(rows)
    size = f"{side * MILLIMETRES_A_MODULE:g}mm"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {side} {side}"><path d="{"".join(_runs(rows))}"/></svg>'
    )


def _runs(rows: Modules) -> Iterator[str]:
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length


HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Two modules in one character, by whether the upper and the lower one are dark."""


def lines(address: str) -> list[str]:
    """The code of an address in characters, for light letters on a dark ground."""
    rows = _code(address).get_matrix()
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(HALVES[pair] for pair in zip(*two, strict=True)) for two in pairs]


def _code(address: str) -> qrcode.QRCode:
    """A quarter of it may be scratched or dirty, and it is still read."""
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, box_size=PIXELS_A_MODULE
    )
    code.add_data(address)
    code.make(fit=True)
    return code
