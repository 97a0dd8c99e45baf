"""The circular's points of an office, with the indicators that had no data."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators import INDICATORS
from analysis.report.points import Assessed, Score
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Block, Cell, Kind, Paragraph, Table
from survey.documents.columns import Shape
from survey.documents.names import GRADES
from survey.documents.tables import table
from survey.documents.voice import Voice, joined

CAPTION = Words("Điểm theo {document}", "Points by {document}")
INDICATOR = Shape(
    "indicator",
    Kind.TEXT,
    Words("Chỉ số", "Indicator"),
    Words("Chỉ số của thông tư.", "The indicator of the circular."),
)
NUMBER = Shape(
    "number",
    Kind.COUNT,
    Words("Số thứ tự", "Number"),
    Words("Số thứ tự của chỉ số trong thông tư.", "Its number in the circular."),
)
DOSSIERS = Shape(
    "dossiers",
    Kind.COUNT,
    Words("Số hồ sơ được chấm", "Dossiers with points"),
    Words("Số hồ sơ có điểm ở chỉ số này.", "How many dossiers have points for it."),
)
SCORE = Shape(
    "score",
    Kind.NUMBER,
    Words("Điểm", "Points"),
    Words(
        "Điểm trung bình của một hồ sơ, từ 0 đến 2, làm tròn nửa lên.",
        "Points per dossier, from 0 to 2, rounded half up.",
    ),
)
GRADE = Shape(
    "grade",
    Kind.TEXT,
    Words("Xếp loại", "Grade"),
    Words(
        "Thang của thông tư gọi tổng số điểm là gì; thiếu chỉ số thì thấp hơn thực tế.",
        "What the circular's scale calls the total; it is too low where indicators are missing.",
    ),
    is_printed=False,
)
TOTAL = Words("Tổng số điểm", "Total")
GRADED = Words(
    "Theo {document}, các chỉ số có số liệu cộng lại được {total} điểm, xếp loại {grade}.",
    "By {document} the indicators with data add up to {total} points, which is called {grade}.",
)
NONE = Words(
    "Chưa chấm điểm được theo {document}: không chỉ số nào có đủ số liệu.",
    "No points by {document}: no indicator has data enough.",
)
LEFT_OUT = Words(
    "Chưa đủ số liệu ở chỉ số {numbers}. Chỉ số thiếu bị bỏ ra mà ngưỡng xếp loại giữ nguyên, nên "
    "cơ quan trông kém hơn thực tế: xin đừng dùng điểm này để xếp loại khi còn thiếu.",
    "Too few data for indicators {numbers}. They are left out and the grades stay as they are, so "
    "the office looks worse than it is: do not grade it by these points as long as some are "
    "missing.",
)
IN_DOUBT = Words(
    "Từ 01/07/2025 Nghị định 118/2025 đã thay nghị định mà thông tư này hướng dẫn; thang điểm còn "
    "áp dụng hay không là do tỉnh quyết định.",
    "On 01/07/2025 Decree 118/2025 took the place of the decree that the circular belongs to; "
    "whether its scale still holds is for the province to say.",
)


def points_blocks(measure: str, told: Assessed, voice: Voice) -> Iterator[Block]:
    """The total and its class, what is missing, and the points by indicator."""
    yield Paragraph(joined(_total(told, voice), _missing(told, voice)))
    if told.scores:
        yield _table(measure, told, voice)


def _total(told: Assessed, voice: Voice) -> str:
    if told.total is None or told.grade is None:
        return voice.say(NONE, document=told.document)
    grade, total = voice.say(GRADES[told.grade]), voice.number(told.total)
    return voice.say(GRADED, document=told.document, total=total, grade=grade)


def _missing(told: Assessed, voice: Voice) -> str:
    numbers = ", ".join(str(each) for each in told.left_out)
    return joined(
        voice.say(LEFT_OUT, numbers=numbers) if told.left_out and told.scores else None,
        voice.say(IN_DOUBT) if told.in_doubt else None,
    )


def _table(measure: str, told: Assessed, voice: Voice) -> Table:
    scores = {each.indicator: each for each in told.scores}
    rows = [_row(n, scores.get(n), voice) for n in sorted([*scores, *told.left_out])]
    grade = cells.named(GRADES[told.grade], told.grade, voice) if told.grade else cells.UNKNOWN
    rest = (cells.UNKNOWN, cells.UNKNOWN, cells.number(told.total, voice), grade)
    rows.append((cells.named(TOTAL, "total", voice), *rest))
    caption = voice.say(CAPTION, document=told.document)
    shapes = (INDICATOR, NUMBER, DOSSIERS, SCORE, GRADE)
    return table(f"{measure}-points", caption, shapes, rows, voice)


def _row(number: int, score: Score | None, voice: Voice) -> tuple[Cell, ...]:
    return (
        cells.named(INDICATORS[number].name, str(number), voice),
        cells.count(number, voice),
        cells.count(score.dossiers if score else None, voice),
        cells.number(score.score if score else None, voice),
        cells.UNKNOWN,
    )
