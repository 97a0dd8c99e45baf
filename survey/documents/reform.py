"""Paragraphs ready to be pasted into the province's report on administrative reform.

Every sentence is of the report's own figures; what they cannot say is left for somebody to add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from analysis.report import Report
from analysis.report.report import Part
from analysis.words import Words
from survey.documents.blocks import Blank, Block, Items, Paragraph, Section
from survey.documents.findings import causes, shortcomings, tasks
from survey.documents.names import MEASURES
from survey.documents.results import results
from survey.documents.voice import Voice

HEADING = Words(
    "Đoạn dùng cho báo cáo cải cách hành chính",
    "Paragraphs for the report on administrative reform",
)
RESULTS = Words(
    "Mục II.2.5: kết quả đánh giá của người dân, tổ chức",
    "Section II.2.5: what people and organisations think",
)
SHORTCOMINGS = Words("Tồn tại, hạn chế", "Shortcomings")
CAUSES = Words("Nguyên nhân", "Causes")
TASKS = Words("Nhiệm vụ quý tới", "The next quarter's tasks")
NO_SHORTCOMINGS = Words(
    "Số liệu kỳ này không chứng minh cơ quan, lĩnh vực nào chưa đạt chỉ tiêu.",
    "The figures prove of no office and no field that it misses its target.",
)
NO_CAUSES = Words(
    "Số liệu kỳ này chưa cho biết điều gì đi cùng sự không hài lòng.",
    "The figures do not tell what goes with dissatisfaction.",
)
NO_TASKS = Words("Số liệu kỳ này không đòi hỏi việc nào.", "The figures ask for nothing.")
OTHER_CAUSES = Words("Nguyên nhân khác do cơ quan xác định", "Other causes that the office found")
OTHER_TASKS = Words("Nhiệm vụ khác", "Other tasks")
LATE = Words(
    "Có {late} biện pháp đã đề ra nhưng quá hạn.", "{late} of the remedies promised are late."
)
GO_ON = Words(
    "Tiếp tục thực hiện {open} biện pháp đang làm.", "Go on with {open} remedies under way."
)
FINISH = Words(
    "Hoàn thành ngay {late} biện pháp đã quá hạn.", "Finish the {late} remedies that are late."
)
LINES = 3
Found = Callable[[Part, Voice], Iterable[str]]


def reform_section(report: Report, voice: Voice) -> Section:
    """For sections II.2.5 and III, and what comes next."""
    under = (
        ("results", RESULTS, _results(report, voice)),
        ("shortcomings", SHORTCOMINGS, _shortcomings(report, voice)),
        ("causes", CAUSES, _causes(report, voice)),
        ("tasks", TASKS, _tasks(report, voice)),
    )
    sections = tuple(
        Section(f"reform-{key}", voice.say(heading), tuple(blocks))
        for key, heading, blocks in under
    )
    return Section("reform", voice.say(HEADING), (), sections)


def _results(report: Report, voice: Voice) -> Iterator[Block]:
    for part in report.parts:
        yield from (Paragraph(each) for each in results(part, report, voice))


def _shortcomings(report: Report, voice: Voice) -> Iterator[Block]:
    late = report.remedies.late
    said = [voice.say(LATE, late=voice.many(late))] if late else []
    yield _items([*_of_each(report, shortcomings, voice), *said], NO_SHORTCOMINGS, voice)


def _causes(report: Report, voice: Voice) -> Iterator[Block]:
    yield _items([*_of_each(report, causes, voice)], NO_CAUSES, voice)
    yield Blank(voice.say(OTHER_CAUSES), LINES)


def _tasks(report: Report, voice: Voice) -> Iterator[Block]:
    told = report.remedies
    said = [voice.say(FINISH, late=voice.many(told.late))] if told.late else []
    said += [voice.say(GO_ON, open=voice.many(told.open))] if told.open else []
    yield _items([*said, *_of_each(report, tasks, voice)], NO_TASKS, voice)
    yield Blank(voice.say(OTHER_TASKS), LINES)


def _items(found: list[str], otherwise: Words, voice: Voice) -> Block:
    return Items(tuple(found)) if found else Paragraph(voice.say(otherwise))


def _of_each(report: Report, found: Found, voice: Voice) -> Iterator[str]:
    """What is found in each measure, with its name where there are several."""
    for part in report.parts:
        name = f"{voice.say(MEASURES[part.measure])}: " if len(report.parts) > 1 else ""
        yield from (f"{name}{each}" for each in found(part, voice))
