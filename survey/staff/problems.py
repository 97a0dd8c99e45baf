"""What a loader finds wrong with what was typed, beside the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from wtforms import Field, Form

from survey.loading import BadTable, Problem


def said(problem: Problem) -> str:
    """What is wrong, in the language of whoever typed it."""
    return problem.said(gettext)


def put_beside(form: Form, bad: BadTable, names: Mapping[str, str], otherwise: str) -> None:
    """Give each field of a form what is wrong with its column.

    `names` are the fields of columns that are called otherwise there; what is wrong with no column
    stands beside the field `otherwise`.
    """
    for problem in bad.problems:
        name = names.get(problem.column, problem.column)
        field: Field = form[name if name in form else otherwise]
        field.errors = [*field.errors, said(problem)]
