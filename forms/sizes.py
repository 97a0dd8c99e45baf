"""How large a questionnaire may be, and what its words may be made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from forms.questionnaire import Question, Questionnaire, Words
from forms.reasons import Problem, Reason, because
from forms.web import clean, translatable

MOST_QUESTIONS = 120
MOST_SCREENS = 40
MOST_PARTS = 40
LONGEST_WORDS = 300

NOT_ONE_LINE = translatable("'%(words)s' has a line break or another control character")
TOO_LONG = translatable("'%(words)s …' is too long; %(most)s characters are the most")


def too_large(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Each reason why a questionnaire is too large."""
    bounds = {"questions": MOST_QUESTIONS, "screens": MOST_SCREENS, "parts": MOST_PARTS}
    for table, most in bounds.items():
        number = len(getattr(questionnaire, table))
        if number > most:
            many = translatable("%(number)s %(what)s; %(most)s are the most")
            reason = because(many, number=number, what=table, most=most)
            yield Problem(reason, table, is_of_all=True)
    for reason in _long("title", questionnaire.title):
        yield Problem(reason, "title")
    for index, screen in enumerate(questionnaire.screens):
        for reason in _long("title", screen.title):
            yield Problem(reason, "screens", index)
    for index, part in enumerate(questionnaire.parts):
        for reason in _long("words", part.words):
            yield Problem(reason, "parts", index)
    for index, question in enumerate(questionnaire.questions):
        for reason in _of_question(question):
            yield Problem(reason, "questions", index)


def _of_question(question: Question) -> Iterator[Reason]:
    yield from _long("words", question.words)
    yield from _long("hint", question.hint)
    for option in question.options:
        yield from _long("options", option.words)


def _long(about: str, words: Words | None) -> Iterator[Reason]:
    for said in (words.vi, words.en) if words else ():
        if any(unicodedata.category(letter) == "Cc" for letter in said):
            yield because(NOT_ONE_LINE, about, words=" ".join((clean(said) or "").split())[:40])
        if len(said) > LONGEST_WORDS:
            yield because(TOO_LONG, about, words=said[:40], most=LONGEST_WORDS)
