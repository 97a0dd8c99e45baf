"""A report as everybody may read it.

The figures of the province with what is hidden in them, and without the words of staff: what was
promised is told in numbers, done, open and late. Comments of people are in no report.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from analysis.report.answer import Answer, Judged
from analysis.report.breakdown import Breakdown, Of
from analysis.report.comparison import Compared, Comparison
from analysis.report.dissatisfaction import Dissatisfaction, FactorLink
from analysis.report.overlaps import CHANGE, EVERYTHING, Name, too_close
from analysis.report.rates import HIDDEN, Hidden, Rate
from analysis.report.report import Part, Report
from analysis.report.respondents import Respondents
from analysis.report.told import label_of
from analysis.verdicts import Official, Status


def public_report(report: Report, others: Sequence[Report] = ()) -> Report:
    """The public one, beside `others` that have been public before."""
    gone = too_close(report, others)
    parts = tuple(_part(part, gone.get(part.measure, frozenset())) for part in report.parts)
    remedies = replace(report.remedies, from_before=(), promised=())
    return replace(report, parts=parts, remedies=remedies)


def _part(part: Part, gone: Collection[Name]) -> Part:
    hidden = _Hidden(part, gone)
    return replace(
        part,
        answer=hidden.answer,
        respondents=hidden.respondents,
        breakdown=hidden.breakdown,
        dissatisfaction=hidden.dissatisfaction,
        comparison=hidden.comparison,
    )


class _Hidden:
    """The sections of a part without what is gone."""

    def __init__(self, part: Part, gone: Collection[Name]) -> None:
        self.part, self.gone = part, gone
        self.is_all = EVERYTHING in gone

    def _is(self, kind: str, key: str) -> bool:
        return self.is_all or (kind, key) in self.gone

    @property
    def answer(self) -> Answer:
        told = self.part.answer
        return Answer(
            _judged(told.judged) if self.is_all else told.judged,
            _mark(told.change) if self.is_all or CHANGE in self.gone else told.change,
            _mark(told.with_set_aside) if self._is("single", "set aside") else told.with_set_aside,
        )

    @property
    def respondents(self) -> Respondents:
        told = self.part.respondents
        fields = tuple(
            replace(each, response=HIDDEN) if self._is_answered_field(each.field.code) else each
            for each in told.fields
        )
        channels = tuple(
            replace(each, answered=HIDDEN) if self._is("channel", each.channel) else each
            for each in told.channels
        )
        less = replace(told, fields=fields, channels=channels)
        if not self.is_all:
            return less
        worst, tipping = _mark(told.worst_case), _mark(told.tipping)
        return replace(less, response=HIDDEN, silent_days=HIDDEN, worst_case=worst, tipping=tipping)

    def _is_answered_field(self, code: str) -> bool:
        silent = {each.code for each in self.part.respondents.silent_fields}
        return code not in silent and self._is("field", code)

    @property
    def breakdown(self) -> Breakdown:
        told = self.part.breakdown
        return Breakdown(
            tuple(
                replace(each, judged=_judged(each.judged))
                if self._is("field", each.field.code)
                else each
                for each in told.fields
            ),
            tuple(
                _judged(each) if self._is("sum", label_of(each.demand)) else each
                for each in told.groups
            ),
            tuple(_of(each) if self.is_all else each for each in told.counters),
            tuple(_of(each) if self._is("channel", each.key) else each for each in told.channels),
            tuple(_of(each) if self._is_factor(each.key) else each for each in told.factors),
        )

    def _is_factor(self, factor: str) -> bool:
        return self._is("single", f"factor {factor}")

    @property
    def dissatisfaction(self) -> Dissatisfaction:
        told = self.part.dissatisfaction
        return Dissatisfaction(
            _mark(told.reasons) if self._is("single", "reasons") else told.reasons,
            tuple(
                FactorLink(each.factor, HIDDEN) if self._is_factor(each.factor) else each
                for each in told.factors
            ),
        )

    @property
    def comparison(self) -> Comparison | None:
        told = self.part.comparison
        if told is None:
            return None
        offices = tuple(
            _compared(each) if self._is("office", each.office.code) else each
            for each in told.offices
        )
        return replace(told, offices=offices)


def _judged(told: Judged) -> Judged:
    """As `analysis.report.answer.judged` hides one; nobody is still nobody."""
    if told.rate is None:
        return told
    status = Status.TOO_FEW.value if told.demand else None
    return Judged(HIDDEN, told.demand, Official.NO_ESTIMATE.value, status, None)


def _compared(each: Compared) -> Compared:
    """An office whose rate is hidden takes no place and lies nowhere."""
    if not isinstance(each.judged.rate, Rate):
        return each
    return replace(
        each, judged=_judged(each.judged), place=None, position=None, moved=_mark(each.moved)
    )


def _of(each: Of) -> Of:
    return replace(each, rate=_mark(each.rate))


def _mark(told: object) -> Hidden | None:
    """Hidden; nothing stays nothing."""
    return None if told is None else HIDDEN
