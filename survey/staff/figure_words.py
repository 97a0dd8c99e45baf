"""How a figure is told: numbers, readings and advice in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from flask_babel import gettext

from analysis.disclosure import HIDDEN
from analysis.statuses import NAMES
from analysis.verdicts import Status
from analysis.words import Language, Words, count, percent
from forms.web import translatable
from survey.figures import Figure
from survey.languages import language
from survey.periods import Period
from survey.staff import target_list, words
from survey.standing import Standing

READINGS: Mapping[Status, str] = {
    Status.MET: translatable("The target is met, and proven so: the whole interval is beyond it."),
    Status.ABOVE: translatable(
        "The rate meets the target, but it is not proven yet: the interval reaches across the "
        "target."
    ),
    Status.BELOW: translatable(
        "The rate misses the target, but it is not proven yet: the interval reaches across the "
        "target."
    ),
    Status.MISSED: translatable(
        "The target is missed, and proven so: the whole interval is on the wrong side of it."
    ),
}
NO_TARGET = translatable("No target holds here this year, so the rate is held against none.")
NEEDED = translatable(
    "About %(number)s more answers would probably settle it (with a chance of 80%%), if people go "
    "on answering as they have. Please do not choose whom to invite."
)
TOO_MANY = translatable(
    "It would take about %(number)s more answers to settle it, and there are only %(silent)s more "
    "dossiers so far: this quarter will hardly settle it."
)
TOO_NEAR = translatable(
    "The rate lies so near to the target that more answers would hardly settle it."
)
RESPONSE = translatable(
    "%(answered)s answers for %(dossiers)s dossiers: %(rate)s. If all who did not answer were "
    "dissatisfied, the rate of all would be %(lowest)s; if all were satisfied, %(highest)s."
)
HEARD_ONLY = translatable(
    "The rate speaks of %(dossiers)s of them: in the other fields nobody has answered."
)
SILENT_UNKNOWN = translatable(
    "There is no response rate: numbers of dossiers are missing of fields in which nobody has "
    "answered."
)
OF_SOME = translatable("%(fields)s, only answers of %(whom)s")
OF_BOTH = translatable("%(fields)s, answers of %(whom)s together")
WEIGHTED = translatable("Each field counts by its dossiers.")
UNWEIGHTED = translatable(
    "The numbers of dossiers are not all known, so all answers count alike, and there is no "
    "response rate."
)
OF_SOME_ONLY = translatable(
    "Dossiers are counted of residents and organisations together, and this target is for "
    "%(whom)s only. So there is no response rate, and all answers count alike."
)
ENDS_TODAY = translatable("The quarter ends today.")
ENDS = translatable("Days left in the quarter: %(days)s.")
SHAPES: Mapping[Status, str] = {
    Status.MET: "met",
    Status.ABOVE: "above",
    Status.BELOW: "below",
    Status.MISSED: "missed",
    Status.TOO_FEW: "few",
}


def hidden() -> str:
    """The one mark of every figure that is not shown."""
    return _said(HIDDEN)


def rate(share: float | None) -> str:
    """A share in percent, with one decimal."""
    return "–" if share is None else percent(share, _language())


def interval(figure: Figure) -> str:
    """From where to where a rate may lie."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{rate(figure.low)} – {rate(figure.high)}"


def number(many: int) -> str:
    """A whole number, with its thousands set apart."""
    return count(many, _language())


def status(figure: Figure) -> str:
    """One of the five words, if there is a target."""
    return verdict(figure.status) if figure.status else ""


def verdict(status: Status) -> str:
    """One of the five words."""
    return _said(NAMES[status.value])


def shape(figure: Figure) -> str:
    """Which sign goes with the word."""
    return SHAPES[figure.status] if figure.status else ""


def reading(figure: Figure) -> str:
    """The official reading and the evidence, in a sentence."""
    return str(gettext(READINGS.get(figure.status, NO_TARGET) if figure.status else NO_TARGET))


def demand(figure: Figure) -> str:
    """What the target asks for, without its document."""
    return words.demand(figure.group.demand) if figure.group.demand else ""


def fields(figure: Figure, beside: Sequence[Figure] = ()) -> str:
    """Which fields the target of a figure speaks of; and of whom, if it is not everybody, or one
    beside it is not."""
    if figure.group.holding is None:
        return ""
    aim = figure.group.holding.aim
    said, whom = target_list.fields(aim), words.whom(aim.whom)
    if len(aim.whom) == 1:
        return str(gettext(OF_SOME, fields=said, whom=whom))
    is_beside = any(each.group.whom != aim.whom for each in beside)
    return str(gettext(OF_BOTH, fields=said, whom=whom)) if is_beside else said


def document(figure: Figure) -> str:
    """Which document set the target."""
    return figure.group.holding.aim.document if figure.group.holding else ""


def needed(figure: Figure) -> str:
    """How many more answers would settle an uncertain verdict."""
    if not figure.is_uncertain:
        return ""
    more = figure.answers_needed()
    if not more:
        return str(gettext(TOO_NEAR))
    silent = None if figure.dossiers is None else figure.dossiers - figure.answered
    if silent is not None and more > silent:
        return str(gettext(TOO_MANY, number=number(more), silent=number(silent)))
    return str(gettext(NEEDED, number=number(more)))


def response(standing: Standing) -> str:
    """How many answered of those who could, and what the others could change."""
    main = standing.main
    if main.is_of_some:
        return str(gettext(OF_SOME_ONLY, whom=words.whom(main.group.whom)))
    if main.dossiers is None:
        return str(gettext(UNWEIGHTED))
    said = _of_all(standing, main.dossiers)
    return f"{said} {gettext(WEIGHTED)}" if len(main.strata) > 1 else said


def _of_all(standing: Standing, heard: int) -> str:
    """The response rate, where the dossiers of silent fields are known too."""
    bounds, settled = standing.worst_case(), standing.settled
    if bounds is None or settled is None:
        return str(gettext(SILENT_UNKNOWN))
    said = gettext(
        RESPONSE,
        answered=number(standing.main.answered),
        dossiers=number(settled),
        rate=rate(standing.response_rate),
        lowest=rate(bounds.low),
        highest=rate(bounds.high),
    )
    return f"{said} {gettext(HEARD_ONLY, dossiers=number(heard))}" if heard < settled else str(said)


def days_left(period: Period, today: date) -> str:
    """How long the quarter still lasts, today not counted."""
    days = (period.end - today).days - 1
    return str(gettext(ENDS, days=days) if days else gettext(ENDS_TODAY))


def measure(key: str) -> str:
    """What is measured."""
    return words.measure(key)


def _said(both: Words) -> str:
    return both.said(_language())


def _language() -> Language:
    return cast("Language", language())
