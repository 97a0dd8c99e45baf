"""Section 3: where it is best and worst, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.report import Report
from analysis.report.answer import Judged
from analysis.report.breakdown import Breakdown, Of
from analysis.report.rates import Rate
from analysis.report.report import Part
from analysis.words import Words
from survey.documents import cells, pictures
from survey.documents.blocks import Block, Cell, Kind, Picture, Section, Table
from survey.documents.columns import (
    CODE,
    FIELD,
    JUDGED,
    NEEDED,
    RATE,
    Shape,
    judged_cells,
    rate_cells,
)
from survey.documents.demands import edge_sentence
from survey.documents.names import CHANNELS, FACTORS
from survey.documents.points import points_blocks
from survey.documents.respondents import CHANNEL
from survey.documents.tables import is_told, table
from survey.documents.voice import Voice

HEADING = Words("Theo lĩnh vực, quầy và kênh", "By field, counter and channel")
HEADING_OF_PART = Words("Theo lĩnh vực và kênh", "By field and channel")
FIELDS = Words("Tỷ lệ hài lòng theo lĩnh vực", "The rate by field")
GROUPS = Words(
    "Tỷ lệ hài lòng của các nhóm lĩnh vực có chỉ tiêu riêng",
    "The rate of fields that have a target in common",
)
COUNTERS = Words("Tỷ lệ hài lòng theo quầy", "The rate by counter")
BY_CHANNEL = Words("Tỷ lệ hài lòng theo kênh", "The rate by channel")
BY_FACTOR = Words("Các yếu tố của dịch vụ", "The factors of the service")
GROUP = Shape(
    "group",
    Kind.TEXT,
    Words("Nhóm lĩnh vực", "Fields"),
    Words(
        "Những lĩnh vực có chung một chỉ tiêu, khác chỉ tiêu chung.",
        "Fields that have a target in common, which is not that of all.",
    ),
)
COUNTER = Shape(
    "counter",
    Kind.TEXT,
    Words("Quầy", "Counter"),
    Words("Quầy mà người dân đã giao dịch.", "The counter where people were served."),
)
FACTOR = Shape(
    "factor",
    Kind.TEXT,
    Words("Yếu tố", "Factor"),
    Words("Một trong năm yếu tố của dịch vụ.", "One of the five factors of the service."),
)
DOCUMENTS = Words("Chỉ tiêu {target}: {document}.", "The target {target}: {document}.")
OTHER_FIELDS = Words("Các lĩnh vực khác", "Other fields")
NOT_SHARES = Words(
    "Mỗi dòng là một tỷ lệ riêng, nên các dòng không cộng lại thành 100\u00a0%.",
    "Each row is a rate of its own, so the rows do not add up to 100%.",
)
EVERYBODY = Words(
    "Ở quầy, mọi lượt trả lời được tính như nhau, không theo số hồ sơ.",
    "At counters all answers count alike, whatever the dossiers.",
)
FACTOR_MEANS = Words(
    "Tỷ lệ của yếu tố: trong số người trả lời về yếu tố ấy, phần người hài lòng với mọi câu về nó.",
    "The rate of a factor: of those who answered about it, the part whom nothing about it "
    "dissatisfied.",
)
CHOSEN = Words(
    "Người dân tự chọn kênh, nên khác nhau giữa các kênh chưa chắc do kênh.",
    "People choose the channel themselves: what is other need not come from the channel.",
)


def breakdown_section(part: Part, report: Report, voice: Voice) -> Section | None:
    """Nothing where there is nothing to tell."""
    blocks = (*_rates(part, voice), *_points(part, voice))
    heading = HEADING if report.scope.kind == "office" else HEADING_OF_PART
    key = f"{part.measure}-breakdown"
    return Section(key, voice.say(heading), blocks) if blocks else None


def _rates(part: Part, voice: Voice) -> Iterator[Block]:
    told, measure = part.breakdown, part.measure
    if is_told(each.judged.rate for each in told.fields):
        if len(told.fields) > 1:
            draw = pictures.fields(part, voice)
            yield Picture(f"{measure}-fields-chart", voice.say(FIELDS), draw)
        yield _fields(measure, told, voice)
    if is_told(each.rate for each in told.groups):
        yield _groups(measure, told, voice)
    if is_told(each.rate for each in told.counters):
        rows = (_row(each, cells.written(each.name, each.key), voice) for each in told.counters)
        key, shapes = f"{measure}-counters", (COUNTER, CODE, *RATE)
        yield table(key, voice.say(COUNTERS), shapes, rows, voice, [voice.say(EVERYBODY)])
    yield from _of_keys(measure, told, voice)


def _points(part: Part, voice: Voice) -> Iterator[Block]:
    """Of somebody who may be told of at all."""
    if part.points is not None and isinstance(part.answer.judged.rate, Rate):
        yield from points_blocks(part.measure, part.points, voice)


def _of_keys(measure: str, told: Breakdown, voice: Voice) -> Iterator[Table]:
    if is_told(each.rate for each in told.channels):
        rows = _named(told.channels, CHANNELS, voice)
        key, shapes = f"{measure}-channel-rates", (CHANNEL, CODE, *RATE)
        notes = [voice.say(CHOSEN), voice.say(NOT_SHARES)] if len(told.channels) > 1 else []
        yield table(key, voice.say(BY_CHANNEL), shapes, rows, voice, notes)
    if is_told(each.rate for each in told.factors):
        rows = _named(told.factors, FACTORS, voice)
        key, shapes = f"{measure}-factors", (FACTOR, CODE, *RATE)
        notes = [voice.say(FACTOR_MEANS), voice.say(NOT_SHARES)]
        yield table(key, voice.say(BY_FACTOR), shapes, rows, voice, notes)


def _named(rows: Iterable[Of], names: dict[str, Words], voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for each in rows:
        yield _row(each, cells.named(names[each.key], each.key, voice), voice)


def _row(each: Of, heading: Cell, voice: Voice) -> tuple[Cell, ...]:
    return (heading, cells.written(each.key), *rate_cells(each.rate, voice))


def _fields(measure: str, told: Breakdown, voice: Voice) -> Table:
    rows = (
        (
            cells.thing(each.field, voice),
            cells.written(each.field.code),
            *_judged(each.judged, voice),
        )
        for each in told.fields
    )
    notes = [
        *target_notes((each.judged for each in told.fields), voice),
        *_edges(told, voice),
    ]
    shapes = (FIELD, CODE, *JUDGED, NEEDED)
    return table(f"{measure}-fields", voice.say(FIELDS), shapes, rows, voice, notes)


def _groups(measure: str, told: Breakdown, voice: Voice) -> Table:
    rows = ((_group(each, voice), *_judged(each, voice)) for each in told.groups)
    notes = target_notes(told.groups, voice)
    key, shapes = f"{measure}-groups", (GROUP, *JUDGED, NEEDED)
    return table(key, voice.say(GROUPS), shapes, rows, voice, notes)


def _group(judged: Judged, voice: Voice) -> Cell:
    """A target may be for no group of fields, but of an office among others."""
    demand = judged.demand
    name = "" if demand is None else demand.vi if voice.language == "vi" else demand.en
    return cells.written(name) if name else cells.named(OTHER_FIELDS, "other", voice)


def _judged(judged: Judged, voice: Voice) -> tuple[Cell, ...]:
    return (*judged_cells(judged, voice), cells.count(judged.needed, voice))


def target_notes(judged: Iterable[Judged], voice: Voice) -> list[str]:
    """The documents of targets, each once."""
    demands = [each.demand for each in judged if each.demand is not None]
    said = (
        voice.say(DOCUMENTS, target=cells.target_words(each, voice), document=each.document)
        for each in demands
    )
    return [*dict.fromkeys(said)]


def _edges(told: Breakdown, voice: Voice) -> Iterator[str]:
    for each in told.fields:
        said = edge_sentence(each.judged, voice)
        if said:
            yield f"{voice.thing(each.field)}: {said}"
