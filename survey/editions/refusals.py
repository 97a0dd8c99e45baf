"""Why a report is not published, or not made public: each reason a kind of its own, so that a page
can say it in its reader's words."""

from __future__ import annotations

from survey.models import Edition


class Refused(ValueError):
    """It is not done."""


class MayNotPublish(Refused):
    """Whoever asks is neither the head of that office nor administrator of a part that has it."""


class NotOver(Refused):
    """The last day that counts is not over yet."""


class NothingChanged(Refused):
    """The newest edition says the same."""


class NoNote(Refused):
    """Nobody has said what changed since the edition before."""


class TooLong(Refused):
    """What staff say is longer than is kept."""


class OtherFigures(Refused):
    """They are not those that were looked at: answers or corrections have come in meanwhile."""


class PublishedMeanwhile(Refused):
    """Somebody else was quicker."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(f"edition {edition.number} was published by {edition.name}")
        self.number, self.name = edition.number, edition.name


class NotForEverybody(Refused):
    """Only the newest edition of a report of the province can be made public."""


class AlreadySo(Refused):
    """It is on the public page already, or not on it."""
