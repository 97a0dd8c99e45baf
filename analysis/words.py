"""What is said in Vietnamese and in English, and how either writes a number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from analysis.rounding import half_up

Language: TypeAlias = Literal["vi", "en"]


class Words(NamedTuple):
    """One thing, said in both languages."""

    vi: str
    en: str

    def said(self, language: Language, **values: str) -> str:
        """The words in one language, with `values` put in their places."""
        return (self.vi if language == "vi" else self.en).format(**values)


def decimal(value: float | Fraction | Decimal, language: Language, places: int = 1) -> str:
    """A number rounded half up, as Vietnamese and English write it: 92,4 and 92.4.

    Half up is the rule of the administration; a number that was typed as 0.125 is rounded as it
    was typed, not as the nearest binary fraction.
    """
    rounded = half_up(Decimal(str(value)) if isinstance(value, float) else value, places)
    written = f"{rounded or abs(rounded):,}".replace("-", "−")
    return written.translate(_VIETNAMESE) if language == "vi" else written


def count(value: int, language: Language) -> str:
    """A whole number with its thousands set apart: 1.234 and 1,234."""
    return decimal(value, language, 0)


def percent(share: float | Fraction | Decimal, language: Language, places: int = 1) -> str:
    """A share between 0 and 1 in per cent: 92,4 % and 92.4%."""
    number = points(share, language, places)
    return f"{number}\u00a0%" if language == "vi" else f"{number}%"


def points(share: float | Fraction | Decimal, language: Language, places: int = 1) -> str:
    """A share between 0 and 1 in per cent, without the sign."""
    hundredfold = share * 100 if isinstance(share, Fraction) else Decimal(str(share)) * 100
    return decimal(hundredfold, language, places)


_VIETNAMESE = str.maketrans(",.", ".,")
