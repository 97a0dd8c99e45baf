"""What people think of a measure, in paragraphs that can stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report import Report
from analysis.report.answer import Judged
from analysis.report.change import Change
from analysis.report.names import Thing
from analysis.report.rates import Rate
from analysis.report.report import Part
from analysis.report.respondents import Response
from analysis.report.sentences import READINGS
from analysis.words import Words
from survey.documents import cells
from survey.documents.changes import changed_sentence
from survey.documents.comparison import statuses_sentence
from survey.documents.names import ABOUT
from survey.documents.spans import span_days
from survey.documents.voice import Voice, joined

NOBODY = Words(
    "Trong {span} không có lượt trả lời nào về {about}.", "In {span} nobody answered about {about}."
)
HIDDEN = Words(
    "Trong {span} có quá ít lượt trả lời về {about} nên không công bố số liệu.",
    "In {span} too few people answered about {about} for numbers to be shown.",
)
HEARD = Words(
    "Trong {span} có {answered} lượt trả lời về {about}.",
    "In {span} there were {answered} answers about {about}.",
)
HEARD_OF = Words(
    "Trong {span} có {answered} lượt trả lời về {about}, trên {dossiers} hồ sơ đã giải quyết "
    "({percent}).",
    "In {span} there were {answered} answers about {about}, of {dossiers} dossiers that were "
    "settled ({percent}).",
)
RATE = Words(
    "Tỷ lệ hài lòng là {rate} (khoảng tin cậy {level}: từ {low} đến {high}).",
    "The rate of satisfaction is {rate} ({level} confidence interval: {low} to {high}).",
)
AGAINST = Words(
    "So với chỉ tiêu {target} ({document}): {reading}.",
    "Against the target {target} ({document}): {reading}.",
)
SELF_SELECTED = Words(
    "Người dân tự quyết định có trả lời hay không, nên các khoảng tin cậy chỉ nói về những người "
    "đã trả lời.",
    "People decide themselves whether to answer, so the intervals only tell of those who did.",
)
FIELDS_MET = Words(
    "Lĩnh vực đạt chỉ tiêu, đã đủ bằng chứng: {names}.",
    "Fields that are proven to meet their target: {names}.",
)
WITH_RATE = Words(
    "{name} ({rate}, khoảng từ {low} đến {high}, n = {answered}; chỉ tiêu {target})",
    "{name} ({rate}, interval {low} to {high}, n = {answered}; target {target})",
)


def results(part: Part, report: Report, voice: Voice) -> Iterator[str]:
    """How many answered, the rate, its target and its change; then offices and fields."""
    values = {"span": span_days(report.span, voice), "about": voice.say(ABOUT[part.measure])}
    judged = part.answer.judged
    if not isinstance(judged.rate, Rate):
        yield voice.say(NOBODY if judged.rate is None else HIDDEN, **values)
        return
    change = part.answer.change
    yield joined(
        _heard(part, judged.rate, values, voice),
        _rate(judged.rate, voice),
        _against(judged, voice),
        changed_sentence(change, voice) if isinstance(change, Change) else None,
    )
    yield joined(
        statuses_sentence(part.comparison, voice) if part.comparison else None,
        fields_with(part, "met", FIELDS_MET, voice),
        voice.say(SELF_SELECTED),
    )


def _heard(part: Part, rate: Rate, values: dict[str, str], voice: Voice) -> str:
    answered, response = voice.count(rate.answered), part.respondents.response
    is_of_all = isinstance(response, Response) and response.dossiers and response.percent
    if not is_of_all or not isinstance(response, Response) or response.percent is None:
        return voice.say(HEARD, answered=answered, **values)
    dossiers = voice.count(response.dossiers or 0)
    percent = voice.percent(response.percent)
    return voice.say(HEARD_OF, answered=answered, dossiers=dossiers, percent=percent, **values)


def _rate(rate: Rate, voice: Voice) -> str:
    return voice.say(RATE, **_shares(rate, voice))


def _shares(rate: Rate, voice: Voice) -> dict[str, str]:
    shares = {"rate": rate.percent, "low": rate.low, "high": rate.high}
    return {name: voice.percent(share) for name, share in shares.items()}


def _against(judged: Judged, voice: Voice) -> str | None:
    demand = judged.demand
    if demand is None or judged.status not in READINGS:
        return None
    reading = voice.say(READINGS[judged.status])
    target = cells.target_words(demand, voice)
    return voice.say(AGAINST, target=target, document=demand.document, reading=reading)


def fields_with(part: Part, status: str, words: Words, voice: Voice) -> str | None:
    """The fields with a verdict, each with its rate."""
    found = [each for each in part.breakdown.fields if each.judged.status == status]
    names = [with_rate(each.field, each.judged, voice) for each in found]
    return voice.say(words, names=voice.listed(names)) if names else None


def with_rate(thing: Thing, judged: Judged, voice: Voice) -> str:
    """A field or an office with its rate and its target."""
    rate, demand, name = judged.rate, judged.demand, voice.thing(thing)
    if not isinstance(rate, Rate) or demand is None:
        return name
    target, answered = cells.target_words(demand, voice), voice.count(rate.answered)
    return voice.say(WITH_RATE, name=name, answered=answered, target=target, **_shares(rate, voice))
