"""Lists: searched, narrowed, sorted and paged in the database, and had as a file.

A page of its own gives a statement that is restricted to its reader's part, and says in a Listing
what can be done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_
from sqlalchemy.orm import Session

from survey.folding import folded

SIZES = (20, 50, 100)
"""How many rows a page may have; the first, which a phone can bear, unless a reader says."""
MOST_ON_A_PAGE = SIZES[-1]
MOST_IN_A_FILE = 100_000
FILES = ("csv", "xlsx")
LONGEST_SEARCH = 100
FIRST_YEAR, LAST_YEAR = 2000, 2999

Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column of a list, on the page and in a file."""

    key: str
    title: str
    cell: Callable[[Any], Cell]
    """What a file says of a row; the page has a template for it."""
    order: SQLColumnExpression[Any] | None = None
    """By what to sort, if the list can be sorted by it."""
    is_number: bool = False


@dataclass(frozen=True)
class Filter:
    """A choice that narrows a list."""

    key: str
    title: str
    choices: Mapping[str, str]
    """What the address says, and what people read."""
    condition: Callable[[str], ColumnElement[bool]]
    default: str = ""
    """What is chosen if nobody says; nothing: all."""

    def knows(self, said: str) -> bool:
        """Whether what an address says is one of the choices."""
        return said in self.choices


@dataclass(frozen=True)
class DayFilter:
    """A day that narrows a list."""

    key: str
    title: str
    on: Callable[[date], ColumnElement[bool]]
    choices = None
    default = ""

    def knows(self, said: str) -> bool:
        """Whether what an address says is a day that may matter."""
        try:
            return FIRST_YEAR <= date.fromisoformat(said).year <= LAST_YEAR
        except ValueError:
            return False

    def condition(self, said: str) -> ColumnElement[bool]:
        return self.on(date.fromisoformat(said))


@dataclass(frozen=True)
class Listing:
    """What can be done with a list."""

    columns: Sequence[Column]
    searched: Callable[[str], ColumnElement[bool]]
    """That a row has a word, which is folded already, somewhere."""
    tie: SQLColumnExpression[Any]
    """What no two rows have alike."""
    filters: Sequence[Filter | DayFilter] = ()
    order: str = ""
    """By which column it is sorted if nobody says; with a hyphen the other way round."""
    then: Sequence[SQLColumnExpression[Any]] = ()
    """By what rows are sorted that are alike in that column."""

    @property
    def orders(self) -> dict[str, SQLColumnExpression[Any]]:
        """The orders that can be asked for."""
        by = {each.key: each.order for each in self.columns if each.order is not None}
        return by | {f"-{key}": column.desc() for key, column in by.items()}


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for, in the words of the address. What makes no sense is left out."""

    search: str
    order: str
    page: int
    size: int
    file: str
    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, arguments: Mapping[str, str], listing: Listing) -> Wanted:
        given = {each.key: _given(arguments, each) for each in listing.filters}
        page, size = arguments.get("page", ""), arguments.get("size", "")
        file = arguments.get("as", "")
        order = arguments.get("order", "")
        return cls(
            search=arguments.get("q", "")[:LONGEST_SEARCH],
            order=order if order in listing.orders else listing.order,
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
            size=next((each for each in SIZES if str(each) == size), SIZES[0]),
            file=file if file in FILES else "",
            chosen={
                each.key: given[each.key] for each in listing.filters if each.knows(given[each.key])
            },
        )


def _given(arguments: Mapping[str, str], narrowing: Filter | DayFilter) -> str:
    said = arguments.get(narrowing.key, "")
    return said if narrowing.knows(said) else narrowing.default


@dataclass(frozen=True)
class Shown:
    """A page of a list, or all of it for a file."""

    listing: Listing
    wanted: Wanted
    rows: Sequence[Any]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.wanted.size))

    @property
    def page(self) -> int:
        return min(max(1, self.wanted.page), self.pages)

    @property
    def first(self) -> int:
        return (self.page - 1) * self.wanted.size + 1

    @property
    def is_filtered(self) -> bool:
        usual = {each.key: each.default for each in self.listing.filters if each.default}
        return self.wanted.chosen != usual

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.search) or self.is_filtered

    def query(self, **changed: str | int) -> dict[str, str | int]:
        """What an address says that asks for the same, but for what is changed."""
        same: dict[str, str | int] = {"q": self.wanted.search, **self.wanted.chosen}
        if self.wanted.order != self.listing.order:
            same["order"] = self.wanted.order
        if self.wanted.size != SIZES[0]:
            same["size"] = self.wanted.size
        return {key: value for key, value in {**same, **changed}.items() if value != ""}

    @property
    def sizes(self) -> Mapping[int, dict[str, str | int]]:
        """What an address says that asks for the same with more or fewer rows on a page."""
        usual = SIZES[0]
        return {each: self.query(size="" if each == usual else each) for each in SIZES}


def shown(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    listing: Listing,
    arguments: Mapping[str, str],
) -> Shown:
    """The page of a list that the arguments of an address ask for."""
    wanted = Wanted.read(arguments, listing)
    narrowed = statement.where(_narrowed(listing, wanted))
    counting = narrowed.with_only_columns(func.count(), maintain_column_froms=True)
    page = Shown(listing, wanted, (), session.scalar(counting.order_by(None)) or 0)
    ordered = narrowed.order_by(*_ordered(listing, wanted))
    if wanted.file:
        ordered = ordered.limit(MOST_IN_A_FILE)
    else:
        ordered = ordered.limit(wanted.size).offset(page.first - 1)
    return Shown(listing, wanted, session.execute(ordered).unique().all(), page.total)


def _narrowed(listing: Listing, wanted: Wanted) -> ColumnElement[bool]:
    words = folded(wanted.search.replace("\0", " ")).split()
    chosen = (each for each in listing.filters if each.key in wanted.chosen)
    conditions = [each.condition(wanted.chosen[each.key]) for each in chosen]
    return and_(True, *map(listing.searched, words), *conditions)  # noqa: FBT003 SQL's own


def _ordered(listing: Listing, wanted: Wanted) -> Sequence[SQLColumnExpression[Any]]:
    """The same order in both databases, which put what is not there at different ends."""
    first = (listing.orders[wanted.order],) if wanted.order else ()
    return (*[each.nulls_last() for each in (*first, *listing.then)], listing.tie)


def contains(word: str, *columns: Any) -> ColumnElement[bool]:
    """That a word stands in one of some folded columns."""
    return or_(*[column.contains(word, autoescape=True) for column in columns])
