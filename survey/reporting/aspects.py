"""The factors of the service and the circular's indicators, as people answered about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.circular import Points
from analysis.report.facts import Counts
from forms import Questionnaire
from forms.questionnaire import FACTORS
from survey import tally
from survey.models import QuestionnaireVersion
from survey.models.counts import COUNTED
from survey.periods import Period
from survey.questionnaires import by_digest
from survey.reporting.answers import whom_of

Version = tuple[str, int]
POINTS = ("none", "one", "two")


@dataclass(frozen=True)
class Aspects:
    """What some offices were told in a period beside the overall answer; read once."""

    session: Session
    period: Period
    offices: Collection[int]

    def factors(self, measure: str, whom: Collection[str]) -> tuple[tuple[str, Counts], ...]:
        """How many answered about each factor, and nothing about it dissatisfied them."""
        sums = self._of(self._factors, measure, whom).groupby("factor").sum(numeric_only=True)
        good = sums["neither_bad"] + sums["overall_bad"]
        answered = good + sums["factor_bad"] + sums["both_bad"]
        return tuple(
            (factor, Counts(int(answered[factor]), int(good[factor])))
            for factor in FACTORS
            if factor in sums.index
        )

    def points(self, measure: str, whom: Collection[str]) -> tuple[tuple[int, Points], ...]:
        """How many dossiers got two points, one and none, by indicator."""
        frame = self._of(self._questions, measure, whom)
        found: dict[int, dict[str, int]] = {}
        for key, version, question, option, chosen in frame[
            ["questionnaire", "version", "question", "option", "chosen"]
        ].itertuples(index=False):
            scored = self._scores.get((key, version, question, option))
            if scored is not None:
                indicator, points = scored
                of_one = found.setdefault(indicator, dict.fromkeys(POINTS, 0))
                of_one[POINTS[points]] += int(chosen)
        return tuple((n, Points(**of_one)) for n, of_one in sorted(found.items()))

    def _of(self, frame: pd.DataFrame, measure: str, whom: Collection[str]) -> pd.DataFrame:
        versions = zip(frame["questionnaire"], frame["version"], strict=True)
        same = [self._asked[key, number].measure == measure for key, number in versions]
        is_asked = frame["respondent"].map(whom_of).isin(whom) & (frame["standing"] == COUNTED)
        return frame[is_asked & pd.Series(same, frame.index, dtype=bool)]

    @cached_property
    def _factors(self) -> pd.DataFrame:
        return tally.factors(self.session, self.period, self.offices)

    @cached_property
    def _questions(self) -> pd.DataFrame:
        return tally.questions(self.session, self.period, self.offices)

    @cached_property
    def _asked(self) -> Mapping[Version, Questionnaire]:
        version, connection = QuestionnaireVersion, self.session.connection()
        rows = self.session.execute(select(version.key, version.version, version.digest)).all()
        return {(row.key, row.version): by_digest(connection, row.digest) for row in rows}

    @cached_property
    def _scores(self) -> Mapping[tuple[str, int, str, str], tuple[int, int]]:
        """The indicator that an option gives points for, and how many."""
        return {
            (key, number, question.key, option.key): (question.indicator, option.points)
            for (key, number), questionnaire in self._asked.items()
            for question in questionnaire.questions
            if question.indicator is not None
            for option in question.options
            if option.points is not None
        }
