"""What changed since the span before, and whether it is real."""

from __future__ import annotations

from analysis.report.change import Change
from analysis.report.rates import Hidden
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Cell, Kind, Table
from survey.documents.columns import Shape
from survey.documents.names import NO, NOT_PROVEN, YES
from survey.documents.spans import span_days, span_name
from survey.documents.tables import table
from survey.documents.voice import Voice, capital, joined

CHANGED = Words(
    "So với {span} ({before}, n = {answered}), tỷ lệ {way} {points} điểm phần trăm (khoảng tin cậy "
    "{level}: từ {low} đến {high}): {real}.",
    "Against {span} ({before}, n = {answered}), the rate is {points} points {way} ({level} "
    "confidence interval: {low} to {high}): {real}.",
)
SAME = Words(
    "So với {span} ({before}, n = {answered}), tỷ lệ không đổi (khoảng tin cậy {level} của chênh "
    "lệch: từ {low} đến {high} điểm phần trăm): {real}.",
    "Against {span} ({before}, n = {answered}), the rate is the same ({level} confidence interval "
    "of the difference: {low} to {high} points): {real}.",
)
HIGHER, LOWER = Words("cao hơn", "higher"), Words("thấp hơn", "lower")
REAL = Words("thay đổi này có thật", "the change is real")
NOT_REAL = Words(
    "chưa nói được là có thay đổi thật", "it cannot be said that anything really changed"
)
NOT_ENOUGH = Words(
    "chưa nói được là có thay đổi thật, vì mỗi bên phải có ít nhất {enough} lượt trả lời",
    "it cannot be said that anything really changed, as either side takes at least {enough} "
    "answers",
)
NOT_ENOUGH_LEVELLED = Words(
    "chưa nói được là có thay đổi thật, vì mỗi bên phải có ít nhất {enough} lượt trả lời, và đủ "
    "lượt trong từng lĩnh vực",
    "it cannot be said that anything really changed, as either side takes at least {enough} "
    "answers, and enough in each field",
)
LEVELLED = Words(
    "Chênh lệch này tính với cùng cơ cấu hồ sơ ở cả hai kỳ, nên có thể khác hiệu của hai tỷ lệ; "
    "các lĩnh vực có lượt trả lời ở cả hai kỳ chiếm {covered} số hồ sơ.",
    "That difference is what there would be with the same work in both, so it may be other than "
    "that of the two rates; {covered} of the dossiers are in fields with answers in both.",
)
HIDDEN = Words(
    "Thay đổi so với kỳ trước không công bố, vì một trong hai kỳ có quá ít lượt trả lời.",
    "The change since the span before is not shown: one of the two has too few answers.",
)
NOTHING = Words(
    "Chưa so được với kỳ trước, vì kỳ trước không có lượt trả lời nào.",
    "There is nothing to compare it with: nobody answered in the span before.",
)
CAPTION = Words("Thay đổi so với kỳ trước", "The change since the span before")
SPAN = Shape(
    "span",
    Kind.TEXT,
    Words("Kỳ so sánh", "Compared with"),
    Words("Kỳ trước, với các ngày của kỳ ấy.", "The span before, with its days."),
)
POINTS = Shape(
    "points",
    Kind.NUMBER,
    Words("Chênh lệch, điểm\u00a0%", "Difference, points"),
    Words(
        "Tỷ lệ kỳ này cao hơn kỳ trước chừng ấy điểm phần trăm; số âm là thấp hơn.",
        "How many points of a percent the rate is higher than before; below 0 it is lower.",
    ),
)
FROM = Shape(
    "difference-low",
    Kind.NUMBER,
    Words("Khoảng {level}: từ", "{level} interval: from"),
    Words(
        "Đầu dưới của khoảng tin cậy {level} của chênh lệch.",
        "The lower end of the {level} interval of the difference.",
    ),
)
TO = Shape(
    "difference-high",
    Kind.NUMBER,
    Words("đến", "to"),
    Words(
        "Đầu trên của khoảng tin cậy {level} của chênh lệch.",
        "The upper end of the {level} interval of the difference.",
    ),
)
IS_REAL = Shape(
    "real",
    Kind.TEXT,
    Words("Thay đổi có thật", "Real"),
    Words(
        "Có: khoảng không chứa số 0, và mỗi bên có ít nhất {enough} lượt trả lời.",
        "Yes: the interval does not hold 0, and either side has at least {enough} answers.",
    ),
)
IS_LEVELLED = Shape(
    "levelled",
    Kind.TEXT,
    Words("Cùng cơ cấu hồ sơ", "Same work"),
    Words(
        "Có: chênh lệch tính với cùng cơ cấu hồ sơ ở cả hai kỳ.",
        "Yes: the difference is what there would be with the same work in both.",
    ),
    is_printed=False,
)
COVERED = Shape(
    "covered",
    Kind.NUMBER,
    Words("Phần hồ sơ so được, %", "Compared, % of dossiers"),
    Words(
        "Phần hồ sơ thuộc các lĩnh vực có lượt trả lời ở cả hai kỳ, %.",
        "The part of the dossiers in fields with answers in both, %.",
    ),
    is_printed=False,
)


def change_sentences(change: Change | Hidden | None, voice: Voice) -> str:
    """How much higher or lower, whether it is real, and how it was compared."""
    if change is None:
        return voice.say(NOTHING)
    if not isinstance(change, Change):
        return voice.say(HIDDEN)
    covered = voice.percent(change.covered)
    levelled = voice.say(LEVELLED, covered=covered) if change.levelled else None
    return joined(changed_sentence(change, voice), levelled)


def changed_sentence(change: Change, voice: Voice) -> str:
    """How much higher or lower, and whether it is real."""
    return voice.say(
        CHANGED if change.points else SAME,
        span=span_name(change.span, voice),
        before=voice.percent(change.before.percent),
        answered=voice.count(change.before.answered),
        way=voice.say(HIGHER if change.points > 0 else LOWER),
        points=voice.number(abs(change.points)),
        low=voice.number(change.low),
        high=voice.number(change.high),
        real=voice.say(_reality(change)),
    )


def _reality(change: Change) -> Words:
    if change.real:
        return REAL
    if change.enough:
        return NOT_REAL
    return NOT_ENOUGH_LEVELLED if change.levelled else NOT_ENOUGH


def change_table(change: Change, key: str, voice: Voice) -> Table:
    """The same as numbers."""
    row = (
        cells.written(capital(span_days(change.span, voice))),
        *(cells.number(each, voice) for each in (change.points, change.low, change.high)),
        reality(voice, is_real=change.real),
        yes_or_no(voice, is_so=change.levelled),
        cells.number(change.covered, voice),
    )
    shapes = (SPAN, POINTS, FROM, TO, IS_REAL, IS_LEVELLED, COVERED)
    return table(key, voice.say(CAPTION), shapes, [row], voice)


def reality(voice: Voice, *, is_real: bool) -> Cell:
    """Whether something really changed, as far as that can be said."""
    return cells.named(YES if is_real else NOT_PROVEN, "yes" if is_real else "no", voice)


def yes_or_no(voice: Voice, *, is_so: bool) -> Cell:
    """Whether something is so."""
    return cells.named(YES if is_so else NO, "yes" if is_so else "no", voice)
