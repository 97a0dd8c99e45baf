"""Fields and days that are silent, and what those who did not answer could change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from analysis.report.respondents import Respondents, Response
from analysis.report.silence import Bounds, Tipping
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Block, Items, Kind, Paragraph, Table
from survey.documents.columns import Shape
from survey.documents.tables import table
from survey.documents.voice import Voice, joined

FIELDS = Words(
    "Lĩnh vực chưa có lượt trả lời nào: {names}.", "Fields in which nobody answered: {names}."
)
EVERY_FIELD = Words("Lĩnh vực nào cũng có lượt trả lời.", "Every field has answers.")
EVERY_DAY = Words(
    "Ngày làm việc nào đã qua trong kỳ ({open} ngày) cũng có lượt trả lời.",
    "There are answers on each of the {open} working days that are over.",
)
NO_DAY = Words(
    "Không ngày nào trong {open} ngày làm việc đã qua có lượt trả lời.",
    "On none of the {open} working days that are over did anybody answer.",
)
DAYS = Words(
    "{silent} trong {open} ngày làm việc đã qua không có lượt trả lời nào (ngày nghỉ lễ chưa được "
    "trừ ra):",
    "On {silent} of the {open} working days that are over nobody answered (holidays are counted "
    "as working days):",
)
DAYS_HIDDEN = Words(
    "Những ngày không có lượt trả lời không công bố.", "The days without answers are not shown."
)
MONTH = Words("tháng {month}/{year}: ngày {days}", "{month}/{year}: {days}")
WORST = Words(
    "Nếu mọi người không trả lời đều không hài lòng, tỷ lệ chung của tất cả hồ sơ là {low}; nếu họ "
    "đều hài lòng, là {high}. Không giả định gì thì chỉ biết như vậy.",
    "If nobody who is silent is satisfied, the rate of all dossiers is {low}; if they all are, "
    "{high}. Without assuming anything no more is known.",
)
TURNS = Words(
    "Chung tất cả đạt chỉ tiêu khi ít nhất {needed} trong {silent} người không trả lời ({percent}) "
    "hài lòng.",
    "All together meet the target if at least {needed} of the {silent} who are silent ({percent}) "
    "are satisfied.",
)
PASSES_ANYHOW = Words(
    "Dù {silent} người không trả lời nghĩ gì, chung tất cả vẫn đạt chỉ tiêu.",
    "Whatever the {silent} think who are silent, all together meet the target.",
)
FAILS_ANYHOW = Words(
    "Dù {silent} người không trả lời đều hài lòng, chung tất cả vẫn không đạt chỉ tiêu.",
    "Even if all {silent} who are silent are satisfied, all together do not meet the target.",
)
CAPTION = Words("Người không trả lời", "Those who did not answer")
DAY_CAPTION = Words("Ngày làm việc không có lượt trả lời", "Working days without answers")
WORST_LOW = Shape(
    "worst",
    Kind.NUMBER,
    Words("Thấp nhất, %", "At worst, %"),
    Words(
        "Tỷ lệ của tất cả hồ sơ nếu không ai trong số người im lặng hài lòng.",
        "The rate of all dossiers if none of the silent is satisfied.",
    ),
    is_printed=False,
)
WORST_HIGH = Shape(
    "best",
    Kind.NUMBER,
    Words("Cao nhất, %", "At best, %"),
    Words(
        "Tỷ lệ của tất cả hồ sơ nếu mọi người im lặng đều hài lòng.",
        "The rate of all dossiers if all of the silent are satisfied.",
    ),
    is_printed=False,
)
SILENT = Shape(
    "silent",
    Kind.COUNT,
    Words("Số người không trả lời", "Silent"),
    Words("Số hồ sơ không có lượt trả lời.", "The dossiers without an answer."),
    is_printed=False,
)
NEEDED = Shape(
    "tipping-needed",
    Kind.COUNT,
    Words("Số cần hài lòng", "Must be satisfied"),
    Words(
        "Bao nhiêu người im lặng phải hài lòng để chung tất cả đạt chỉ tiêu.",
        "How many of the silent must be satisfied for all together to meet the target.",
    ),
    is_printed=False,
)
SHARE = Shape(
    "tipping-percent",
    Kind.NUMBER,
    Words("Phần cần hài lòng, %", "Must be satisfied, %"),
    Words(
        "Số ấy so với số người im lặng, %; dưới 0 hay trên 100 thì họ không đổi được kết luận.",
        "The same of the silent, %; below 0 or above 100 they turn nothing.",
    ),
    is_printed=False,
)
OPEN = Shape(
    "open-days",
    Kind.COUNT,
    Words("Số ngày làm việc", "Working days"),
    Words("Số ngày làm việc đã qua trong kỳ.", "The working days of the span that are over."),
    is_printed=False,
)
DAY = Shape(
    "day",
    Kind.DAY,
    Words("Ngày", "Day"),
    Words(
        "Một ngày làm việc không có lượt trả lời nào.", "A working day on which nobody answered."
    ),
    is_printed=False,
)


def silent_blocks(told: Respondents, voice: Voice) -> Iterator[Block]:
    """The sentences; the days by month."""
    if said := joined(_fields(told, voice), *_others(told, voice)):
        yield Paragraph(said)
    days = told.silent_days
    if isinstance(days, str):
        yield Paragraph(voice.say(DAYS_HIDDEN))
    elif told.open_days:
        yield from _days(days, told.open_days, voice)


def _fields(told: Respondents, voice: Voice) -> str:
    names = [voice.thing(each) for each in told.silent_fields]
    if names:
        return voice.say(FIELDS, names=voice.listed(names))
    is_shown = isinstance(told.response, Response)
    return voice.say(EVERY_FIELD) if told.fields and is_shown else ""


def _days(days: Sequence[date], open_days: int, voice: Voice) -> Iterator[Block]:
    if len(days) in (0, open_days):
        said = NO_DAY if days else EVERY_DAY
        yield Paragraph(voice.say(said, open=voice.count(open_days)))
        return
    counts = {"silent": voice.count(len(days)), "open": voice.count(open_days)}
    yield Paragraph(voice.say(DAYS, **counts))
    months = groupby(days, key=lambda day: (day.year, day.month))
    yield Items(tuple(_month(*month, [*of], voice) for month, of in months))


def _month(year: int, month: int, days: Sequence[date], voice: Voice) -> str:
    numbers = ", ".join(f"{day.day:02}" for day in days)
    return voice.say(MONTH, month=f"{month:02}", year=str(year), days=numbers)


def _others(told: Respondents, voice: Voice) -> Iterator[str]:
    """Where nobody answered there is nothing to turn."""
    bounds, tipping = told.worst_case, told.tipping
    if not _is_heard(told):
        return
    if isinstance(bounds, Bounds):
        low, high = voice.percent(bounds.low), voice.percent(bounds.high)
        yield voice.say(WORST, low=low, high=high)
    if isinstance(tipping, Tipping):
        yield _tipping(tipping, voice)


def _is_heard(told: Respondents) -> bool:
    return isinstance(told.response, Response) and told.response.answered > 0


def _tipping(tipping: Tipping, voice: Voice) -> str:
    said = TURNS
    if not tipping.can_turn:
        said = PASSES_ANYHOW if tipping.needed <= 0 else FAILS_ANYHOW
    counts = {"needed": voice.count(tipping.needed), "silent": voice.count(tipping.silent)}
    return voice.say(said, percent=voice.percent(tipping.percent), **counts)


def silent_table(measure: str, told: Respondents, voice: Voice) -> Iterator[Table]:
    """The same for files of data."""
    bounds, tipping = told.worst_case, told.tipping
    if isinstance(bounds, Bounds) and _is_heard(told):
        known = tipping if isinstance(tipping, Tipping) else None
        row = (
            cells.number(bounds.low, voice),
            cells.number(bounds.high, voice),
            cells.count(known.silent if known else None, voice),
            cells.count(known.needed if known else None, voice),
            cells.number(known.percent if known else None, voice),
            cells.count(told.open_days, voice),
        )
        shapes = (WORST_LOW, WORST_HIGH, SILENT, NEEDED, SHARE, OPEN)
        yield table(f"{measure}-bounds", voice.say(CAPTION), shapes, [row], voice)
    days = told.silent_days
    if not isinstance(days, str) and 0 < len(days) < told.open_days:
        rows = [(cells.day(each, voice),) for each in days]
        yield table(f"{measure}-silent-days", voice.say(DAY_CAPTION), (DAY,), rows, voice)
