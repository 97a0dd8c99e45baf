"""A cell holds what its column asks for, or is refused with the reason."""

from datetime import date
from decimal import Decimal

import pytest

from survey.codes import ALPHABET
from survey.loading import cells
from survey.loading.problems import Refused
from survey.loading.rows import Unreadable


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.text, "Sở  Nội\nvụ", "Sở Nội vụ"),
        (cells.text, "x" * 500, "x" * 500),
        (cells.text, "01234", "01234"),
        (cells.text, "-5 & <b>", "-5 & <b>"),
        (cells.text, "'+84 24 3", "+84 24 3"),
        (cells.text, "''=1", "'=1"),
        (cells.text, "'tis", "'tis"),
        (cells.code, "42-duc-tho", "42-duc-tho"),
        (cells.code, 42, "42"),
        (cells.code, "H56.12_a", "H56.12_a"),
        (cells.code, "x" * 60, "x" * 60),
        (cells.codes, "ho-tich  dat-dai", ("dat-dai", "ho-tich")),
        (cells.codes, 5, ("5",)),
        (cells.area_code, "42", "42"),
        (cells.area_code, 42, "42"),
        (cells.area_code, "01234", "01234"),
        (cells.area_code, 18073, "18073"),
        (cells.one_of("commune", "school"), "Commune", "commune"),
        (cells.yes_or_no, "Có", True),
        (cells.yes_or_no, "x", True),
        (cells.yes_or_no, 1, True),
        (cells.yes_or_no, "TRUE", True),
        (cells.yes_or_no, "không", False),
        (cells.yes_or_no, 0, False),
        (cells.day, "01/07/2025", date(2025, 7, 1)),
        (cells.day, "1/7/2025", date(2025, 7, 1)),
        (cells.day, "2025-07-01", date(2025, 7, 1)),
        (cells.day, date(2025, 7, 1), date(2025, 7, 1)),
        (cells.day, "29/02/2024", date(2024, 2, 29)),
        (cells.day, date(1900, 1, 1), date(1900, 1, 1)),
        (cells.whole, "0", 0),
        (cells.whole, 1234, 1234),
        (cells.whole, "1.234", 1234),
        (cells.whole, "12.345.678", 12_345_678),
        (cells.whole, "999999999", 999_999_999),
        (cells.whole, "999.999.999", 999_999_999),
        (cells.year, 2025, 2025),
        (cells.year, "2030", 2030),
        (cells.percentage, "92,5", Decimal("92.5")),
        (cells.percentage, "92.5", Decimal("92.5")),
        (cells.percentage, "95 %", Decimal(95)),
        (cells.percentage, 95, Decimal(95)),
        (cells.percentage, 92.5, Decimal("92.5")),
        (cells.percentage, "100", Decimal(100)),
        (cells.percentage, "1,01", Decimal("1.01")),
        (cells.comparator, "≥", ">="),
        (cells.comparator, ">=", ">="),
        (cells.comparator, ">", ">"),
        (cells.counter_code, "23456-789AB", "23456789ab"),
        (cells.quarter, "2026Q3", (2026, 3)),
        (cells.quarter, "2026-q3", (2026, 3)),
        (cells.quarter, "Q3/2026", (2026, 3)),
        (cells.quarter, "Quý III/2026", (2026, 3)),
        (cells.quarter, "QUÝ IV / 2026", (2026, 4)),
        (cells.quarter, "quý I năm 2026", (2026, 1)),
        (cells.quarter, "Quý 2-2026", (2026, 2)),
        (cells.quarter, "Quý II 2026", (2026, 2)),
    ],
)
def test_what_a_cell_means(read, cell, value):
    assert read(cell) == value


CODE = "is not a code: at most 60 letters without accents, digits, '-', '.' and '_'"
AREA = "is not an area code of 2 or 5 digits; if zeros in front got lost, format the cell as text"
DAY = "is not a date such as 31/12/2026 or 2026-12-31"
WHOLE = "is not a whole number from 0 to 999.999.999"
PERCENT = "is not a percentage above 1 and up to 100, such as 92,5"
QUARTER = "is not a quarter such as 2026Q3 or Quý III/2026"
LOST = "is a number; format the cell as text, or zeros in front get lost"


@pytest.mark.parametrize(
    ("read", "cell", "reason"),
    [
        (cells.text, "x" * 501, "501 characters; at most 500 are kept"),
        (cells.text, 2393856789, f"2393856789 {LOST}"),
        (cells.text, 1.5, f"1.5 {LOST}"),
        (cells.text, date(2025, 1, 2), "02/01/2025 is a date; format the cell as text"),
        (cells.text, "=HYPERLINK(1)", "'=HYPERLINK(1)' is a formula; paste values"),
        (cells.text, "a\x00b", "there is an invisible character, U+0000"),
        (cells.text, "a\x1b[2Jb", "there is an invisible character, U+001B"),
        (cells.text, "a\u202eb", "there is an invisible character, U+202E"),
        (cells.text, "a\u200bb", "there is an invisible character, U+200B"),
        (cells.text, Unreadable("out of order"), "out of order"),
        (cells.code, "Sở", f"'Sở' {CODE}"),
        (cells.code, "two words", f"'two words' {CODE}"),
        (cells.code, "-x", f"'-x' {CODE}"),
        (cells.code, -5, f"'-5' {CODE}"),
        (cells.code, "x" * 61, f"'{'x' * 59}…' {CODE}"),
        (cells.code, "x\n", f"'x\\n' {CODE}"),
        (cells.code, 1.1, "1.1 is a number; format the cell as text, or zeros at its end get lost"),
        (cells.code, date(2025, 1, 2), "02/01/2025 is a date; format the cell as text"),
        (cells.codes, "dat-dai, ho-tich", f"'dat-dai,' {CODE}"),
        (cells.codes, "a b a", "'a b a' names one twice"),
        (cells.area_code, 1234, f"'1234' {AREA}"),
        (cells.area_code, "1", f"'1' {AREA}"),
        (cells.area_code, "٤٢", f"'٤٢' {AREA}"),
        (cells.area_code, "4a", f"'4a' {AREA}"),
        (cells.one_of("commune", "school"), "ward", "'ward' is not one of commune, school"),
        (cells.yes_or_no, "maybe", "'maybe' is neither yes nor no"),
        (cells.day, "31/02/2025", f"'31/02/2025' {DAY}"),
        (cells.day, "01/07/25", f"'01/07/25' {DAY}"),
        (cells.day, "07/13/2025", f"'07/13/2025' {DAY}"),
        (cells.day, 45839, "45839 is a number; format the cell as a date"),
        (cells.day, "45839", f"'45839' {DAY}"),
        (cells.day, "01/07/0205", "0205-07-01 is not a date between 1900 and 2199"),
        (cells.day, date(2200, 1, 1), "2200-01-01 is not a date between 1900 and 2199"),
        (cells.day, date(1899, 12, 31), "1899-12-31 is not a date between 1900 and 2199"),
        (cells.whole, -1, f"'-1' {WHOLE}"),
        (cells.whole, "-1", f"'-1' {WHOLE}"),
        (cells.whole, "12,5", f"'12,5' {WHOLE}"),
        (cells.whole, "12.5", f"'12.5' {WHOLE}"),
        (cells.whole, "1.23", f"'1.23' {WHOLE}"),
        (cells.whole, "0.123", f"'0.123' {WHOLE}"),
        (cells.whole, "1,234", f"'1,234' {WHOLE}"),
        (cells.whole, "1e3", f"'1e3' {WHOLE}"),
        (cells.whole, "٣", f"'٣' {WHOLE}"),
        (cells.whole, "1000000000", f"'1000000000' {WHOLE}"),
        (cells.whole, "9" * 5000, f"'{'9' * 59}…' {WHOLE}"),
        (cells.whole, 1.234, "1.234 is not a whole number; '1.234' as text is one"),
        (cells.year, "25", "'25' is not a year such as 2026"),
        (cells.year, 1999, "'1999' is not a year such as 2026"),
        (cells.percentage, "0.95", f"'0.95' {PERCENT}"),
        (cells.percentage, "1", f"'1' {PERCENT}"),
        (cells.percentage, "100,01", f"'100,01' {PERCENT}"),
        (cells.percentage, "92.555", f"'92.555' {PERCENT}"),
        (cells.percentage, "nan", f"'nan' {PERCENT}"),
        (cells.percentage, "-5", f"'-5' {PERCENT}"),
        (cells.comparator, "<", "'<' is not one of >=, >"),
        (cells.counter_code, "01il", f"'01il' is not 10 of the characters {ALPHABET}"),
        (cells.quarter, "Q5/2026", f"'Q5/2026' {QUARTER}"),
        (cells.quarter, "2026", f"'2026' {QUARTER}"),
        (cells.quarter, "Quý IIII/2026", f"'Quý IIII/2026' {QUARTER}"),
        (cells.quarter, "III/2026", f"'III/2026' {QUARTER}"),
    ],
)  # fmt: skip
def test_what_a_cell_must_not_hold(read, cell, reason):
    with pytest.raises(Refused) as refused:
        read(cell)
    assert str(refused.value) == reason
