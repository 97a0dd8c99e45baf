"""Where the facts of a report come from: read once for all its measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.report.names import Thing
from survey.cells import Pair
from survey.models import Field
from survey.reporting.answers import Answers
from survey.reporting.aspects import Aspects
from survey.reporting.scopes import Scope, names_of
from survey.reporting.served import served
from survey.reporting.spans import Span
from survey.standing import Standing, Targets, standings


@dataclass(frozen=True)
class Sources:
    """What a scope was told in a span and before, and the targets that held."""

    session: Session
    scope: Scope
    span: Span
    targets: Targets

    @cached_property
    def answers(self) -> Answers:
        """Of the span."""
        return Answers(self.session, self.span.period, self.scope.offices)

    @cached_property
    def aspects(self) -> Aspects:
        """Of the span."""
        return Aspects(self.session, self.span.period, self.scope.offices)

    @cached_property
    def before(self) -> Sequence[tuple[Span, Answers]]:
        """Of spans that it may be compared with, the best first."""
        offices = self.scope.offices
        return [(one, Answers(self.session, one.period, offices)) for one in self.span.others]

    @cached_property
    def served(self) -> Mapping[str, frozenset[Pair]]:
        """By measure, where people are served."""
        counted, period = self.answers.cells, self.span.period
        return served(self.session, period, self.scope.offices, counted)

    @cached_property
    def standings(self) -> Sequence[Standing]:
        """What the first page of staff tells of the scope, and what it hides."""
        parts = {self.scope.root: self.scope.offices}
        precedence, year = self.targets.precedence, self.targets.year
        return standings(precedence, self.answers.cells, parts, year, self.served)

    @cached_property
    def fields(self) -> Mapping[int, Thing]:
        """All there are."""
        query = select(Field.id, Field.code, Field.name_vi, Field.name_en)
        rows = self.session.execute(query)
        return {row.id: Thing(row.code, row.name_vi, row.name_en) for row in rows}

    @cached_property
    def offices(self) -> Mapping[int, Thing]:
        """Those of the scope, as they were called when the span ended."""
        codes = self.targets.precedence.codes
        called = names_of(self.session, self.scope.offices, self.span.period)
        return {id_: Thing(codes[id_], name, name) for id_, name in called.items()}
