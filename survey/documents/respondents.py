"""Section 2: who answered, who did not, and what those who did not could change."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report.rates import Hidden
from analysis.report.report import Part
from analysis.report.respondents import Respondents, Response
from analysis.words import Words
from survey.documents import cells
from survey.documents.blocks import Block, Cell, Kind, Paragraph, Section, Table
from survey.documents.columns import CODE, FIELD, Shape
from survey.documents.names import CHANNELS
from survey.documents.silent import silent_blocks, silent_table
from survey.documents.tables import table
from survey.documents.voice import Voice, joined

HEADING = Words("Ai đã trả lời", "Who answered")
OF_DOSSIERS = Words(
    "Có {answered} lượt trả lời trên {dossiers} hồ sơ đã giải quyết, tức {percent}.",
    "There are {answered} answers about {dossiers} dossiers that were settled: {percent}.",
)
OF_UNKNOWN = Words(
    "Có {answered} lượt trả lời. Chưa tính được tỷ lệ trả lời, vì chưa biết đủ số hồ sơ, hoặc số "
    "hồ sơ không tách theo người được hỏi.",
    "There are {answered} answers. There is no response rate: not all numbers of dossiers are "
    "known, or they are not told apart by whom the target is for.",
)
HIDDEN = Words(
    "Số lượt trả lời không công bố, vì quá ít.", "How many answered is not shown: they are too few."
)
SELF_SELECTION = Words(
    "Người dân tự quyết định có trả lời hay không, nên không ai tính được sai số so với toàn bộ "
    "người đã đến giao dịch. Khoảng tin cậy chỉ nói về may rủi giữa những người đã trả lời.",
    "People decide themselves whether to answer, so nobody can tell the error over all who came. "
    "The intervals only tell of chance among those who answered.",
)
NOTES = {"self-selection": SELF_SELECTION}
BY_FIELD = Words("Số lượt trả lời theo lĩnh vực", "Answers by field")
BY_CHANNEL = Words("Số lượt trả lời theo kênh", "Answers by channel")
EVERYTHING = Words("Tất cả", "All")
HEARD = Shape(
    "answered",
    Kind.COUNT,
    Words("Số lượt trả lời (n)", "Answers (n)"),
    Words("Số lượt trả lời câu hỏi chung.", "How many answered the question about the whole."),
)
SETTLED = Shape(
    "dossiers",
    Kind.COUNT,
    Words("Số hồ sơ đã giải quyết", "Dossiers settled"),
    Words("Số hồ sơ đã giải quyết trong kỳ.", "How many dossiers were settled in the span."),
)
RESPONSE = Shape(
    "response",
    Kind.NUMBER,
    Words("Tỷ lệ trả lời, %", "Answered, %"),
    Words("Số lượt trả lời trên số hồ sơ, %.", "Answers over dossiers, %."),
)
CHANNEL = Shape(
    "channel",
    Kind.TEXT,
    Words("Kênh", "Channel"),
    Words("Câu trả lời đến bằng cách nào.", "How the answers came."),
)
ALL_FIELDS = Words(
    "Dòng “Tất cả” gồm cả lĩnh vực chưa có lượt trả lời nào.",
    "“All” has the dossiers of fields in which nobody answered, too.",
)
ADDED = Words(
    "Các dòng cộng lại bằng tổng số lượt trả lời.", "The rows add up to the number of answers."
)
NOT_ADDED = Words(
    "Các dòng hiện ra không cộng lại thành tổng số, vì có dòng không công bố.",
    "The rows that are shown do not add up to the number of answers: some are not shown.",
)


def respondents_section(part: Part, voice: Voice) -> Section:
    """Who answered."""
    blocks = tuple(_blocks(part.measure, part.respondents, voice))
    return Section(f"{part.measure}-respondents", voice.say(HEADING), blocks)


def _blocks(measure: str, told: Respondents, voice: Voice) -> Iterator[Block]:
    if _is_heard(told.response):
        notes = (voice.say(NOTES[key]) for key in told.notes)
        yield Paragraph(joined(_response(told.response, voice), *notes))
    if _has_numbers(told):
        yield _fields(measure, told, voice)
    if any(isinstance(each.answered, int) for each in told.channels):
        yield _channels(measure, told, voice)
    yield from silent_blocks(told, voice)
    yield from silent_table(measure, told, voice)


def _is_heard(response: Response | Hidden) -> bool:
    return not isinstance(response, Response) or response.answered > 0


def _response(response: Response | Hidden, voice: Voice) -> str:
    if not isinstance(response, Response):
        return voice.say(HIDDEN)
    answered = voice.count(response.answered)
    if response.dossiers is None or response.percent is None:
        return voice.say(OF_UNKNOWN, answered=answered)
    percent = voice.percent(response.percent)
    return voice.say(
        OF_DOSSIERS, answered=answered, dossiers=voice.count(response.dossiers), percent=percent
    )


def _has_numbers(told: Respondents) -> bool:
    """Whether there is an answer or a dossier to tell of."""
    shown = [each.response for each in told.fields if isinstance(each.response, Response)]
    return any(each.answered or each.dossiers for each in shown)


def _fields(measure: str, told: Respondents, voice: Voice) -> Table:
    rows = [
        (
            cells.thing(each.field, voice),
            cells.written(each.field.code),
            *_cells(each.response, voice),
        )
        for each in told.fields
    ]
    whole = cells.named(EVERYTHING, "all", voice)
    rows.append((whole, cells.written("all"), *_cells(told.response, voice)))
    notes = [voice.say(ALL_FIELDS)] if told.silent_fields else []
    shapes = (FIELD, CODE, SETTLED, HEARD, RESPONSE)
    return table(f"{measure}-response", voice.say(BY_FIELD), shapes, rows, voice, notes)


def _cells(response: Response | Hidden, voice: Voice) -> tuple[Cell, ...]:
    if not isinstance(response, Response):
        return (cells.hidden(voice),) * 3
    counts = (response.dossiers, response.answered)
    return (
        *(cells.count(each, voice) for each in counts),
        cells.number(response.percent, voice),
    )


def _channels(measure: str, told: Respondents, voice: Voice) -> Table:
    rows = [
        (
            cells.named(CHANNELS[each.channel], each.channel, voice),
            cells.count(each.answered, voice)
            if isinstance(each.answered, int)
            else cells.hidden(voice),
        )
        for each in told.channels
    ]
    is_whole = all(isinstance(each.answered, int) for each in told.channels)
    notes = [voice.say(ADDED if is_whole else NOT_ADDED)]
    key, caption = f"{measure}-channels", voice.say(BY_CHANNEL)
    return table(key, caption, (CHANNEL, HEARD), rows, voice, notes)
