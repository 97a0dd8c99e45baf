"""Columns that many tables have: what they are called, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.answer import Judged
from analysis.report.rates import Hidden, Rate
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Cell, Column, Kind
from survey.documents.names import OFFICIAL
from survey.documents.voice import Voice


@dataclass(frozen=True)
class Shape:
    """A column in both languages."""

    key: str
    kind: Kind
    heading: Words
    means: Words
    is_printed: bool = True

    def told(self, voice: Voice) -> Column:
        """The column in one of them."""
        heading, means = voice.say(self.heading), voice.say(self.means)
        return Column(self.key, heading, self.kind, means, self.is_printed)


def told(shapes: tuple[Shape, ...], voice: Voice) -> tuple[Column, ...]:
    """Columns in one language."""
    return tuple(each.told(voice) for each in shapes)


CODE = Shape(
    "code",
    Kind.TEXT,
    Words("Mã", "Code"),
    Words("Mã của dòng; không đổi theo ngôn ngữ.", "What the row is called in every language."),
    is_printed=False,
)
FIELD = Shape(
    "field",
    Kind.TEXT,
    Words("Lĩnh vực", "Field"),
    Words("Lĩnh vực thủ tục.", "The field of procedures."),
)
OFFICE = Shape(
    "office",
    Kind.TEXT,
    Words("Cơ quan, đơn vị", "Office"),
    Words("Tên của cơ quan, đơn vị vào ngày cuối kỳ.", "Its name on the last day of the span."),
)
SATISFIED = Shape(
    "satisfied",
    Kind.COUNT,
    Words("Số lượt hài lòng", "Satisfied"),
    Words("Số lượt trả lời hài lòng.", "How many answered that they were satisfied."),
    is_printed=False,
)
ANSWERED = Shape(
    "answered",
    Kind.COUNT,
    Words("Số lượt trả lời (n)", "Answers (n)"),
    Words("Số lượt trả lời câu hỏi chung.", "How many answered the question about the whole."),
)
DOSSIERS = Shape(
    "dossiers",
    Kind.COUNT,
    Words("Số hồ sơ", "Dossiers"),
    Words(
        "Số hồ sơ đã giải quyết mà các câu trả lời đại diện, khi đã biết.",
        "The dossiers settled that the answers stand for, where they are known.",
    ),
    is_printed=False,
)
PERCENT = Shape(
    "percent",
    Kind.NUMBER,
    Words("Tỷ lệ hài lòng, %", "Satisfied, %"),
    Words(
        "Tỷ lệ hài lòng, làm tròn nửa lên đến một chữ số thập phân.",
        "The share of the satisfied in percent, rounded half up to one decimal.",
    ),
)
LOW = Shape(
    "low",
    Kind.NUMBER,
    Words("Khoảng {level}: từ", "{level} interval: from"),
    Words("Đầu dưới của khoảng tin cậy {level}, %.", "The lower end of the {level} interval, %."),
)
HIGH = Shape(
    "high",
    Kind.NUMBER,
    Words("đến", "to"),
    Words("Đầu trên của khoảng tin cậy {level}, %.", "The upper end of the {level} interval, %."),
)
TARGET = Shape(
    "target",
    Kind.TEXT,
    Words("Chỉ tiêu", "Target"),
    Words("Chỉ tiêu với dấu so sánh.", "The target with its sign."),
)
THRESHOLD = Shape(
    "threshold",
    Kind.NUMBER,
    Words("Ngưỡng của chỉ tiêu, %", "Threshold, %"),
    Words("Ngưỡng của chỉ tiêu, không có dấu.", "The threshold of the target, without its sign."),
    is_printed=False,
)
COMPARATOR = Shape(
    "comparator",
    Kind.TEXT,
    Words("Dấu so sánh", "Comparator"),
    Words(
        "≥ là bằng cũng đạt, > là phải hơn.",
        "≥ means that reaching it is enough, > that it is not.",
    ),
    is_printed=False,
)
SET_BY = Shape(
    "document",
    Kind.TEXT,
    Words("Văn bản đặt ra chỉ tiêu", "Document of the target"),
    Words("Văn bản đặt ra chỉ tiêu.", "The document that set the target."),
    is_printed=False,
)
READ = Shape(
    "official",
    Kind.TEXT,
    Words("Cách đọc chính thức", "Official reading"),
    Words(
        "Tỷ lệ so với chỉ tiêu, chưa xét bằng chứng.",
        "The rate against the target, whatever the evidence.",
    ),
    is_printed=False,
)
STATUS = Shape(
    "status",
    Kind.STATUS,
    Words("Kết luận", "Verdict"),
    Words(
        "Một trong năm trạng thái: tỷ lệ và cả khoảng tin cậy so với chỉ tiêu.",
        "One of the five: the rate and the whole interval against the target.",
    ),
)
NEEDED = Shape(
    "needed",
    Kind.COUNT,
    Words("Cần thêm khoảng", "More needed, about"),
    Words(
        "Cần thêm khoảng chừng ấy lượt trả lời để kết luận được.",
        "About so many more answers would settle the verdict.",
    ),
)

RATE = (SATISFIED, ANSWERED, DOSSIERS, PERCENT, LOW, HIGH)
DEMAND = (TARGET, COMPARATOR, THRESHOLD, SET_BY)
JUDGED = (*RATE, *DEMAND, READ, STATUS)


def rate_cells(rate: Rate | Hidden | None, voice: Voice) -> tuple[Cell, ...]:
    """What stands under `RATE`."""
    if rate is None:
        nobody = cells.count(0, voice)
        return (nobody, nobody, *[cells.UNKNOWN] * 4)
    if not isinstance(rate, Rate):
        return tuple(cells.hidden(voice) for _ in RATE)
    counts = (rate.satisfied, rate.answered, rate.dossiers)
    shares = (rate.percent, rate.low, rate.high)
    return (
        *(cells.count(each, voice) for each in counts),
        *(cells.number(each, voice) for each in shares),
    )


def judged_cells(judged: Judged, voice: Voice) -> tuple[Cell, ...]:
    """What stands under `JUDGED`."""
    return (
        *rate_cells(judged.rate, voice),
        *_demand(judged, voice),
        cells.named(OFFICIAL[judged.official], judged.official, voice),
        cells.status(judged.status, voice),
    )


def _demand(judged: Judged, voice: Voice) -> tuple[Cell, ...]:
    demand = judged.demand
    if demand is None:
        return (cells.UNKNOWN,) * len(DEMAND)
    threshold = voice.number(demand.threshold, demand.target.decimals)
    return (
        cells.target(demand, voice),
        cells.written(demand.comparator),
        Cell(threshold, demand.threshold),
        cells.written(demand.document),
    )
