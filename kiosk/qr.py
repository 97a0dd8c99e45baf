"""QR codes of counters, for print and for screens."""

from __future__ import annotations

from io import BytesIO

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.image.svg import SvgPathImage

QUIET_ZONE = 4
"""White modules around the code, as ISO/IEC 18004 demands."""
PIXELS_A_MODULE = 16


def svg(address: str) -> bytes:
    """The code of an address as a drawing that prints at any size."""
    return _saved(_code(address).make_image(image_factory=SvgPathImage))


def png(address: str) -> bytes:
    """The code of an address as a picture."""
    return _saved(_code(address).make_image(image_factory=PilImage))


def _code(address: str) -> qrcode.QRCode:
    """A quarter of it may be scratched or dirty, and it is still read."""
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, box_size=PIXELS_A_MODULE
    )
    code.add_data(address)
    code.make(fit=True)
    return code


def _saved(image: PilImage | SvgPathImage) -> bytes:
    file = BytesIO()
    image.save(file)
    return file.getvalue()
