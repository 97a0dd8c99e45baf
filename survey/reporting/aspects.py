"""The factors of the service and the circular's indicators, as people answered about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.circular import Points
from analysis.drivers import Driver
from analysis.report.facts import FactorFacts, Reasons
from analysis.report.names import Thing
from forms import Questionnaire
from forms.questionnaire import FACTORS
from survey import tally
from survey.models import QuestionnaireVersion
from survey.models.counts import COUNTED, FACTOR_COLUMNS
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

    def factors(self, measure: str, whom: Collection[str]) -> tuple[FactorFacts, ...]:
        """How people answered about each factor, and about the whole."""
        frame = self._of(self._factors, measure, whom)
        sums = frame.groupby("factor")[list(FACTOR_COLUMNS)].sum()
        found = {str(row[0]): row[1:] for row in sums.itertuples(name=None)}
        return tuple(
            FactorFacts(each, _driver(*map(int, found[each]))) for each in FACTORS if each in found
        )

    def reasons(self, measure: str, whom: Collection[str]) -> Reasons:
        """Why they were not satisfied, in the words of the newest version."""
        frame = self._of(self._questions, measure, whom)
        answered, chosen = 0, dict[Thing, int]()
        words = self._reasons
        columns = ["questionnaire", "version", "question", "option", "answered", "chosen"]
        for key, version, question, option, n, k in frame[columns].itertuples(index=False):
            asked = self._asked[key, version].with_role("reasons")
            if asked is None or asked.key != question:
                continue
            reason = words[measure, option]
            chosen[reason] = chosen.get(reason, 0) + int(k)
            answered += int(n) if option == asked.options[0].key else 0
        return Reasons(answered, tuple(chosen.items()))

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

    def _together(self, frame: pd.DataFrame, about: Sequence[str]) -> pd.DataFrame:
        """The offices, fields and channels of a table together: nobody asks for them here. What was
        first stays first."""
        keys = ["questionnaire", "version", "respondent", "standing", *about]
        numbers = [name for name in frame.columns if frame[name].dtype.kind in "iu"]
        sums = [name for name in numbers if name not in keys]
        return frame.groupby(keys, as_index=False, sort=False)[sums].sum()

    @cached_property
    def _factors(self) -> pd.DataFrame:
        found = tally.factors(self.session, self.period, self.offices)
        return self._together(found, ["factor"])

    @cached_property
    def _questions(self) -> pd.DataFrame:
        found = tally.questions(self.session, self.period, self.offices, self._told)
        return self._together(found, ["question", "option"])

    @property
    def _told(self) -> frozenset[str]:
        """The questions that somebody asks for here, by their keys."""
        return frozenset(
            question.key
            for each in self._asked.values()
            for question in each.questions
            if question.role == "reasons" or question.indicator is not None
        )

    @cached_property
    def _asked(self) -> Mapping[Version, Questionnaire]:
        version, connection = QuestionnaireVersion, self.session.connection()
        rows = self.session.execute(select(version.key, version.version, version.digest)).all()
        return {(row.key, row.version): by_digest(connection, row.digest) for row in rows}

    @cached_property
    def _reasons(self) -> Mapping[tuple[str, str], Thing]:
        """What reasons are called, by measure and key; of versions the newest comes last."""
        return {
            (each.measure, option.key): Thing(option.key, option.words.vi, option.words.en)
            for _, each in sorted(self._asked.items(), key=itemgetter(0))
            if (question := each.with_role("reasons"))
            for option in question.options
        }

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


def _driver(neither: int, factor_only: int, overall_only: int, both: int) -> Driver:
    """In the order of the columns."""
    return Driver(both=both, factor_only=factor_only, overall_only=overall_only, neither=neither)
