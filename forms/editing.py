"""A questionnaire with one thing changed. Nothing here asks whether that makes sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from forms.questionnaire import Condition, Part, Question, Questionnaire, Screen


def with_question(
    questionnaire: Questionnaire, question: Question, key: str | None = None
) -> Questionnaire:
    """With a question in the place of the one that has this key, or as the last of its screen."""
    if key is None:
        return replace(questionnaire, questions=_added(questionnaire, question))
    if questionnaire.question(key).screen != question.screen:
        named = with_question(without_question(questionnaire, key), question)
    else:
        questions = (question if each.key == key else each for each in questionnaire.questions)
        named = replace(questionnaire, questions=tuple(questions))
    return named if question.key == key else _renamed(named, key, question.key)


def without_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Without a question."""
    kept = (each for each in questionnaire.questions if each.key != key)
    return replace(questionnaire, questions=tuple(kept))


def moved(questionnaire: Questionnaire, key: str, *, up: bool) -> Questionnaire:
    """With a question before the one above it on its screen, or after the one below it."""
    questions = list(questionnaire.questions)
    screen = questionnaire.question(key).screen
    places = [place for place, each in enumerate(questions) if each.screen == screen]
    keys = [questions[place].key for place in places]
    here = keys.index(key)
    there = here - 1 if up else here + 1
    if 0 <= there < len(places):
        one, other = places[here], places[there]
        questions[one], questions[other] = questions[other], questions[one]
    return replace(questionnaire, questions=tuple(questions))


def with_screen(
    questionnaire: Questionnaire, screen: Screen, key: str | None = None
) -> Questionnaire:
    """With a screen in the place of the one that has this key, or as the last."""
    if key is None:
        return replace(questionnaire, screens=(*questionnaire.screens, screen))
    screens = tuple(screen if each.key == key else each for each in questionnaire.screens)
    questions = tuple(
        replace(each, screen=screen.key) if each.screen == key else each
        for each in questionnaire.questions
    )
    return replace(questionnaire, screens=screens, questions=questions)


def without_screen(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Without a screen and what it asks."""
    screens = tuple(each for each in questionnaire.screens if each.key != key)
    questions = tuple(each for each in questionnaire.questions if each.screen != key)
    return replace(questionnaire, screens=screens, questions=questions)


def screen_moved(questionnaire: Questionnaire, key: str, *, up: bool) -> Questionnaire:
    """With a screen before the one above it, or after the one below it."""
    screens = list(questionnaire.screens)
    here = [each.key for each in screens].index(key)
    there = here - 1 if up else here + 1
    if 0 <= there < len(screens):
        screens[here], screens[there] = screens[there], screens[here]
    return replace(questionnaire, screens=tuple(screens))


def with_parts(
    questionnaire: Questionnaire, parts: Iterable[Part], renamed: Mapping[str, str]
) -> Questionnaire:
    """With these parts, and questions that name one by its earlier key naming it by the new one."""

    def new(key: str | None) -> str | None:
        return renamed.get(key, key) if key else key

    questions = tuple(
        replace(each, block=new(each.block), group=new(each.group))
        for each in questionnaire.questions
    )
    return replace(questionnaire, parts=tuple(parts), questions=questions)


def _added(questionnaire: Questionnaire, question: Question) -> tuple[Question, ...]:
    questions = list(questionnaire.questions)
    beside = [at for at, each in enumerate(questions) if each.screen == question.screen]
    questions.insert(beside[-1] + 1 if beside else len(questions), question)
    return tuple(questions)


def _renamed(questionnaire: Questionnaire, old: str, new: str) -> Questionnaire:
    """With every condition that names a question naming it by its new key."""

    def conditions(when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(replace(c, question=new) if c.question == old else c for c in when)

    def questions() -> Iterator[Question]:
        for each in questionnaire.questions:
            options = (replace(option, when=conditions(option.when)) for option in each.options)
            yield replace(each, when=conditions(each.when), options=tuple(options))

    return replace(questionnaire, questions=tuple(questions()))
