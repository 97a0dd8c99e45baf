"""What a loader finds wrong with what was typed, beside the fields of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask_babel import gettext
from wtforms import Field, Form

from forms.web import translatable
from survey.loading import Problem
from survey.loading.cells import FORMULA, NOT_AN_AREA_CODE

AS_IN_THE_LINE: Mapping[str, str] = MappingProxyType({})
TYPED: Mapping[str, str] = {
    FORMULA: translatable("%(cell)s begins with “=” like a formula; leave out that sign"),
    NOT_AN_AREA_CODE: translatable("%(cell)s is not an area code of 2 or 5 digits"),
}
"""What is said instead of something that only helps with a file."""


def said(problem: Problem) -> str:
    """What is wrong, as a sentence in the language of whoever typed it."""
    words = problem.said(lambda words: gettext(TYPED.get(words, words)))
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


def put_beside(
    form: Form, problems: Iterable[Problem], names: Mapping[str, str] = AS_IN_THE_LINE
) -> list[str]:
    """Give each field of a form what is wrong with its column; the rest is for the caller to show.

    `names` are the fields of columns that are called otherwise there.
    """
    rest = []
    for problem in problems:
        name = names.get(problem.column, problem.column)
        if name in form:
            put(form[name], [said(problem)])
        else:
            rest.append(said(problem))
    return rest


def put(field: Field, errors: Iterable[str]) -> None:
    """Say beside a field what is wrong, after what is said there already."""
    field.errors = [*field.errors, *errors]
