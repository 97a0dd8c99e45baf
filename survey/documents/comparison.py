"""Section 6: the offices of a part side by side, as far as they can honestly be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.report.comparison import Compared, Comparison
from analysis.report.rates import Rate
from analysis.report.report import Part
from analysis.statuses import NAMES
from analysis.words import Words
from survey.documents import cells, pictures
from survey.documents.blocks import Block, Cell, Items, Paragraph, Picture, Section, Table
from survey.documents.breakdown import target_notes
from survey.documents.columns import CODE, JUDGED, NEEDED, OFFICE, judged_cells
from survey.documents.places import (
    MOVED,
    PLACES,
    fallen_items,
    moved_cells,
    place_cells,
    risen_items,
)
from survey.documents.tables import is_told, table
from survey.documents.voice import Voice, joined

HEADING = Words("So sánh các cơ quan, đơn vị", "The offices side by side")
COUNTED = Words("Trong {all} cơ quan, đơn vị: {statuses}.", "Of {all} offices: {statuses}.")
STATUS = Words("{many} đơn vị {status}", "{status}: {many}")
PROVES = Words(
    "Nếu ai cũng hài lòng thì {proves} lượt trả lời đủ chứng minh là đạt chỉ tiêu chung; ít hơn "
    "thì chưa thể chứng minh.",
    "If everybody is satisfied, {proves} answers prove that the target of all is met; fewer "
    "cannot.",
)
EMPTY = Words("Chưa có lượt trả lời nào ({many}): {names}.", "Nobody answered ({many}): {names}.")
HIDDEN = Words(
    "Không công bố, để bảo vệ người trả lời ({many}): {names}.",
    "Not shown, to protect the people who answered ({many}): {names}.",
)
UNSETTLED = Words(
    "Chưa đủ bằng chứng ({many}): {names}.", "Not proven either way ({many}): {names}."
)
UNSETTLED_MANY = Words(
    "Chưa đủ bằng chứng: {many} cơ quan, đơn vị; cột “Cần thêm khoảng” trong bảng cho biết mỗi "
    "đơn vị cần thêm bao nhiêu lượt trả lời.",
    "Not proven either way: {many} offices; the column “More needed, about” says how many answers "
    "each takes.",
)
WITH_NEED = Words("{name} (cần thêm khoảng {needed} lượt)", "{name} (about {needed} more)")
UNJUDGED = Words("Đơn vị chưa kết luận được:", "Offices that cannot be judged yet:")
ALL_JUDGED = Words("Đơn vị nào cũng kết luận được.", "Every office can be judged.")
RISEN = Words("Đơn vị tăng thật so với kỳ trước:", "Offices that really rose since before:")
FALLEN = Words("Đơn vị giảm thật so với kỳ trước:", "Offices that really fell since before:")
NONE_RISEN = Words(
    "Chưa đơn vị nào được chứng minh là tăng thật so với kỳ trước.",
    "No office is proven to have risen since the span before.",
)
OFFICES = Words("Các cơ quan, đơn vị so với chỉ tiêu", "Offices against their targets")
FUNNEL = Words("Các cơ quan, đơn vị quanh chỉ tiêu chung", "Offices around the target of all")
IN_PLACES = Words("Thứ hạng và nhóm có thể có", "Places and tiers that they may hold")
MOST_NAMED = 20
UNPROVEN = ("above, not proven", "below, not proven")
RANKS_MEAN = Words(
    "Thứ hạng tính với cùng cơ cấu lĩnh vực, trong những đơn vị công bố tỷ lệ. “Từ – đến” là mọi "
    "thứ hạng còn phù hợp với số liệu: hai đơn vị có khoảng chung thì chưa phân biệt được.",
    "Places are of rates levelled out for fields, among the offices that are shown. From – to are "
    "all places that agree with the figures: offices that share some cannot be told apart.",
)
TIERS_MEAN = Words(
    "Nhóm 1 là nhóm trên. Ở nhóm dưới là đã chứng minh thấp hơn ít nhất một đơn vị ở nhóm trên.",
    "Tier 1 is the highest. Who is in a lower one is proven to be below somebody in the one above.",
)
FUNNEL_MEANS = Words(
    "Trong biểu đồ phễu mọi lượt trả lời được tính như nhau; đơn vị có chỉ tiêu khác không có vị "
    "trí.",
    "In the funnel all answers count alike; offices with another target have no position.",
)


def comparison_section(part: Part, voice: Voice) -> Section | None:
    """Nothing for an office alone, whatever the part, or where nobody answered."""
    told = part.comparison
    if (
        told is None
        or len(told.offices) < 2
        or not is_told(each.judged.rate for each in told.offices)
    ):
        return None
    blocks = tuple(_blocks(part, told, voice))
    return Section(f"{part.measure}-comparison", voice.say(HEADING), blocks)


def _blocks(part: Part, told: Comparison, voice: Voice) -> Iterator[Block]:
    measure, demand = part.measure, part.answer.judged.demand
    proves = told.proves
    proven = voice.say(PROVES, proves=voice.count(proves)) if proves else None
    if said := joined(statuses_sentence(told, voice), proven):
        yield Paragraph(said)
    yield _offices(measure, told, voice)
    yield from _unjudged(told, voice)
    yield from _changed(told, voice)
    if demand and any(each.position for each in told.offices):
        draw = pictures.funnel(told, demand, voice)
        yield Picture(f"{measure}-funnel", voice.say(FUNNEL), draw)
    yield _places(measure, told, voice)


def _changed(told: Comparison, voice: Voice) -> Iterator[Block]:
    risen, fallen = risen_items(told, voice), fallen_items(told, voice)
    if not risen:
        yield Paragraph(voice.say(NONE_RISEN))
    for words, items in ((RISEN, risen), (FALLEN, fallen)):
        if items:
            yield Paragraph(voice.say(words))
            yield Items(tuple(f"{each}." for each in items))


def statuses_sentence(told: Comparison, voice: Voice) -> str:
    """How many offices have which verdict."""
    found = [each.judged.status for each in told.offices]
    said = [
        voice.say(STATUS, many=voice.many(found.count(key)), status=_lower(voice.say(words)))
        for key, words in NAMES.items()
        if key in found
    ]
    if not said or len(found) < 2:
        return ""
    return voice.say(COUNTED, all=voice.many(len(found)), statuses="; ".join(said))


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def unjudged_offices(told: Comparison) -> list[Compared]:
    """Those of which nothing can be said for certain."""
    found = told.offices
    return [o for o in found if not isinstance(o.judged.rate, Rate) or o.judged.status in UNPROVEN]


def _unjudged(told: Comparison, voice: Voice) -> Iterator[Block]:
    if unjudged_offices(told):
        yield Paragraph(voice.say(UNJUDGED))
        yield Items(tuple(_why_unjudged(told, voice)))
    elif all(each.judged.status for each in told.offices):
        yield Paragraph(voice.say(ALL_JUDGED))


def _why_unjudged(told: Comparison, voice: Voice) -> Iterator[str]:
    """About how many answers each takes."""
    groups = (
        (EMPTY, [each for each in told.offices if each.judged.rate is None]),
        (HIDDEN, [each for each in told.offices if isinstance(each.judged.rate, str)]),
        (UNSETTLED, [each for each in told.offices if each.judged.status in UNPROVEN]),
    )
    for words, offices in groups:
        if words is UNSETTLED and len(offices) > MOST_NAMED:
            yield voice.say(UNSETTLED_MANY, many=voice.many(len(offices)))
        elif offices:
            names = voice.listed([_named(each, voice) for each in offices])
            yield voice.say(words, many=voice.count(len(offices)), names=names)


def _named(each: Compared, voice: Voice) -> str:
    name, needed = voice.thing(each.office), each.judged.needed
    return voice.say(WITH_NEED, name=name, needed=voice.count(needed)) if needed else name


def _offices(measure: str, told: Comparison, voice: Voice) -> Table:
    rows = (
        (
            *_heading(each, voice),
            *judged_cells(each.judged, voice),
            cells.count(each.judged.needed, voice),
        )
        for each in told.offices
    )
    notes = target_notes((each.judged for each in told.offices), voice)
    shapes = (OFFICE, CODE, *JUDGED, NEEDED)
    return table(f"{measure}-offices", voice.say(OFFICES), shapes, rows, voice, notes)


def _places(measure: str, told: Comparison, voice: Voice) -> Table:
    rows = (
        (
            *_heading(each, voice),
            *place_cells(each, voice),
            *moved_cells(each.moved, voice),
        )
        for each in told.offices
    )
    notes = [voice.say(each) for each in (RANKS_MEAN, TIERS_MEAN, FUNNEL_MEANS)]
    shapes = (OFFICE, CODE, *PLACES, *(replace(each, is_printed=False) for each in MOVED))
    return table(f"{measure}-places", voice.say(IN_PLACES), shapes, rows, voice, notes)


def _heading(each: Compared, voice: Voice) -> tuple[Cell, Cell]:
    return cells.thing(each.office, voice), cells.written(each.office.code)
