"""What people look for by a name that they may type without accents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Text
from survey.folding import folded


class Searchable:
    """A row that is found by some of its columns.

    No way to leave out the accents of Vietnamese is the same in both databases, so the folded text
    is kept beside the columns. It also sorts alike in both.
    """

    SEARCHED: ClassVar[tuple[str, ...]]
    """The columns, beginning with the one by which a list is sorted."""

    folded: Mapped[Text] = mapped_column(server_default="")

    @classmethod
    def folded_as(cls, values: Mapping[str, Any]) -> str:
        """What is kept beside a row with these values."""
        return folded(" ".join(filter(None, (values.get(name) for name in cls.SEARCHED))))


@event.listens_for(Searchable, "before_insert", propagate=True)
@event.listens_for(Searchable, "before_update", propagate=True)
def _fold(_: Any, __: Any, row: Searchable) -> None:
    row.folded = row.folded_as({name: getattr(row, name) for name in row.SEARCHED})
