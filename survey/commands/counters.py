"""Counters as commands name them."""

from __future__ import annotations

import click

from survey.codes import the_counter
from survey.database import db
from survey.models import Counter


def counter_at(counter_or_code: str) -> Counter:
    """The counter with this number or this code, or the end of the command."""
    try:
        return the_counter(db.session(), counter_or_code)
    except LookupError as reason:
        raise click.ClickException(str(reason)) from None


def in_words(counter: Counter) -> str:
    """A counter as somebody finds it."""
    return f"counter {counter.number} ({counter.name}, {counter.place.name})"
