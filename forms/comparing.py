"""What is other in a version of a questionnaire, and whether a question's series goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.questionnaire import Condition, Option, Question, Questionnaire, Words

NEW, GONE = "new", "gone"
BREAKS = ("kind", "levels", "points", "derivation")
"""What a question measures: with another one its figures could not be put beside the earlier."""
BENDS = ("required", "when", "factor", "part", "role", "screen")
"""What changes who answers, or which index the answers go into: figures go on, with care."""


@dataclass(frozen=True)
class Change:
    """One thing that is other in a question; of the whole if it names none."""

    question: str
    what: str
    """New, gone, or which property."""
    before: str = ""
    after: str = ""

    @property
    def breaks(self) -> bool:
        """Whether the key would stand for something else from now on."""
        return self.what in BREAKS

    @property
    def bends(self) -> bool:
        """Whether figures before and after are to be compared with care."""
        return self.what in BENDS


def changes(before: Questionnaire, after: Questionnaire, language: str) -> tuple[Change, ...]:
    """Everything that is other, in the order of the later version, with words in a language."""
    return (
        *_of_the_whole(before, after, language),
        *_of_questions(before, after, language),
    )


def broken(earlier: Iterable[Questionnaire], later: Questionnaire) -> Iterator[Change]:
    """What would give a key another meaning than in any earlier version."""
    seen = set()
    for questionnaire in earlier:
        for change in _of_questions(questionnaire, later, "vi"):
            if change.breaks and (change.question, change.what) not in seen:
                seen.add((change.question, change.what))
                yield change


def _of_the_whole(before: Questionnaire, after: Questionnaire, language: str) -> Iterator[Change]:
    pairs = {
        "title": (before.title[language], after.title[language]),
        "measure": (before.measure, after.measure),
        "index": (before.index_rule, after.index_rule),
        "matter": (before.matter, after.matter),
    }
    for what, (old, new) in pairs.items():
        if old != new:
            yield Change("", what, old, new)


def _of_questions(before: Questionnaire, after: Questionnaire, language: str) -> Iterator[Change]:
    old = {question.key: question for question in before.questions}
    new = {question.key: question for question in after.questions}
    for key, question in new.items():
        if key in old:
            yield from _differences(old[key], question, language)
        else:
            yield Change(key, NEW, after=question.words[language])
    for key, question in old.items():
        if key not in new:
            yield Change(key, GONE, before=question.words[language])
    kept = [key for key in old if key in new]
    if kept != [key for key in new if key in old]:
        yield Change("", "order")


def _differences(old: Question, new: Question, language: str) -> Iterator[Change]:
    for what, said in SAID.items():
        if said(old, language) != said(new, language):
            yield Change(new.key, what, said(old, language), said(new, language))
    for what, told in TOLD.items():
        if told(old) != told(new):
            yield Change(new.key, what, told(old), told(new))


def _levels(question: Question) -> str:
    """Keys in their order, with a mark on those that satisfy; of a scale only."""
    if question.kind != "scale":
        return ""
    return ", ".join(f"{each.key}{' ✓' * each.satisfied}" for each in question.options)


def _points(question: Question) -> str:
    """What the options of an official indicator are worth."""
    if not question.indicator:
        return ""
    worth = ", ".join(f"{each.key} = {each.points}" for each in question.options)
    return f"{question.indicator}: {worth}"


def _derivation(question: Question) -> str:
    if question.kind != "derived":
        return ""
    return "; ".join(f"{each.key}: {_conditions(each.when)}" for each in question.options)


def _conditions(when: Iterable[Condition]) -> str:
    return ", ".join(f"{each.question} = {' | '.join(sorted(each.one_of))}" for each in when)


def _options(question: Question) -> str:
    return "" if question.kind == "scale" else ", ".join(question.option_keys)


def _said(words: Words | None, language: str) -> str:
    return words[language] if words else ""


def _labels(options: Iterable[Option], language: str) -> str:
    return ", ".join(each.words[language] for each in options)


SAID: Mapping[str, Callable[[Question, str], str]] = {
    "words": lambda question, language: question.words[language],
    "hint": lambda question, language: _said(question.hint, language),
    "labels": lambda question, language: _labels(question.options, language),
}
TOLD: Mapping[str, Callable[[Question], str]] = {
    "kind": lambda question: question.kind,
    "levels": _levels,
    "points": _points,
    "derivation": _derivation,
    "options": _options,
    "required": lambda question: "✓" if question.required else "",
    "when": lambda question: _conditions(question.when),
    "factor": lambda question: question.factor or "",
    "part": lambda question: " / ".join(filter(None, (question.block, question.group))),
    "role": lambda question: question.role or "",
    "screen": lambda question: question.screen or "",
}
