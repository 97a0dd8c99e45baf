"""What a cell may hold: a function for each, which gives the value or refuses the cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from forms.web import translatable
from survey.codes import ALPHABET, LENGTH, as_typed
from survey.loading.problems import Refused, quoted
from survey.loading.rows import Cell, Unreadable
from survey.loading.sentences import Sentence

LONGEST_TEXT = 500
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
WHOLE = re.compile(r"[0-9]{1,9}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,2}")
PERCENTAGE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*%?")
AS_WORDS = re.compile(r"^'(?='*[=+\-@])")
"""What makes words of a formula: Excel hides it, and the files that we make have it."""
QUARTER = re.compile(
    r"(?P<year>20[0-9]{2})\s*[-/]?\s*Q(?P<first>[1-4])"
    r"|(?:(?:Quý|Q)\s*)(?P<second>IV|I{1,3}|[1-4])\s*(?:/|-|\s|\snăm\s)\s*(?P<later>20[0-9]{2})",
    re.IGNORECASE,
)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
YEARS = range(1900, 2200)
"""A date outside them is a slip of the hand."""

LOST_ZEROS = Sentence(translatable("if zeros in front got lost, format the cell as text"))

NUMBER = translatable("%(cell)s is a number; format the cell as text, or zeros in front get lost")
DECIMAL = translatable(
    "%(cell)s is a number; format the cell as text, or zeros at its end get lost"
)
TOO_LONG = translatable("%(length)s characters; at most %(most)s are kept")
NOT_A_CODE = translatable(
    "%(cell)s is not a code: at most 60 letters without accents, digits, '-', '.' and '_'"
)
NAMED_TWICE = translatable("%(cell)s names one twice")
NOT_AN_AREA_CODE = translatable("%(cell)s is not an area code of 2 or 5 digits; %(hint)s")
NOT_ONE_OF = translatable("%(cell)s is not one of %(words)s")
NEITHER = translatable("%(cell)s is neither yes nor no")
NUMBER_FOR_DATE = translatable("%(cell)s is a number; format the cell as a date")
NO_LIKELY_DATE = translatable("%(cell)s is not a date between %(first)s and %(last)s")
NOT_A_DATE = translatable("%(cell)s is not a date such as 31/12/2026 or 2026-12-31")
NOT_WHOLE = translatable("%(cell)s is not a whole number; '1.234' as text is one")
NOT_A_NUMBER = translatable("%(cell)s is not a whole number from 0 to 999.999.999")
NOT_A_YEAR = translatable("%(cell)s is not a year such as 2026")
NOT_A_PERCENTAGE = translatable("%(cell)s is not a percentage above 1 and up to 100, such as 92,5")
DATE = translatable("%(cell)s is a date; format the cell as text")
FORMULA = translatable("%(cell)s is a formula; paste values")
INVISIBLE = translatable("there is an invisible character, %(character)s")
NOT_A_COUNTERS_CODE = translatable("%(cell)s is not %(length)s of the characters %(alphabet)s")
NOT_A_QUARTER = translatable("%(cell)s is not a quarter such as 2026Q3 or Quý III/2026")

YES_OR_NO: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "true", "1", "x", "có"), True),
    **dict.fromkeys(("no", "false", "0", "không"), False),
}


def text(cell: Cell) -> str:
    """Words in one line."""
    if isinstance(cell, int | float):
        raise Refused(NUMBER, cell=cell)
    words = " ".join(AS_WORDS.sub("", _written(cell)).split())
    if len(words) > LONGEST_TEXT:
        raise Refused(TOO_LONG, length=len(words), most=LONGEST_TEXT)
    return words


def code(cell: Cell) -> str:
    """A name for programs: letters without accents, digits, hyphens, points, underscores."""
    if isinstance(cell, float):
        raise Refused(DECIMAL, cell=cell)
    written = _written(cell)
    if not CODE.fullmatch(written):
        raise Refused(NOT_A_CODE, cell=quoted(written))
    return written


def codes(cell: Cell) -> tuple[str, ...]:
    """Several codes with spaces between them, in the order of the alphabet."""
    each = [code(part) for part in _written(cell).split()]
    if len(set(each)) < len(each):
        raise Refused(NAMED_TWICE, cell=quoted(cell))
    return tuple(sorted(each))


def area_code(cell: Cell) -> str:
    """The two digits of a province or the five of a commune."""
    written = _written(cell)
    if not re.fullmatch(r"[0-9]{2}|[0-9]{5}", written):
        raise Refused(NOT_AN_AREA_CODE, cell=quoted(written), hint=LOST_ZEROS)
    return written


def one_of(*words: str) -> Callable[[Cell], str]:
    """A word of a list, in small or capital letters."""

    def word(cell: Cell) -> str:
        written = _written(cell).lower()
        if written not in words:
            raise Refused(NOT_ONE_OF, cell=quoted(cell), words=", ".join(words))
        return written

    return word


def yes_or_no(cell: Cell) -> bool:
    answer = YES_OR_NO.get(_written(cell).lower())
    if answer is None:
        raise Refused(NEITHER, cell=quoted(cell))
    return answer


def day(cell: Cell) -> date:
    """A date: dd/mm/yyyy, yyyy-mm-dd, or a date in Excel's sense."""
    if isinstance(cell, int | float):
        raise Refused(NUMBER_FOR_DATE, cell=cell)
    found = cell if isinstance(cell, date) else _day(_written(cell))
    if found.year not in YEARS:
        raise Refused(NO_LIKELY_DATE, cell=found, first=YEARS[0], last=YEARS[-1])
    return found


def _day(written: str) -> date:
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Refused(NOT_A_DATE, cell=quoted(written))


def whole(cell: Cell) -> int:
    """A number of things, as 1234 or with points between thousands: 1.234."""
    if isinstance(cell, float):
        raise Refused(NOT_WHOLE, cell=cell)
    written = _written(cell)
    if not WHOLE.fullmatch(written):
        raise Refused(NOT_A_NUMBER, cell=quoted(written))
    return int(written.replace(".", ""))


def year(cell: Cell) -> int:
    written = _written(cell)
    if not re.fullmatch(r"20[0-9]{2}", written):
        raise Refused(NOT_A_YEAR, cell=quoted(written))
    return int(written)


def percentage(cell: Cell) -> Decimal:
    """More than 1 and at most 100, with a decimal comma or point: 0.95 was meant to be 95."""
    found = PERCENTAGE.fullmatch(_written(cell))
    number = Decimal(found[1].replace(",", ".")) if found else Decimal(0)
    if not 1 < number <= 100:
        raise Refused(NOT_A_PERCENTAGE, cell=quoted(cell))
    return number


def _written(cell: Cell) -> str:
    """What stands in a cell as text, if it is harmless."""
    if isinstance(cell, Unreadable):
        raise Refused(cell.reason)
    if isinstance(cell, date):
        raise Refused(DATE, cell=f"{cell:%d/%m/%Y}")
    if not isinstance(cell, str):
        return str(cell)
    if cell.startswith("="):
        raise Refused(FORMULA, cell=quoted(cell))
    if not cell.isprintable():
        _refuse_invisible(cell)
    return cell


def _refuse_invisible(written: str) -> None:
    for character in written:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\t\r\n":
            raise Refused(INVISIBLE, character=f"U+{ord(character):04X}")


def comparator(cell: Cell) -> str:
    """'>=' for "tối thiểu" and "từ … trở lên", '>' for "trên"."""
    return one_of(">=", ">")(_written(cell).replace("≥", ">="))


def counter_code(cell: Cell) -> str:
    """What a QR code is to hold, as a person types it."""
    found = as_typed(_written(cell))
    if found is None:
        raise Refused(NOT_A_COUNTERS_CODE, cell=quoted(cell), length=LENGTH, alphabet=ALPHABET)
    return found


def quarter(cell: Cell) -> tuple[int, int]:
    """The year and the number in it: 2026Q3, Q3/2026, Quý III/2026."""
    written = _written(cell)
    found = QUARTER.fullmatch(written)
    if found is None:
        raise Refused(NOT_A_QUARTER, cell=quoted(written))
    number = (found["first"] or found["second"]).upper()
    return int(found["year"] or found["later"]), ROMAN.get(number) or int(number)
