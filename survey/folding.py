"""Text as a search compares it: without accents, in small letters."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """ "Hộ tịch, ĐẤT đai" as "ho tich, dat dai"."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())
