"""Questionnaires and the web forms made from them. Knows no Flask and no database."""

from forms.loading import BadQuestionnaire, parse, shipped
from forms.questionnaire import Condition, Option, Question, Questionnaire, Screen, Words
from forms.web import form_class, given_answers, given_texts

__all__ = [
    "BadQuestionnaire",
    "Condition",
    "Option",
    "Question",
    "Questionnaire",
    "Screen",
    "Words",
    "form_class",
    "given_answers",
    "given_texts",
    "parse",
    "shipped",
]
