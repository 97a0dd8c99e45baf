"""The answers of a span, as the report's tables need them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.report.facts import Counts
from analysis.report.names import Asked, Thing
from survey import cells, tally
from survey.cells import ORGANISATION, Cells
from survey.models import Counter, Field, QuestionnaireVersion, day_counts
from survey.models.counts import COUNTED, SET_ASIDE
from survey.periods import Period
from survey.precedence import ORGANISATIONS, PEOPLE
from survey.questionnaires import by_digest


@dataclass(frozen=True)
class Answers:
    """What some offices were told in a period: read when it is asked for, and once."""

    session: Session
    period: Period
    offices: Collection[int]

    @cached_property
    def cells(self) -> Cells:
        """Satisfied and answers by office and field, and the dossiers."""
        dossiers = cells.settled(self.session, self.period, self.offices)
        return Cells(cells.answers_of(self._of_everybody), dossiers)

    def channels(self, measure: str, whom: Collection[str]) -> dict[str, Counts]:
        """The answers of some people by channel."""
        return _sums(self._overall(measure, whom, COUNTED), "channel")

    def set_aside(self, measure: str, whom: Collection[str]) -> Counts:
        """Their answers that look suspicious."""
        return _sum(self._overall(measure, whom, SET_ASIDE))

    def counters(self, measure: str) -> dict[tuple[int, str], Counts]:
        """Everybody's answers by field and counter."""
        frame = self._by_day[self._by_day["measure"] == measure]
        sums = frame.groupby(["field_id", "counter"])[["answered", "satisfied"]].sum()
        return {
            (int(field), str(counter)): Counts(int(answered), int(satisfied))
            for (field, counter), answered, satisfied in sums.itertuples(name=None)
        }

    def counters_of(self, measure: str) -> tuple[tuple[Thing, Counts], ...]:
        """Everybody's answers by counter, where there are any."""
        sums = self._by_day[self._by_day["measure"] == measure]
        found = _sums(sums, "counter")
        query = select(Counter.number, Counter.name).where(Counter.number.in_(found))
        rows = self.session.execute(query.order_by(Counter.number)).all()
        named = [(Thing(row.number, row.name, row.name), found[row.number]) for row in rows]
        return tuple((counter, counts) for counter, counts in named if counts.answered)

    @property
    def questionnaires(self) -> tuple[Asked, ...]:
        """The versions that anybody answered, whatever became of the answers."""
        version, ids = QuestionnaireVersion, self._of_everybody["questionnaire_id"].unique()
        columns = (version.measure, version.key, version.version)
        query = select(*columns, version.title, version.title_en, version.digest)
        chosen = query.where(version.id.in_([int(each) for each in ids])).order_by(*columns)
        return tuple(Asked(*row) for row in self.session.execute(chosen))

    def days(self, measure: str) -> tuple[date, ...]:
        """On which anybody answered."""
        days, version = day_counts.c, QuestionnaireVersion
        query = (
            select(days.day)
            .join(version, version.id == days.questionnaire_id)
            .where(days.day >= self.period.start, days.day < self.period.end)
            .where(days.office_id.in_(self.offices), version.measure == measure)
            .where(days.standing == COUNTED, days.answered > 0)
        )
        return tuple(self.session.scalars(query.distinct().order_by(days.day)))

    def _overall(self, measure: str, whom: Collection[str], standing: str) -> pd.DataFrame:
        frame = self._by_channel
        who = frame["respondent"].map(whom_of)
        is_asked = (frame["measure"] == measure) & (frame["standing"] == standing) & who.isin(whom)
        return frame[is_asked]

    @cached_property
    def _by_channel(self) -> pd.DataFrame:
        """The answers of all offices and fields together."""
        keys = ["measure", "standing", "respondent", "channel"]
        sums = self._of_everybody.groupby(keys, as_index=False)[["answered", "satisfied"]]
        return sums.sum()

    @cached_property
    def _of_everybody(self) -> pd.DataFrame:
        return tally.overall(self.session, self.period, self.offices)

    @cached_property
    def _by_day(self) -> pd.DataFrame:
        """A row for each day, counter and field, with the satisfied among those who answered."""
        levels = tally.days(self.session, self.period, self.offices)
        levels = levels[levels["standing"] == COUNTED]
        keys = list(zip(levels["questionnaire"], levels["version"], levels["option"], strict=True))
        options = _options(self.session)
        found = [options[key] for key in keys]
        ids = {row.code: row.id for row in self.session.execute(select(Field.code, Field.id))}
        return pd.DataFrame(
            {
                "counter": levels["counter"],
                "field_id": levels["field"].map(ids).astype("int64"),
                "measure": pd.Series([measure for measure, _ in found], levels.index, dtype="str"),
                "answered": levels["chosen"],
                "satisfied": levels["chosen"] * [good for _, good in found],
            }
        )


def whom_of(respondent: str) -> str:
    """Whose answer it is. Whoever said nothing is one of the people."""
    return ORGANISATIONS if respondent == ORGANISATION else PEOPLE


def _options(session: Session) -> Mapping[tuple[str, int, str], tuple[str, bool]]:
    """The measure that each level of an overall question is of, and whether it is satisfied."""
    version = QuestionnaireVersion
    rows = session.execute(select(version.key, version.version, version.measure, version.digest))
    connection = session.connection()
    return {
        (key, number, option.key): (measure, option.satisfied)
        for key, number, measure, digest in rows.all()
        if (question := by_digest(connection, digest).overall)
        for option in question.options
    }


def _sums(frame: pd.DataFrame, by: str) -> dict[str, Counts]:
    return {str(name): _sum(rows) for name, rows in frame.groupby(by, sort=True)}


def _sum(frame: pd.DataFrame) -> Counts:
    return Counts(int(frame["answered"].sum()), int(frame["satisfied"].sum()))
