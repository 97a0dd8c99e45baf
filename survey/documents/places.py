"""The places and tiers of offices, where they lie in the funnel, and how they moved, as cells."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report.comparison import Compared, Comparison, Moved
from analysis.report.rates import Hidden
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Cell, Kind
from survey.documents.changes import FROM, IS_REAL, POINTS, TO, reality, yes_or_no
from survey.documents.columns import Shape
from survey.documents.names import POSITIONS
from survey.documents.voice import Voice

RANK = Shape(
    "rank",
    Kind.COUNT,
    Words("Thứ hạng", "Place"),
    Words(
        "Thứ hạng theo tỷ lệ đã tính với cùng cơ cấu lĩnh vực; xin dùng khoảng, không dùng riêng "
        "số này.",
        "The place of the rate levelled out for fields; use the interval, not this number alone.",
    ),
    is_printed=False,
)
BEST = Shape(
    "rank-best",
    Kind.COUNT,
    Words("Thứ hạng: từ", "Place: from"),
    Words("Thứ hạng cao nhất có thể có.", "The best place that it may hold."),
)
WORST = Shape(
    "rank-worst",
    Kind.COUNT,
    Words("đến", "to"),
    Words("Thứ hạng thấp nhất có thể có.", "The worst place that it may hold."),
)
TIER_BEST = Shape(
    "tier-best",
    Kind.COUNT,
    Words("Nhóm: từ", "Tier: from"),
    Words("Nhóm cao nhất có thể có.", "The best tier that it may hold."),
)
TIER_WORST = Shape(
    "tier-worst",
    Kind.COUNT,
    Words("đến", "to"),
    Words("Nhóm thấp nhất có thể có.", "The worst tier that it may hold."),
)
COVERED = Shape(
    "covered",
    Kind.NUMBER,
    Words("Phần việc so được, %", "Compared, % of work"),
    Words(
        "Phần công việc thuộc các lĩnh vực mà đơn vị này có lượt trả lời, %.",
        "The part of all work that lies in fields with answers about it, %.",
    ),
    is_printed=False,
)
ENOUGH = Shape(
    "enough",
    Kind.TEXT,
    Words("Đủ lượt để xếp hạng", "Enough to be placed"),
    Words(
        "Có: đủ lượt trả lời trong từng lĩnh vực để xếp hạng.",
        "Yes: there are answers enough in each of its fields.",
    ),
)
POSITION = Shape(
    "position",
    Kind.TEXT,
    Words("Trong biểu đồ phễu", "In the funnel"),
    Words(
        "Vị trí so với giới hạn mà may rủi đưa một đơn vị đúng chỉ tiêu đi xa đến đó.",
        "Where it lies among the limits to which chance takes an office that is on target.",
    ),
)
MOVED = (POINTS, FROM, TO, IS_REAL)
PLACES = (RANK, BEST, WORST, TIER_BEST, TIER_WORST, ENOUGH, COVERED, POSITION)
ROSE = Words(
    "{name}: tăng {points} điểm phần trăm (khoảng tin cậy {level}: từ {low} đến {high})",
    "{name}: {points} points higher ({level} confidence interval: {low} to {high})",
)
FELL = Words(
    "{name}: giảm {points} điểm phần trăm (khoảng tin cậy {level} của chênh lệch: từ {low} đến "
    "{high})",
    "{name}: {points} points lower ({level} confidence interval of the difference: {low} to "
    "{high})",
)


def place_cells(each: Compared, voice: Voice) -> tuple[Cell, ...]:
    """What stands under `PLACES`."""
    key = each.position
    position = cells.named(POSITIONS[key], key, voice) if key else cells.UNKNOWN
    place = each.place
    if place is None:
        nothing = cells.hidden(voice) if isinstance(each.judged.rate, str) else cells.UNKNOWN
        return (*[nothing] * (len(PLACES) - 1), position)
    ranks = (place.rank, place.best_rank, place.worst_rank, place.best_tier, place.worst_tier)
    return (
        *(cells.count(rank, voice) for rank in ranks),
        yes_or_no(voice, is_so=place.enough),
        cells.number(place.covered, voice),
        position,
    )


def moved_cells(moved: Moved | Hidden | None, voice: Voice) -> tuple[Cell, ...]:
    """What stands under `MOVED`."""
    if not isinstance(moved, Moved):
        return (cells.hidden(voice) if moved else cells.UNKNOWN,) * len(MOVED)
    numbers = (moved.points, moved.low, moved.high)
    return (
        *(cells.number(each, voice) for each in numbers),
        reality(voice, is_real=moved.real),
    )


def risen_items(told: Comparison, voice: Voice) -> list[str]:
    """Who is really higher than before."""
    return [_moved(ROSE, name, each, voice) for name, each in _real(told, voice) if each.points > 0]


def fallen_items(told: Comparison, voice: Voice) -> list[str]:
    """Who is really lower than before."""
    return [_moved(FELL, name, each, voice) for name, each in _real(told, voice) if each.points < 0]


def _real(told: Comparison, voice: Voice) -> Iterator[tuple[str, Moved]]:
    for each in told.offices:
        if isinstance(each.moved, Moved) and each.moved.real:
            yield voice.thing(each.office), each.moved


def _moved(words: Words, name: str, moved: Moved, voice: Voice) -> str:
    low, high = voice.number(moved.low), voice.number(moved.high)
    return voice.say(words, name=name, points=voice.number(abs(moved.points)), low=low, high=high)
