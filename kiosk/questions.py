"""A questionnaire as a tablet asks it."""

from __future__ import annotations

from typing import Any

from forms import Condition, Option, Question, Questionnaire, Words

Json = dict[str, Any]


def as_json(questionnaire: Questionnaire) -> Json:
    """Its screens and the questions that people are asked, with all their words."""
    return {
        "digest": questionnaire.digest,
        "title": _words(questionnaire.title),
        "screens": [
            {"key": screen.key, "title": _words(screen.title)} for screen in questionnaire.screens
        ],
        "questions": [_question(each) for each in questionnaire.questions if each.screen],
    }


def _question(question: Question) -> Json:
    return {
        "key": question.key,
        "kind": question.kind,
        "words": _words(question.words),
        "hint": _words(question.hint),
        "screen": question.screen,
        "role": question.role,
        "required": question.required,
        "options": [_option(option) for option in question.options],
        "when": [_condition(condition) for condition in question.when],
    }


def _option(option: Option) -> Json:
    return {
        "key": option.key,
        "words": _words(option.words),
        "face": option.face,
        "satisfied": option.satisfied,
    }


def _condition(condition: Condition) -> Json:
    return {"question": condition.question, "one_of": sorted(condition.one_of)}


def _words(words: Words | None) -> Json | None:
    return {"vi": words.vi, "en": words.en} if words else None
