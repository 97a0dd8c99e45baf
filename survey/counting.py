"""What a response adds to the counts."""

from __future__ import annotations

from collections import Counter as Sums
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from forms.questionnaire import (
    MOST_OPTIONS,
    MOST_OVERALL_OPTIONS,
    Answer,
    Answers,
    Question,
    Questionnaire,
)
from survey.models.counts import (
    COUNTED,
    SET_ASIDE,
    UNKNOWN,
    day_counts,
    factor_counts,
    index_counts,
    question_counts,
)
from survey.periods import half_month, local_day

Row = tuple[Any, ...]
"""The key of a row of a table of counts."""
Added = tuple[int, ...]
"""What is added to the counts of a row, in the order of the table's columns."""
Additions = dict[Table, dict[Row, Added]]

WHOLE = "whole"
"""The part of the index that has all items."""


@dataclass(frozen=True)
class Standpoint:
    """Where and when a response counts, whatever its answers."""

    office_id: int
    field_id: int
    counter_id: int
    channel: str
    questionnaire_id: int
    answered_at: datetime
    is_set_aside: bool = False


def additions(standpoint: Standpoint, questionnaire: Questionnaire, answers: Answers) -> Additions:
    """The rows of counts that a response adds to, and what it adds to each."""
    said = summary(questionnaire, frozen(answers))
    cell, counter = cells(standpoint, said.respondent)
    return {
        question_counts: {(*cell, key): added for key, added in said.questions},
        factor_counts: {(*cell, key): added for key, added in said.factors},
        index_counts: {(*cell, key): added for key, added in said.parts},
        day_counts: {counter: said.overall} if said.overall else {},
    }


def cells(standpoint: Standpoint, respondent: str) -> tuple[Row, Row]:
    """Where a response counts by half months, and where by days."""
    day = local_day(standpoint.answered_at)
    standing = SET_ASIDE if standpoint.is_set_aside else COUNTED
    by_half_month = (
        half_month(day),
        standpoint.office_id,
        standpoint.field_id,
        standpoint.channel,
        standpoint.questionnaire_id,
        respondent,
        standing,
    )
    by_day = (
        day,
        standpoint.office_id,
        standpoint.counter_id,
        standpoint.field_id,
        standpoint.channel,
        standpoint.questionnaire_id,
        standing,
    )
    return by_half_month, by_day


@dataclass(frozen=True)
class Summary:
    """What answers add, wherever they are counted."""

    respondent: str
    questions: tuple[tuple[str, Added], ...]
    factors: tuple[tuple[str, Added], ...]
    parts: tuple[tuple[str, Added], ...]
    overall: Added | None


FrozenAnswers = tuple[tuple[str, str | tuple[str, ...]], ...]


def frozen(answers: Answers) -> FrozenAnswers:
    """Answers under which a cache can keep something."""
    return tuple((key, v if isinstance(v, str) else tuple(v)) for key, v in sorted(answers.items()))


@lru_cache(maxsize=65536)
def summary(questionnaire: Questionnaire, given: FrozenAnswers) -> Summary:
    """The counts of one set of answers. Most people give one of a few thousand sets."""
    answers = _asked_for(questionnaire, dict(given))
    respondent = questionnaire.with_role("respondent")
    overall = questionnaire.overall
    return Summary(
        respondent=str(answers.get(respondent.key, UNKNOWN)) if respondent else UNKNOWN,
        questions=tuple(_questions(questionnaire, answers)),
        factors=tuple(_factors(questionnaire, answers)),
        parts=tuple(_parts(questionnaire, answers)),
        overall=_options(overall, answers, MOST_OVERALL_OPTIONS) if overall else None,
    )


def _asked_for(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers to what is asked of somebody with these answers.

    A person who goes back and changes one has answered more than that. Who is satisfied after all
    is not among those who said why they were not.
    """
    kept: dict[str, Answer] = {}
    for screen in questionnaire.screens:
        asked = questionnaire.asked_on(screen, kept)
        kept |= {
            question.key: answers[question.key] for question in asked if question.key in answers
        }
    return kept


def _questions(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[str, Added]]:
    for question in questionnaire.questions:
        if added := _options(question, answers, MOST_OPTIONS):
            yield question.key, added


def _options(question: Question, answers: Answers, most: int) -> Added | None:
    chosen = _chosen(question, answers)
    return _marks(question.option_keys, chosen, most) if chosen else None


def _chosen(question: Question, answers: Answers) -> frozenset[str]:
    if question.kind == "derived":
        return frozenset(
            option.key
            for option in question.options
            if all(condition.holds(answers) for condition in option.when)
        )
    answer = answers.get(question.key, ())
    return frozenset([answer] if isinstance(answer, str) else answer)


@lru_cache(maxsize=4096)
def _marks(options: tuple[str, ...], chosen: frozenset[str], most: int) -> Added:
    marks = [int(key in chosen) for key in options]
    return (1, *marks, *[0] * (most - len(marks)))


def _factors(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[str, Added]]:
    """A factor is bad if any of its items that were answered is."""
    overall = questionnaire.overall
    if overall is None or overall.key not in answers:
        return
    satisfying = _satisfying(questionnaire)
    overall_bad = answers[overall.key] not in satisfying[overall.key]
    bad: dict[str, bool] = {}
    for item in questionnaire.questions:
        if item.factor and item.key in answers:
            is_bad = answers[item.key] not in satisfying[item.key]
            bad[item.factor] = bad.get(item.factor, False) or is_bad
    for factor, is_bad in bad.items():
        case = 2 * overall_bad + is_bad
        yield factor, tuple(int(case == column) for column in range(4))


def _parts(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[str, Added]]:
    satisfying = _satisfying(questionnaire)
    satisfied: Sums[str] = Sums()
    answered: Sums[str] = Sums()
    for item in questionnaire.questions:
        if item.is_item and item.key in answers:
            for part in {WHOLE, *filter(None, (item.block, item.group))}:
                answered[part] += 1
                satisfied[part] += answers[item.key] in satisfying[item.key]
    for part, m in answered.items():
        s = satisfied[part]
        yield part, (1, s, m, s * s, m * m, s * m)


@lru_cache(maxsize=256)
def _satisfying(questionnaire: Questionnaire) -> dict[str, frozenset[Answer]]:
    """For each question, the answers of somebody satisfied."""
    return {
        question.key: frozenset(option.key for option in question.options if option.satisfied)
        for question in questionnaire.questions
    }


def change(before: Additions, after: Additions) -> Additions:
    """What to add so that counts with `before` in them become counts with `after`."""
    return {table: _difference(before[table], after[table]) for table in after}


def _difference(before: Mapping[Row, Added], after: Mapping[Row, Added]) -> dict[Row, Added]:
    changed = {}
    for row in before.keys() | after.keys():
        width = len(before.get(row) or after[row])
        pairs = zip(after.get(row, (0,) * width), before.get(row, (0,) * width), strict=True)
        if any(added := tuple(new - old for new, old in pairs)):
            changed[row] = added
    return changed


def add_rows(sums: dict[Row, Added], rows: dict[Row, Added]) -> None:
    """Add the counts of some rows to those of others."""
    for row, added in rows.items():
        before = sums.get(row)
        sums[row] = added if before is None else tuple(map(int.__add__, before, added))
