"""Section 1: was the target reached, and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report import Report
from analysis.report.answer import Answer
from analysis.report.change import Change
from analysis.report.rates import Rate
from analysis.report.report import Part
from analysis.report.sentences import said
from analysis.statuses import NAMES
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Block, Cell, Kind, Paragraph, Section, Table, Verdict
from survey.documents.changes import change_sentences, change_table
from survey.documents.columns import JUDGED, NEEDED, Shape, judged_cells, rate_cells
from survey.documents.demands import demand_sentences, verdict_sentences
from survey.documents.spans import span_name
from survey.documents.tables import table
from survey.documents.unanswered import unanswered
from survey.documents.voice import Voice, capital, joined, sentence

HEADING = Words("Kết quả so với chỉ tiêu", "The answer")
NO_TARGET = Words("Không có chỉ tiêu", "No target holds")
WEIGHTED = Words(
    "Mỗi cơ quan và lĩnh vực được tính theo số hồ sơ, nên tỷ lệ này có thể khác {satisfied} lượt "
    "hài lòng chia cho {answered} lượt trả lời.",
    "Each office and field counts by its dossiers, so this rate may be other than {satisfied} "
    "satisfied of {answered} answers.",
)
RUNNING = Words(
    "Kỳ này còn đến hết ngày {last}; đây mới là số liệu tính đến ngày {day}.",
    "This span lasts until {last}; these are the figures as at {day}.",
)
WITH_SET_ASIDE = Words(
    "Nếu tính cả những lượt trả lời đáng ngờ đã để riêng: {rate} (khoảng tin cậy {level}: từ {low} "
    "đến {high}), n = {answered}.",
    "With the answers that look suspicious and were set aside: {rate} ({level} confidence "
    "interval: {low} to {high}), n = {answered}.",
)
SET_ASIDE_HIDDEN = Words(
    "Có lượt trả lời đáng ngờ được để riêng. Tỷ lệ tính cả những lượt ấy không công bố, để bảo vệ "
    "người trả lời.",
    "Some answers look suspicious and were set aside. The rate with them is not shown, to protect "
    "the people who answered.",
)
CAPTION = Words("Tỷ lệ hài lòng chung", "The rate of all")
WHICH = Shape(
    "which",
    Kind.TEXT,
    Words("Những lượt trả lời", "Answers"),
    Words("Những lượt trả lời được tính.", "Which answers count."),
)
BOTH = Words("Tính cả lượt để riêng", "With those set aside")


def answer_section(part: Part, report: Report, voice: Voice) -> Section:
    """What is read first."""
    rate = part.answer.judged.rate
    told = _answer(part, rate, report, voice) if isinstance(rate, Rate) else None
    blocks = tuple(told or unanswered(part, report, voice))
    return Section(f"{part.measure}-answer", voice.say(HEADING), blocks)


def _answer(part: Part, rate: Rate, report: Report, voice: Voice) -> Iterator[Block]:
    told = part.answer
    judged = told.judged
    word = NAMES[judged.status] if judged.status else NO_TARGET
    yield Verdict(judged.status, voice.say(word), sentence(said(judged, voice.language)))
    verdict, demand = verdict_sentences(judged, voice), demand_sentences(judged, voice)
    yield Paragraph(joined(_running(report, voice), verdict, demand))
    yield Paragraph(change_sentences(told.change, voice))
    if more := joined(_weighted(rate, voice), _set_aside(told, voice)):
        yield Paragraph(more)
    yield _rates(part, report, voice)
    if isinstance(told.change, Change):
        yield change_table(told.change, f"{part.measure}-change", voice)


def _running(report: Report, voice: Voice) -> str | None:
    """Until a span is over its figures are not the last."""
    last, day = report.span.last, report.appendix.as_at
    return voice.say(RUNNING, last=voice.day(last), day=voice.day(day)) if day <= last else None


def _weighted(rate: Rate, voice: Voice) -> str | None:
    if not rate.weighted:
        return None
    counts = {"satisfied": voice.count(rate.satisfied), "answered": voice.count(rate.answered)}
    return voice.say(WEIGHTED, **counts)


def _set_aside(told: Answer, voice: Voice) -> str | None:
    rate = told.with_set_aside
    if rate is None:
        return None
    if not isinstance(rate, Rate):
        return voice.say(SET_ASIDE_HIDDEN)
    shares = {"rate": rate.percent, "low": rate.low, "high": rate.high}
    numbers = {name: voice.percent(share) for name, share in shares.items()}
    return voice.say(WITH_SET_ASIDE, answered=voice.count(rate.answered), **numbers)


def _rates(part: Part, report: Report, voice: Voice) -> Table:
    told = part.answer
    rows = [
        (
            cells.written(capital(span_name(report.span, voice)), "now"),
            *judged_cells(told.judged, voice),
            cells.count(told.judged.needed, voice),
        )
    ]
    if told.with_set_aside is not None:
        rows.append(_row(cells.named(BOTH, "with-set-aside", voice), told.with_set_aside, voice))
    if isinstance(told.change, Change):
        before = cells.written(capital(span_name(told.change.span, voice)), "before")
        rows.append(_row(before, told.change.before, voice))
    key, shapes = f"{part.measure}-rate", (WHICH, *JUDGED, NEEDED)
    return table(key, voice.say(CAPTION), shapes, rows, voice)


def _row(heading: Cell, rate: Rate | str, voice: Voice) -> tuple[Cell, ...]:
    """Of other answers: their target is not told here."""
    numbers = rate_cells(rate if isinstance(rate, Rate) else "hidden", voice)
    rest = len(JUDGED) + 1 - len(numbers)
    return (heading, *numbers, *[cells.UNKNOWN] * rest)
