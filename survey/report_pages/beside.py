"""The answers of two reports side by side. What is real in their difference only a report can say
of the span that it is compared with, so none is worked out here."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report import Report
from analysis.report.answer import Judged
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Cell, Kind, Table
from survey.documents.columns import JUDGED, Shape, judged_cells
from survey.documents.spans import span_name
from survey.documents.tables import table
from survey.documents.voice import Voice, capital

CAPTION = Words("Hai kỳ cạnh nhau", "The two side by side")
SPAN = Shape(
    "span", Kind.TEXT, Words("Kỳ", "Span"), Words("Kỳ của báo cáo.", "The span of the report.")
)
NOT_TOLD = Words(
    "Không tính hiệu của hai tỷ lệ: thay đổi có thật hay không thì chỉ nói được khi đã xét cơ cấu "
    "lĩnh vực và sai số của cả hai kỳ.",
    "The difference of the two rates is not worked out: whether a change is real can only be said "
    "once the mix of fields and the chance in both are accounted for.",
)


def side_by_side(measure: str, one: Report, other: Report, voice: Voice) -> Table:
    """A row for each of two reports."""
    rows = [_row(measure, report, voice) for report in (one, other)]
    shapes = (SPAN, *JUDGED)
    return table("side-by-side", voice.say(CAPTION), shapes, rows, voice, [voice.say(NOT_TOLD)])


def _row(measure: str, report: Report, voice: Voice) -> tuple[Cell, ...]:
    name = cells.written(capital(span_name(report.span, voice)))
    found = [part.answer.judged for part in report.parts if part.measure == measure]
    return (name, *_judged(found, voice))


def _judged(found: Sequence[Judged], voice: Voice) -> tuple[Cell, ...]:
    return judged_cells(found[0], voice) if found else (cells.UNKNOWN,) * len(JUDGED)
