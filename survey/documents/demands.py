"""Where a target comes from, whom it is for, and what a verdict on it means."""

from __future__ import annotations

from analysis.report.answer import Judged
from analysis.report.rates import Rate
from analysis.targets import AT_LEAST
from analysis.words import Words
from survey.documents import cells
from survey.documents.names import whose
from survey.documents.voice import Voice, joined

MEANS = {
    "met": Words(
        "Cả khoảng tin cậy nằm ở phía đạt chỉ tiêu.",
        "The whole interval lies where the target is met.",
    ),
    "above, not proven": Words(
        "Tỷ lệ đạt chỉ tiêu, nhưng khoảng tin cậy còn chạm phía chưa đạt: chưa khẳng định được.",
        "The rate meets the target, but the interval reaches below it: that is not proven yet.",
    ),
    "below, not proven": Words(
        "Tỷ lệ chưa đạt chỉ tiêu, nhưng khoảng tin cậy còn chạm phía đạt: chưa khẳng định được.",
        "The rate does not meet the target, but the interval reaches it: that is not proven yet.",
    ),
    "missed": Words(
        "Cả khoảng tin cậy nằm ở phía chưa đạt chỉ tiêu.",
        "The whole interval lies where the target is not met.",
    ),
}
SET_BY = Words("Chỉ tiêu {target} theo: {document}.", "The target {target} is set by: {document}.")
SET_FOR = Words(
    "Chỉ tiêu {target} áp dụng cho nhóm lĩnh vực {group}, theo: {document}.",
    "The target {target} is for the fields {group}, set by: {document}.",
)
NO_TARGET = Words("Chưa có chỉ tiêu nào áp dụng ở đây.", "There is no target that holds here.")
OF_WHOM = Words(
    "Chỉ tính lượt trả lời của {whom}, vì chỉ tiêu chỉ áp dụng cho họ.",
    "Only the answers of {whom} count, whom the target is for.",
)
NEED = Words(
    "Cần thêm khoảng {needed} lượt trả lời để kết luận được, nếu mọi người vẫn trả lời như đến "
    "nay.",
    "About {needed} more answers would settle it, if people go on answering as they have.",
)
AT_THE_EDGE = {
    ("fails", True): Words(
        "Trước khi làm tròn, tỷ lệ thấp hơn chỉ tiêu.",
        "Before rounding, the rate is below the target.",
    ),
    ("fails", False): Words(
        "Trước khi làm tròn, tỷ lệ không cao hơn chỉ tiêu, mà phải cao hơn mới đạt.",
        "Before rounding, the rate is not above the target, and it has to be.",
    ),
    ("passes", False): Words(
        "Trước khi làm tròn, tỷ lệ cao hơn chỉ tiêu.",
        "Before rounding, the rate is above the target.",
    ),
}
"""Where the rate is written like the target: how it passes, and whether reaching it is enough."""


def demand_sentences(judged: Judged, voice: Voice) -> str:
    """The document of a target and whose answers count."""
    demand = judged.demand
    if demand is None:
        return voice.say(NO_TARGET)
    group = demand.vi if voice.language == "vi" else demand.en
    values = {"target": cells.target_words(demand, voice), "document": demand.document}
    set_by = voice.say(SET_FOR if group else SET_BY, group=group, **values)
    some = whose(demand.whom, voice)
    return joined(set_by, voice.say(OF_WHOM, whom=some) if some else None)


def verdict_sentences(judged: Judged, voice: Voice) -> str:
    """What a verdict means, and what would settle it."""
    means = MEANS.get(judged.status or "")
    need = judged.needed
    return joined(
        voice.say(means) if means else None,
        edge_sentence(judged, voice),
        voice.say(NEED, needed=voice.count(need)) if need is not None else None,
    )


def edge_sentence(judged: Judged, voice: Voice) -> str | None:
    """Why a rate that is written like its target does not pass, or passes."""
    demand, rate = judged.demand, judged.rate
    if demand is None or not isinstance(rate, Rate) or rate.percent != demand.threshold:
        return None
    words = AT_THE_EDGE.get((judged.official, demand.comparator == AT_LEAST))
    return voice.say(words) if words else None
