"""Asking once more before something is done that is hard to take back. It works without script."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from werkzeug.datastructures import MultiDict

SURE = "sure"
"""What the page that asks sends along."""


@dataclass(frozen=True)
class Question:
    """What somebody is asked."""

    title: str
    """Translatable, as is what the button says."""
    consequences: str
    """In their language: what will be so from then on, for whom."""
    do: str
    """What the button says that does it."""
    back: str
    """The address to go to when they would rather not."""


def unless_sure(question: Question, form: MultiDict[str, str]) -> str | None:
    """The page that asks, or nothing if whoever sends the form has been asked already."""
    if form.get(SURE):
        return None
    given = [(key, value) for key, value in form.items(multi=True) if key != "csrf_token"]
    return render_template("staff/sure.html", question=question, given=given)
