"""Section 7: by which method, from which questionnaires, as at which day."""

from __future__ import annotations

from analysis.report import Report, digest
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Cell, Kind, Paragraph, Section, Table
from survey.documents.columns import Shape
from survey.documents.definitions import DEFINED
from survey.documents.names import MEASURES
from survey.documents.spans import span_name
from survey.documents.tables import table
from survey.documents.voice import Voice, capital

HEADING = Words("Phụ lục: số liệu được tính ra sao", "Appendix: how the figures were made")
AS_AT = Words(
    "Số liệu tính đến ngày {day}, theo phương pháp số {method}. Ai có cùng số liệu thì tính ra "
    "đúng mã băm SHA-256 này: {digest}.",
    "The figures are as at {day}, by method number {method}. Whoever has the same figures gets "
    "this SHA-256: {digest}.",
)
DEFINITIONS = Words("Từ ngữ trong báo cáo", "The words of this report")
QUESTIONNAIRES = Words("Phiếu đã dùng", "Questionnaires that people answered")
NO_QUESTIONNAIRES = Words(
    "Trong kỳ không có phiếu nào được trả lời.", "No questionnaire was answered in this span."
)
ABOUT = Words("Về báo cáo này", "About this report")
TERM = Shape(
    "term",
    Kind.TEXT,
    Words("Từ", "Word"),
    Words("Từ dùng trong báo cáo.", "A word of this report."),
)
MEANING = Shape(
    "meaning",
    Kind.TEXT,
    Words("Nghĩa", "Meaning"),
    Words("Từ ấy có nghĩa gì.", "What it means."),
)
TITLE = Shape(
    "title",
    Kind.TEXT,
    Words("Phiếu", "Questionnaire"),
    Words("Tên phiếu.", "What it is called."),
)
KEY = Shape(
    "key",
    Kind.TEXT,
    Words("Mã phiếu", "Key"),
    Words("Mã của phiếu.", "The key of the questionnaire."),
)
MEASURE = Shape(
    "measure",
    Kind.TEXT,
    Words("Phép đo", "Measure"),
    Words(
        "Phiếu đo điều gì; các phép đo không trộn với nhau.", "What it measures; none are mixed."
    ),
)
VERSION = Shape(
    "version",
    Kind.COUNT,
    Words("Phiên bản", "Version"),
    Words("Số của phiên bản.", "The number of its version."),
)
HASH = Shape(
    "sha256",
    Kind.TEXT,
    Words("SHA-256", "SHA-256"),
    Words("Mã băm của nội dung phiếu.", "The hash of its text."),
    is_printed=False,
)
WHAT = Shape(
    "what",
    Kind.TEXT,
    Words("Mục", "What"),
    Words("Điều được nêu về báo cáo.", "What is said of the report."),
    is_printed=False,
)
VALUE = Shape(
    "value",
    Kind.TEXT,
    Words("Nội dung", "Value"),
    Words("Nội dung của mục.", "What it is."),
    is_printed=False,
)
FACTS = {
    "scope": Words("Cơ quan, đơn vị", "Office"),
    "code": Words("Mã cơ quan, đơn vị", "Code of the office"),
    "span": Words("Kỳ báo cáo", "Span"),
    "starts": Words("Từ ngày", "First day"),
    "last": Words("Đến ngày", "Last day"),
    "as-at": Words("Số liệu tính đến ngày", "Figures as at"),
    "method": Words("Phương pháp số", "Method number"),
    "sha256": Words("SHA-256 của số liệu", "SHA-256 of the figures"),
}


def appendix_section(report: Report, voice: Voice) -> Section:
    """The basis of all figures."""
    told = report.appendix
    values = {"day": voice.day(told.as_at), "method": str(told.method), "digest": digest(report)}
    as_at = Paragraph(voice.say(AS_AT, **values))
    asked = _questionnaires(report, voice) if told.questionnaires else None
    blocks = (
        as_at,
        definitions(report, voice),
        asked or Paragraph(voice.say(NO_QUESTIONNAIRES)),
        _about(report, voice),
    )
    return Section("appendix", voice.say(HEADING), blocks)


def definitions(report: Report, voice: Voice) -> Table:
    """Each word that the report says is explained."""
    said = (DEFINED[key] for key in report.appendix.definitions)
    rows = (
        (cells.written(voice.say(term)), cells.written(voice.say(means))) for term, means in said
    )
    return table("definitions", voice.say(DEFINITIONS), (TERM, MEANING), rows, voice)


def _questionnaires(report: Report, voice: Voice) -> Table:
    rows = (
        (
            cells.written(each.vi if voice.language == "vi" else each.en),
            cells.written(each.key),
            cells.named(MEASURES[each.measure], each.measure, voice),
            cells.count(each.version, voice),
            cells.written(each.digest),
        )
        for each in report.appendix.questionnaires
    )
    shapes = (TITLE, KEY, MEASURE, VERSION, HASH)
    return table("questionnaires", voice.say(QUESTIONNAIRES), shapes, rows, voice)


def _about(report: Report, voice: Voice) -> Table:
    """For files of data, which have no paragraphs."""
    scope, span, told = report.scope, report.span, report.appendix
    found: dict[str, Cell] = {
        "scope": cells.written(scope.name),
        "code": cells.written(scope.code),
        "span": cells.written(capital(span_name(span, voice))),
        "starts": cells.day(span.starts, voice),
        "last": cells.day(span.last, voice),
        "as-at": cells.day(told.as_at, voice),
        "method": cells.count(told.method, voice),
        "sha256": cells.written(digest(report)),
    }
    rows = ((cells.named(FACTS[key], key, voice), cell) for key, cell in found.items())
    return table("about", voice.say(ABOUT), (WHAT, VALUE), rows, voice)
