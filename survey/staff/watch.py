"""What the figures of the quarter under way ask of those who follow up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext

from analysis.differences import ENOUGH
from analysis.sequences import fallen
from forms.web import translatable
from survey import cells
from survey.accounts.person import Person
from survey.cells import Cells, Counts
from survey.folding import folded
from survey.matters import Day, Matter, Provider, Urgency, matters
from survey.roles import Permission
from survey.staff.part_figures import PartFigures, quarter_of
from survey.standing import Standing

CLOSING = 14
"""In so many last days of a quarter there is still time to invite people."""
UNCERTAIN = translatable("Offices whose verdict is uncertain, and needs more answers")
FALLEN = translatable("Offices whose rate has really fallen since the quarter before")
TOO_FEW = translatable(
    "The quarter is ending: offices of which no rate can be shown for lack of answers"
)
FIGURES = {"_anchor": "figures"}


def needing(
    person: Person, day: Day, page: PartFigures, providers: Sequence[Provider]
) -> list[Matter]:
    """All that needs somebody today: of things, and of the figures of their part."""
    watched = list(_watched(page, day)) if person.may(Permission.FOLLOW_UP) else []
    found = [*matters(providers, day, person.part), *(each for each in watched if each.count)]
    return sorted(found, key=lambda matter: matter.urgency)


def _watched(page: PartFigures, day: Day) -> Iterator[Matter]:
    yield _of(FALLEN, Urgency.NOW, _names(page, have_fallen(page.offices, day)))
    if (quarter_of(day).period.end - day.today).days <= CLOSING:
        hidden = _names(page, [each for each in page.offices if not each.main.is_shown])
        yield _of(TOO_FEW, Urgency.NOW, {*page.unheard, *hidden})
    uncertain = [each for each in page.offices if each.main.is_shown and each.main.is_uncertain]
    yield Matter(gettext(UNCERTAIN), len(uncertain), Urgency.SOON, "staff.start", FIGURES)


def _of(words: str, urgency: Urgency, names: Iterable[str]) -> Matter:
    told = tuple(sorted(names, key=folded))
    return Matter(gettext(words), len(told), urgency, "staff.start", FIGURES, told)


def _names(page: PartFigures, standings: Iterable[Standing]) -> set[str]:
    return {page.names[each.office] for each in standings if each.office is not None}


def have_fallen(offices: Sequence[Standing], day: Day) -> list[Standing]:
    """The offices whose rate is really lower than in the quarter before, whoever looks when.

    All answers count alike, of those people for whom the target is, and only with the answers on
    both sides with which the pages call any difference real. What is not shown has not fallen.
    """
    watched = [each for each in offices if each.main.is_shown and each.main.answered >= ENOUGH]
    if not watched:
        return []
    before = cells.answered(
        day.session, quarter_of(day).before.period, {each.office for each in watched if each.office}
    )
    then = [_before(each, before) for each in watched]
    is_lower = fallen(
        [each.main.satisfied for each in watched],
        [each.main.answered for each in watched],
        [counts.satisfied for counts in then],
        [counts.answered for counts in then],
    )
    told = zip(watched, then, is_lower, strict=True)
    return [each for each, counts, is_so in told if is_so and counts.answered >= ENOUGH]


def _before(standing: Standing, before: Cells) -> Counts:
    """The answers of the same people about an office, in the quarter before."""
    found = Counts(0, 0)
    for pair in before.pairs(standing.measure, [standing.office] if standing.office else []):
        found = found.plus(before.counts(standing.measure, pair, standing.main.group.whom))
    return found
