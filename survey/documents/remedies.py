"""Section 5: what was promised, done and is open, and room for what the head adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.report import Report
from analysis.report.remedies import DONE, LATE, OPEN, Remedies, Stated
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Blank, Block, Cell, Kind, Paragraph, Section, Table
from survey.documents.columns import FIELD, OFFICE, Shape
from survey.documents.names import REMEDY_STATES
from survey.documents.tables import table
from survey.documents.voice import Voice

HEADING = Words("Biện pháp", "Remedies")
COUNTED = Words(
    "Trong kỳ có {done} biện pháp đã làm xong, {open} biện pháp đang thực hiện và {late} biện pháp "
    "quá hạn.",
    "In this span {done} remedies were done, {open} are under way and {late} are late.",
)
NONE = Words(
    "Trong kỳ không có biện pháp nào được đề ra, làm xong hoặc còn dở dang.",
    "No remedy was promised, done or open in this span.",
)
FROM_BEFORE = Words("Biện pháp đề ra trước kỳ này", "Promised before this span")
PROMISED = Words("Biện pháp đề ra trong kỳ", "Promised in this span")
COUNTS = Words("Số biện pháp theo tình trạng", "Remedies by state")
REMARKS = Words("Ý kiến của thủ trưởng", "Remarks of the head")
NEXT = Words("Biện pháp quý tới", "Remedies for the next quarter")
LINES = 6
WHAT = Shape(
    "what",
    Kind.TEXT,
    Words("Việc", "What"),
    Words("Việc phải làm, theo lời của cơ quan.", "What is to be done, in the office's words."),
)
WHO = Shape(
    "who",
    Kind.TEXT,
    Words("Người phụ trách", "Who"),
    Words("Ai phụ trách.", "Who is in charge."),
)
PROMISED_ON = Shape(
    "promised-on",
    Kind.DAY,
    Words("Ngày đề ra", "Promised on"),
    Words("Ngày đề ra biện pháp.", "The day on which it was promised."),
)
DUE_ON = Shape(
    "due-on",
    Kind.DAY,
    Words("Hạn", "Due on"),
    Words("Ngày phải xong.", "The day by which it is to be done."),
)
DONE_ON = Shape(
    "done-on",
    Kind.DAY,
    Words("Ngày xong", "Done on"),
    Words("Ngày làm xong, nếu đã xong.", "The day on which it was done, if it is."),
)
STATE = Shape(
    "state",
    Kind.TEXT,
    Words("Tình trạng", "State"),
    Words(
        "Tình trạng vào cuối kỳ, hoặc vào ngày tính số liệu.",
        "As it stood when the span ended, or on the day of the figures.",
    ),
)
OUTCOME = Shape(
    "outcome",
    Kind.TEXT,
    Words("Kết quả", "Outcome"),
    Words("Kết quả, theo lời của cơ quan.", "What came of it, in the office's words."),
)
NUMBER = Shape(
    "number",
    Kind.COUNT,
    Words("Số biện pháp", "Remedies"),
    Words("Có bao nhiêu biện pháp.", "How many there are."),
)


def remedies_section(report: Report, voice: Voice) -> Section:
    """What was done, and room for what is to come."""
    return Section("remedies", voice.say(HEADING), tuple(_blocks(report, voice)))


def _blocks(report: Report, voice: Voice) -> Iterator[Block]:
    told, of_office = report.remedies, report.scope.kind == "office"
    if told.from_before or told.promised:
        yield Paragraph(counted(told, voice))
        yield _counts(told, voice)
    else:
        yield Paragraph(voice.say(NONE))
    for key, caption, stated in (
        ("remedies-before", FROM_BEFORE, told.from_before),
        ("remedies-promised", PROMISED, told.promised),
    ):
        if stated:
            yield _stated(key, voice.say(caption), stated, voice, of_office=of_office)
    yield Blank(voice.say(REMARKS), LINES)
    yield Blank(voice.say(NEXT), LINES)


def counted(told: Remedies, voice: Voice) -> str:
    """How many are done, under way and late."""
    done, open_, late = (voice.many(each) for each in (told.done, told.open, told.late))
    return voice.say(COUNTED, done=done, open=open_, late=late)


def _counts(told: Remedies, voice: Voice) -> Table:
    numbers = {DONE: told.done, OPEN: told.open, LATE: told.late}
    rows = (
        (cells.named(REMEDY_STATES[state], state, voice), cells.count(number, voice))
        for state, number in numbers.items()
    )
    return table("remedies-counts", voice.say(COUNTS), (STATE, NUMBER), rows, voice)


def _stated(
    key: str, caption: str, stated: Sequence[Stated], voice: Voice, *, of_office: bool
) -> Table:
    office = () if of_office else (OFFICE,)
    shapes = (WHAT, *office, FIELD, WHO, PROMISED_ON, DUE_ON, DONE_ON, STATE, OUTCOME)
    rows = (_row(each, voice, of_office=of_office) for each in stated)
    return table(key, caption, shapes, rows, voice)


def _row(stated: Stated, voice: Voice, *, of_office: bool) -> tuple[Cell, ...]:
    each = stated.remedy
    return (
        cells.written(each.what),
        *(() if of_office else (cells.thing(each.office, voice),)),
        cells.thing(each.field, voice) if each.field else cells.UNKNOWN,
        cells.written(each.who),
        *(cells.day(day, voice) for day in (each.promised_on, each.due_on, each.done_on)),
        cells.named(REMEDY_STATES[stated.state], stated.state, voice),
        cells.written(each.outcome),
    )
