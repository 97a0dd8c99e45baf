"""The satisfaction part of the national index of service quality: 18 of its 100 points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral

PARTS = (
    ("on_time", "complaints"),
    ("disliked", "complaints"),
    ("overdue", "dossiers"),
    ("disputed", "dossiers"),
)
ENOUGH = Fraction(90, 100)
"""The share of dossiers without fault that earns all points."""


@dataclass(frozen=True, kw_only=True)
class ServiceQuality:
    """The administrative records of an office that Quyết định 766/QĐ-TTg makes points of.

    `disliked` complaints were handled in a way that was disliked, repeated or overdue. `disputed`
    dossiers have a complaint or "not satisfied". Points are exact; round them where they are shown.
    """

    complaints: int
    on_time: int
    disliked: int
    dossiers: int
    overdue: int
    disputed: int

    def __post_init__(self) -> None:
        for part, whole in PARTS:
            some, of_all = getattr(self, part), getattr(self, whole)
            whole_numbers = isinstance(some, Integral) and isinstance(of_all, Integral)
            if not (whole_numbers and 0 <= some <= of_all):
                raise ValueError(f"{some} {part} of {of_all} {whole} cannot be")

    @property
    def punctuality(self) -> Fraction:
        """Complaints handled on time: 6 points for all; 6, too, if there are none."""
        return 6 * _share(self.on_time, self.complaints)

    @property
    def handling(self) -> Fraction:
        """Satisfaction with how complaints were handled: as above."""
        return 6 * _share(self.complaints - self.disliked, self.complaints)

    @property
    def rate(self) -> Fraction | None:
        """The share of dossiers neither overdue nor disputed; nothing without dossiers.

        The decision takes both shares off, also where they are of the same dossiers, so more than
        everything can be taken off: then nothing is left, and not less.
        """
        if not self.dossiers:
            return None
        return max(1 - Fraction(self.overdue + self.disputed, self.dossiers), Fraction(0))

    @property
    def dossier_satisfaction(self) -> Fraction:
        """Satisfaction with dossiers: 6 points from 90 % on, below in proportion, 0 without any."""
        return Fraction(0) if self.rate is None else 6 * min(self.rate / ENOUGH, Fraction(1))

    @property
    def total(self) -> Fraction:
        """Out of 18."""
        return self.punctuality + self.handling + self.dossier_satisfaction


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(1)
