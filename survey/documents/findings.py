"""Shortcomings, what goes with them, and the tasks that follow: of a measure's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.report.comparison import Compared
from analysis.report.dissatisfaction import FactorLink, Given, Link, Reason
from analysis.report.report import Part
from analysis.words import Words
from survey.documents.comparison import unjudged_offices
from survey.documents.names import FACTORS
from survey.documents.places import fallen_items
from survey.documents.results import fields_with, with_rate
from survey.documents.voice import Voice

FIELDS_MISSED = Words(
    "Lĩnh vực chưa đạt chỉ tiêu, đã đủ bằng chứng: {names}.",
    "Fields that are proven to miss their target: {names}.",
)
OFFICES_MISSED = Words(
    "Cơ quan, đơn vị chưa đạt chỉ tiêu, đã đủ bằng chứng: {names}.",
    "Offices that are proven to miss their target: {names}.",
)
FELL = Words(
    "Đơn vị giảm thật so với kỳ trước: {names}.", "Offices that really fell since before: {names}."
)
SILENT_FIELDS = Words(
    "Lĩnh vực chưa có lượt trả lời nào: {names}.", "Fields in which nobody answered: {names}."
)
SILENT_OFFICES = Words(
    "Cơ quan, đơn vị chưa có lượt trả lời nào: {names}.", "Offices nobody answered about: {names}."
)
REASONS = Words(
    "Lý do được nêu nhiều nhất trong {answered} lượt có nêu lý do không hài lòng: {names}.",
    "The commonest of the reasons that {answered} dissatisfied people gave: {names}.",
)
WITH_SHARE = Words("{name} ({given} lượt, {percent})", "{name} ({given}, {percent})")
LINKS = Words(
    "Sự không hài lòng chung đi cùng nhiều nhất với sự không hài lòng về: {names}. Đi cùng chưa "
    "phải là nguyên nhân.",
    "Dissatisfaction as a whole goes most with dissatisfaction with: {names}. What goes together "
    "need not be the cause.",
)
WITH_EXPLAINED = Words(
    "{name} (giải thích được {value}, khoảng từ {low} đến {high})",
    "{name} (explains {value}, interval {low} to {high})",
)
LOOK_AT = Words(
    "Xem xét trước hết những việc người dân nêu nhiều nhất: {names}.",
    "Look first at what people name most: {names}.",
)
MEND_FIELDS = Words(
    "Có biện pháp ở những lĩnh vực đã chứng minh là chưa đạt chỉ tiêu: {names}.",
    "Take measures in the fields that are proven to miss their target: {names}.",
)
MEND_OFFICES = Words(
    "Có biện pháp ở những đơn vị đã chứng minh là chưa đạt chỉ tiêu: {names}.",
    "Take measures in the offices that are proven to miss their target: {names}.",
)
INVITE = Words(
    "Mời thêm người dân trả lời ở {many} đơn vị chưa đủ số lượt hoặc chưa đủ bằng chứng để kết "
    "luận, và không chọn người để mời.",
    "Invite more people to answer in the {many} offices that cannot be judged yet, without "
    "choosing whom.",
)
HEAR_FIELDS = Words(
    "Lấy ý kiến ở những lĩnh vực chưa có lượt trả lời nào: {names}.",
    "Ask in the fields in which nobody answered: {names}.",
)
OTHER = "other"
"""What questionnaires call a reason that is none of theirs."""
MOST = 3
"""So many reasons and factors are named."""


def shortcomings(part: Part, voice: Voice) -> Iterator[str]:
    """What is proven to be below its target, what fell, and what is silent."""
    missed = _missed(part)
    sentences = (
        fields_with(part, "missed", FIELDS_MISSED, voice),
        _said(OFFICES_MISSED, [with_rate(o.office, o.judged, voice) for o in missed], voice),
        _said(FELL, fallen_items(part.comparison, voice) if part.comparison else (), voice),
        _said(SILENT_FIELDS, _silent_fields(part, voice), voice),
        _said(SILENT_OFFICES, _silent_offices(part, voice), voice),
    )
    yield from (each for each in sentences if each)


def causes(part: Part, voice: Voice) -> Iterator[str]:
    """The commonest reasons, and the factors that are proven to go with dissatisfaction."""
    reasons = part.dissatisfaction.reasons
    if isinstance(reasons, Given):
        names = _reasons(reasons, voice)
        yield voice.say(REASONS, answered=voice.count(reasons.answered), names=voice.listed(names))
    links = [_link(each, voice) for each in _proven(part)[:MOST]]
    if links:
        yield voice.say(LINKS, names=voice.listed(links))


def tasks(part: Part, voice: Voice) -> Iterator[str]:
    """What the figures ask for."""
    fields = [f.field for f in part.breakdown.fields if f.judged.status == "missed"]
    reasons = part.dissatisfaction.reasons
    named = _commonest(reasons) if isinstance(reasons, Given) else []
    unjudged = unjudged_offices(part.comparison) if part.comparison else []
    sentences = (
        _said(MEND_FIELDS, [voice.thing(each) for each in fields], voice),
        _said(MEND_OFFICES, [voice.thing(o.office) for o in _missed(part)], voice),
        _said(LOOK_AT, [voice.thing(each.reason) for each in named], voice),
        voice.say(INVITE, many=voice.many(len(unjudged))) if unjudged else None,
        _said(HEAR_FIELDS, _silent_fields(part, voice), voice),
    )
    yield from (each for each in sentences if each)


def _said(words: Words, names: Sequence[str], voice: Voice) -> str | None:
    return voice.say(words, names=voice.listed(names)) if names else None


def _missed(part: Part) -> list[Compared]:
    offices = part.comparison.offices if part.comparison else ()
    return [each for each in offices if each.judged.status == "missed"]


def _silent_fields(part: Part, voice: Voice) -> list[str]:
    return [voice.thing(each) for each in part.respondents.silent_fields]


def _silent_offices(part: Part, voice: Voice) -> list[str]:
    offices = part.comparison.offices if part.comparison else ()
    return [voice.thing(each.office) for each in offices if each.judged.rate is None]


def _reasons(given: Given, voice: Voice) -> list[str]:
    return [
        voice.say(
            WITH_SHARE,
            name=voice.thing(each.reason),
            given=voice.count(each.given),
            percent=voice.percent(each.percent),
        )
        for each in _commonest(given)
    ]


def _commonest(given: Given) -> list[Reason]:
    """Something else is nothing to look at."""
    named = [each for each in given.reasons if each.given and each.reason.code != OTHER]
    return named[:MOST]


def _proven(part: Part) -> list[FactorLink]:
    """The interval holds no 0; what explains most comes first."""
    found = [
        (link.explained.value, each)
        for each in part.dissatisfaction.factors
        if isinstance(link := each.link, Link) and link.explained and link.explained.low > 0
    ]
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])]


def _link(each: FactorLink, voice: Voice) -> str:
    name = voice.say(FACTORS[each.factor])
    if not isinstance(each.link, Link) or each.link.explained is None:
        return name
    found = each.link.explained
    shares = {"value": found.value, "low": found.low, "high": found.high}
    numbers = {key: voice.percent(share) for key, share in shares.items()}
    return voice.say(WITH_EXPLAINED, name=name, **numbers)
