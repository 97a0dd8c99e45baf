"""What a sheet for a counter says, whatever its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from forms import Questionnaire

KINDS = ("poster", "stand", "stickers")
"""On A4, on A5, and eight of them on A4."""


@dataclass(frozen=True)
class Face:
    """An answer that the questionnaire offers, as a picture with its words."""

    picture: str
    vi: str
    en: str


@dataclass(frozen=True)
class Sheet:
    """Whose counter it is, and how to come to its questionnaire."""

    number: str
    office: str
    where: str
    address: str
    code: str
    matter: str
    faces: tuple[Face, ...]

    @property
    def site(self) -> str:
        """Where the code can be typed, as people write addresses."""
        return self.address.partition("://")[2].removesuffix(f"/{self.code}")

    @property
    def letters(self) -> str:
        """The code in two halves, which are easier to copy."""
        half = len(self.code) // 2
        return f"{self.code[:half]} {self.code[half:]}"


@dataclass(frozen=True)
class Job:
    """A file to be printed: of which kind, and for how many counters."""

    kind: str
    count: int
    is_demonstration: bool = False


def faces_of(questionnaire: Questionnaire, picture: Callable[[str], str]) -> tuple[Face, ...]:
    """The faces under the overall question, if it has some, drawn as `picture` draws them."""
    options = questionnaire.overall.options if questionnaire.overall else ()
    return tuple(
        Face(picture(option.face), option.words.vi, option.words.en)
        for option in options
        if option.face
    )
