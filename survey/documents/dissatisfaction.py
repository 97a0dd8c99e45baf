"""Section 4: what dissatisfaction goes with, and the reasons that people gave."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report.dissatisfaction import Dissatisfaction, Estimate, FactorLink, Given, Link
from analysis.report.report import Part
from analysis.words import Words
from survey.documents import cells, pictures
from survey.documents.blocks import Block, Cell, Kind, Paragraph, Picture, Section, Table
from survey.documents.breakdown import FACTOR
from survey.documents.columns import CODE, Shape
from survey.documents.names import FACTORS
from survey.documents.tables import table
from survey.documents.voice import Voice

HEADING = Words("Điều gì đi cùng sự không hài lòng", "What goes with dissatisfaction")
NO_REASONS = Words(
    "Chưa có ai nêu lý do không hài lòng.", "Nobody gave a reason for being dissatisfied."
)
REASONS_HIDDEN = Words(
    "Lý do không hài lòng không công bố: ẩn vì ít hơn {fewest} lượt nêu lý do.",
    "The reasons are not shown: fewer than {fewest} people gave any.",
)
GAVE = Words(
    "{answered} lượt trả lời có nêu lý do không hài lòng.",
    "{answered} answers give reasons for being dissatisfied.",
)
REASONS = Words("Lý do không hài lòng", "Reasons for being dissatisfied")
REASON = Shape(
    "reason",
    Kind.TEXT,
    Words("Lý do", "Reason"),
    Words("Lý do mà người dân chọn trong phiếu.", "The reason that people chose."),
)
GIVEN = Shape(
    "given",
    Kind.COUNT,
    Words("Số lượt nêu", "Given"),
    Words("Số lượt trả lời có nêu lý do này.", "How many gave this reason."),
)
SHARE = Shape(
    "reason-percent",
    Kind.NUMBER,
    Words("Tỷ lệ, %", "Share, %"),
    Words(
        "So với số lượt có nêu ít nhất một lý do, %.",
        "Of the answers that give any reason, %.",
    ),
)
SEVERAL = Words(
    "Mỗi người được chọn nhiều lý do, nên các tỷ lệ cộng lại có thể hơn 100\u00a0%. Lý do không ai "
    "chọn thì không có trong bảng.",
    "Several reasons may be given, so the shares may add up to more than 100%. Reasons that nobody "
    "gave are not in the table.",
)
NO_LINKS = Words(
    "Chưa đủ số liệu để biết sự không hài lòng về yếu tố nào đi cùng sự không hài lòng chung.",
    "There are not enough figures to tell with which factors dissatisfaction goes.",
)
LINKS = Words(
    "Sự không hài lòng về từng yếu tố và sự không hài lòng chung",
    "Dissatisfaction with each factor, and as a whole",
)
NO_CAUSE = Words(
    "Đi cùng chưa phải là nguyên nhân: bảng này không chứng minh điều gì gây ra sự không hài lòng, "
    "chỉ cho biết nên xem xét ở đâu trước.",
    "What goes together need not be the cause: the table proves nothing about what makes people "
    "dissatisfied, and only says where to look first.",
)
NOT_ADDED = Words(
    "Một người có thể không hài lòng về nhiều yếu tố, nên phần giải thích của các yếu tố không "
    "cộng lại thành 100\u00a0%. Khoảng chứa số 0 là chưa chứng minh được.",
    "One person may be dissatisfied with several factors, so what they explain does not add up to "
    "100%. Where the interval holds 0 nothing is proven.",
)
ANSWERED = Shape(
    "answered",
    Kind.COUNT,
    Words("Số lượt trả lời (n)", "Answers (n)"),
    Words("Số lượt trả lời về yếu tố này.", "How many answered about the factor."),
)
DISSATISFIED = Shape(
    "dissatisfied",
    Kind.NUMBER,
    Words("Không hài lòng, %", "Dissatisfied, %"),
    Words("Tỷ lệ không hài lòng về yếu tố, %.", "The share dissatisfied with the factor, %."),
)
TIMES = Shape(
    "times",
    Kind.NUMBER,
    Words("Gấp mấy lần", "How many times"),
    Words(
        "Người không hài lòng về yếu tố này không hài lòng chung nhiều gấp bấy nhiêu lần "
        "người khác.",
        "Those displeased by the factor are dissatisfied as a whole so many times as often.",
    ),
)
EXPLAINED = Shape(
    "explained",
    Kind.NUMBER,
    Words("Giải thích được, %", "Explained, %"),
    Words(
        "Sự không hài lòng chung bớt đi bấy nhiêu phần trăm, nếu người không hài lòng về yếu tố "
        "này cũng hiếm khi không hài lòng chung như người khác.",
        "By how many percent dissatisfaction would fall if it were as rare among those displeased "
        "by the factor as it is among others.",
    ),
)


def bounds_of(shape: Shape, *, is_printed: bool) -> tuple[Shape, Shape, Shape]:
    """A number with its interval."""
    low = Words(
        "Đầu dưới của khoảng tin cậy {level} của cột “" + shape.heading.vi + "”.",
        "The lower end of the {level} interval of “" + shape.heading.en + "”.",
    )
    high = Words(
        "Đầu trên của khoảng tin cậy {level} của cột “" + shape.heading.vi + "”.",
        "The upper end of the {level} interval of “" + shape.heading.en + "”.",
    )
    start, end = Words("từ", "from"), Words("đến", "to")
    return (
        shape,
        Shape(f"{shape.key}-low", Kind.NUMBER, start, low, is_printed),
        Shape(f"{shape.key}-high", Kind.NUMBER, end, high, is_printed),
    )


LINK = (
    ANSWERED,
    *bounds_of(DISSATISFIED, is_printed=False),
    *bounds_of(TIMES, is_printed=True),
    *bounds_of(EXPLAINED, is_printed=True),
)


def dissatisfaction_section(part: Part, voice: Voice) -> Section | None:
    """Nothing where nobody answered, or nothing may be told."""
    if part.answer.judged.rate is None:
        return None
    blocks = tuple(_blocks(part.measure, part.dissatisfaction, voice))
    return Section(f"{part.measure}-dissatisfaction", voice.say(HEADING), blocks)


def _blocks(measure: str, told: Dissatisfaction, voice: Voice) -> Iterator[Block]:
    if isinstance(told.reasons, Given):
        yield Paragraph(voice.say(GAVE, answered=voice.count(told.reasons.answered)))
        yield _reasons(measure, told.reasons, voice)
    else:
        yield Paragraph(voice.say(REASONS_HIDDEN if told.reasons else NO_REASONS))
    if not told.factors:
        return
    if not any(isinstance(each.link, Link) and each.link.explained for each in told.factors):
        yield Paragraph(voice.say(NO_LINKS))
    else:
        caption = voice.say(LINKS)
        yield Picture(f"{measure}-drivers-chart", caption, pictures.drivers(told, voice))
        rows = (_link(each, voice) for each in told.factors)
        notes = [voice.say(NO_CAUSE), voice.say(NOT_ADDED)]
        yield table(f"{measure}-drivers", caption, (FACTOR, CODE, *LINK), rows, voice, notes)


def _reasons(measure: str, given: Given, voice: Voice) -> Table:
    rows = (
        (
            cells.thing(each.reason, voice),
            cells.written(each.reason.code),
            cells.count(each.given, voice),
            cells.number(each.percent, voice),
        )
        for each in given.reasons
        if each.given
    )
    key, shapes = f"{measure}-reasons", (REASON, CODE, GIVEN, SHARE)
    return table(key, voice.say(REASONS), shapes, rows, voice, [voice.say(SEVERAL)])


def _link(each: FactorLink, voice: Voice) -> tuple[Cell, ...]:
    heading = (cells.named(FACTORS[each.factor], each.factor, voice), cells.written(each.factor))
    link = each.link
    if not isinstance(link, Link):
        return (*heading, *[cells.hidden(voice)] * len(LINK))
    found = (link.dissatisfied, link.times, link.explained)
    numbers = (cell for estimate in found for cell in _estimate(estimate, voice))
    return (*heading, cells.count(link.answered, voice), *numbers)


def _estimate(found: Estimate | None, voice: Voice) -> tuple[Cell, ...]:
    numbers = (found.value, found.low, found.high) if found else (None,) * 3
    return tuple(cells.number(each, voice) for each in numbers)
