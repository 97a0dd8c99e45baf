"""What people say to a questionnaire, drawn for many of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from forms.questionnaire import Answer, Question, Questionnaire
from survey.demo.comments import DISSATISFIED, SATISFIED
from survey.demo.sources import Truth
from survey.store import Given

STAY = 0.65
"""The share of people who go on after the first screen."""
REPLY = 0.93
"""The share of them who answer any one question."""
WRITE, WRITE_DISSATISFIED = 0.03, 0.15
"""The shares who write a comment."""
ORGANISATIONS = 0.18
SAME_LEVEL = 0.7
"""How often an item gets the level of the overall answer, if it is as good or as bad."""
BAD_THOUGH_SATISFIED = 0.03
BAD, WEAK = 0.3, 0.75
"""How often an item is bad for somebody dissatisfied: any item, and the office's weak factor."""
REASON = 0.25
"""How often somebody names the first of the reasons; the later ones a little less each."""

Options = NDArray[np.int64]
"""Positions of options, one a person."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class People:
    """Some people, as far as it matters for what they say."""

    overall: Options
    satisfied: Flags
    stay: Flags
    weak_factor: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.overall)

    def those(self, who: NDArray[np.intp]) -> People:
        return People(self.overall[who], self.satisfied[who], self.stay[who], self.weak_factor[who])


class Opinions:
    """What people say to one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        if questionnaire.overall is None:
            raise ValueError(f"questionnaire {questionnaire.key} has no overall question")
        self.questionnaire = questionnaire
        self.overall = questionnaire.overall

    def draw(self, rng: np.random.Generator, truths: Sequence[Truth]) -> list[Given]:
        """What people say, one for each truth: for who answers where that holds."""
        people = self._people(rng, truths)
        answers: list[dict[str, Answer]] = [{} for _ in truths]
        texts: list[dict[str, str]] = [{} for _ in truths]
        for question in self.questionnaire.questions:
            if question.kind == "text":
                for n, text in self._said(rng, question, people):
                    texts[n][question.key] = str(text)
            elif question.kind != "derived":
                for n, answer in self._said(rng, question, people):
                    answers[n][question.key] = answer
        return [Given(*both) for both in zip(answers, texts, strict=True)]

    def _people(self, rng: np.random.Generator, truths: Sequence[Truth]) -> People:
        satisfied = rng.random(len(truths)) < np.array([truth.rate for truth in truths])
        return People(
            overall=_levels(rng, self.overall, ~satisfied),
            satisfied=satisfied,
            stay=rng.random(len(truths)) < STAY,
            weak_factor=np.array([truth.weak_factor for truth in truths], dtype=str),
        )

    def _said(
        self, rng: np.random.Generator, question: Question, people: People
    ) -> Iterable[tuple[int, Answer]]:
        """Who replies to a question, and what."""
        if question == self.overall:
            return enumerate(_named(question, people.overall))
        who = np.flatnonzero(self._reply(rng, question, people))
        return zip(who.tolist(), SAYS[question.kind](rng, question, people.those(who)), strict=True)

    def _reply(self, rng: np.random.Generator, question: Question, people: People) -> Flags:
        asked = self._asked[question.key][people.overall]
        if question.screen != self.questionnaire.screens[0].key:
            asked = asked & people.stay
        likely = np.where(people.satisfied, WRITE, WRITE_DISSATISFIED)
        chance = rng.random(len(people))
        return asked & (chance < (likely if question.kind == "text" else REPLY))

    @cached_property
    def _asked(self) -> dict[str, Flags]:
        """Of which levels of the overall answer each question is asked."""
        asked_of = [
            {
                question.key
                for screen in self.questionnaire.screens
                for question in self.questionnaire.asked_on(screen, {self.overall.key: level})
            }
            for level in self.overall.option_keys
        ]
        return {
            question.key: np.array([question.key in asked for asked in asked_of])
            for question in self.questionnaire.questions
        }


def _scale(rng: np.random.Generator, question: Question, people: People) -> Iterable[Answer]:
    likely = np.where(people.weak_factor == (question.factor or ""), WEAK, BAD)
    bad = rng.random(len(people)) < np.where(people.satisfied, BAD_THOUGH_SATISFIED, likely)
    drawn = _levels(rng, question, bad)
    same = (bad != people.satisfied) & (rng.random(len(people)) < SAME_LEVEL)
    return _named(
        question, np.where(same & (people.overall < len(question.options)), people.overall, drawn)
    )


def _levels(rng: np.random.Generator, question: Question, bad: Flags) -> Options:
    """Levels of a scale that goes from bad to good: the best of each side are the most usual."""
    good = [n for n, option in enumerate(question.options) if option.satisfied]
    poor = [n for n, option in enumerate(question.options) if not option.satisfied] or good
    return np.where(bad, _rising(rng, poor, len(bad)), _rising(rng, good, len(bad)))


def _rising(rng: np.random.Generator, positions: Sequence[int], number: int) -> Options:
    weights = np.arange(1, len(positions) + 1)
    return rng.choice(np.array(positions), number, p=weights / weights.sum())


def _choice(rng: np.random.Generator, question: Question, people: People) -> Iterable[Answer]:
    """One option; the first is the usual one, and less so for the dissatisfied."""
    if question.role == "respondent":
        is_organisation = rng.random(len(people)) < ORGANISATIONS
        return ["organisation" if each else "person" for each in is_organisation]
    most = len(question.options) - 1
    drawn = np.where(
        people.satisfied, rng.geometric(0.85, len(people)), rng.geometric(0.6, len(people))
    )
    return _named(question, np.minimum(drawn - 1, most))


def _choices(rng: np.random.Generator, question: Question, people: People) -> Iterable[Answer]:
    """One option at least."""
    likely = REASON * 0.9 ** np.arange(len(question.options))
    chance = rng.random((len(people), len(likely))) / likely
    chosen = (chance < 1) | (chance == chance.min(axis=1, keepdims=True))
    keys = np.array(question.option_keys)
    return [keys[row].tolist() for row in chosen]


def _text(rng: np.random.Generator, question: Question, people: People) -> Iterable[Answer]:  # noqa: ARG001
    picked = rng.random(len(people))
    for is_satisfied, pick in zip(people.satisfied, picked, strict=True):
        words = SATISFIED if is_satisfied else DISSATISFIED
        yield words[int(pick * len(words))]


SAYS: dict[str, Callable[[np.random.Generator, Question, People], Iterable[Answer]]] = {
    "scale": _scale,
    "choice": _choice,
    "choices": _choices,
    "text": _text,
}


def _named(question: Question, positions: Options) -> list[Answer]:
    keys = question.option_keys
    return [keys[position] for position in positions.tolist()]
