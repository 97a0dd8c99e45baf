"""How wide the columns of a table are: as its words need."""

from __future__ import annotations

from dataclasses import dataclass

from survey.documents.blocks import Kind, Table

WIDTHS = {
    **dict.fromkeys(" .,:;'/-–()ijlíìỉĩịtfI|", 68),
    **dict.fromkeys("0123456789", 110),
    **dict.fromkeys("mwMW%—", 190),
}
"""Of letters of 11 points in Times New Roman, in twentieths of a point."""
SMALL, CAPITAL = 112, 160
MARGINS = 190
STEP = 80
LONGEST = 5
"""So many texts of a column are looked at: what the others need is less."""
SIGN = "— "
"""As wide as what stands before a status."""


@dataclass
class Need:
    """What the words of a column need, and what they got."""

    width: int
    texts: list[list[int]]
    """How long the words are of the longest texts."""

    @property
    def lines(self) -> int:
        """How many lines the text takes that takes most."""
        return max(_lines(text, self.width - MARGINS) for text in self.texts)


def shared(table: Table, width: int) -> list[int]:
    """The width of each column, all of them together as wide as the page: no word is broken as
    long as there is room, and who takes most lines gets more until all take one."""
    needs = [_need(n, table) for n in range(len(table.columns))]
    while sum(each.width for each in needs) + STEP <= width:
        longest = max(needs, key=lambda each: each.lines)
        if longest.lines <= 1:
            break
        longest.width += STEP
    rest = width - sum(each.width for each in needs)
    if rest > 0:
        needs[0].width += rest
    return _scaled([each.width for each in needs], width)


def _need(number: int, table: Table) -> Need:
    column = table.columns[number]
    sign = SIGN if column.kind is Kind.STATUS else ""
    texts = [f"{sign}{row[number].text}" for row in table.rows]
    longest = sorted(map(_words, texts), key=sum)[-LONGEST:]
    heading = _words(column.heading)
    widest = max(word for text in (heading, *longest) for word in text)
    return Need(widest + MARGINS, [*longest, heading[: (len(heading) + 1) // 2]])


def _words(text: str) -> list[int]:
    return [sum(_wide(each) for each in word) for word in text.split(" ")]


def _wide(letter: str) -> int:
    return WIDTHS.get(letter, CAPITAL if letter.isupper() else SMALL)


def _lines(words: list[int], width: int) -> int:
    lines, used = 1, 0
    for word in words:
        if used and used + WIDTHS[" "] + word > width:
            lines, used = lines + 1, word
        else:
            used += word + (WIDTHS[" "] if used else 0)
    return lines


def _scaled(widths: list[int], width: int) -> list[int]:
    whole = sum(widths)
    return [each * width // whole for each in widths]
