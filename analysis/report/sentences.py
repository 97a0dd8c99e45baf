"""What a report says first, in a sentence of either language."""

from __future__ import annotations

from decimal import Decimal

from analysis.disclosure import HIDDEN
from analysis.report.answer import Judged
from analysis.report.names import Demand
from analysis.report.rates import LEVEL, Rate
from analysis.targets import AT_LEAST
from analysis.verdicts import Status
from analysis.words import Language, Words, count, decimal

RATE = Words(
    "Đạt {rate}\u00a0% (khoảng tin cậy {level}\u00a0%: {low}–{high}\u00a0%), n = {n}",
    "{rate}% satisfied ({level}% confidence interval: {low}–{high}%), n = {n}",
)
TARGET = Words(
    "{sentence}; chỉ tiêu {sign} {threshold}\u00a0%: {reading}",
    "{sentence}; target {sign} {threshold}%: {reading}",
)
NO_TARGET = Words("{sentence}; không có chỉ tiêu", "{sentence}; no target holds")
NOBODY = Words("Chưa có lượt trả lời nào", "Nobody has answered")
READINGS = {
    Status.MET.value: Words("đạt, đã đủ bằng chứng", "met, and proven"),
    Status.ABOVE.value: Words("đạt, chưa đủ bằng chứng", "met, not yet proven"),
    Status.BELOW.value: Words("chưa đạt, chưa đủ bằng chứng", "not met, not yet proven"),
    Status.MISSED.value: Words("chưa đạt, đã đủ bằng chứng", "not met, and proven"),
}


def said(judged: Judged, language: Language) -> str:
    """The rate, its interval, n, the target and both readings of it."""
    if judged.rate is None:
        return NOBODY.said(language)
    if not isinstance(judged.rate, Rate):
        return HIDDEN.said(language)
    sentence = _rate(judged.rate, language)
    if judged.demand is None or judged.status not in READINGS:
        return NO_TARGET.said(language, sentence=sentence)
    reading = READINGS[judged.status].said(language)
    return TARGET.said(language, sentence=sentence, reading=reading, **_of(judged.demand, language))


def _rate(rate: Rate, language: Language) -> str:
    shares = {"rate": rate.percent, "low": rate.low, "high": rate.high}
    numbers = {name: decimal(share, language) for name, share in shares.items()}
    level = decimal(100 * Decimal(str(LEVEL)), language, 0)
    return RATE.said(language, level=level, n=count(rate.answered, language), **numbers)


def _of(demand: Demand, language: Language) -> dict[str, str]:
    threshold = decimal(demand.threshold, language, demand.target.decimals)
    return {"sign": "≥" if demand.comparator == AT_LEAST else ">", "threshold": threshold}
