"""Fields and targets that come with the product."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files

from sqlalchemy.orm import Session

from survey.loading import KINDS, Manner, load_table, read_table

SHIPPED = ("fields", "targets")
"""Targets last: they speak of groups of fields."""


def load_shipped(session: Session, now: datetime) -> None:
    """Add what is missing. What staff have changed since stays as they left it."""
    for name in SHIPPED:
        table = read_table((files("survey.shipped") / f"{name}.csv").read_bytes())
        load_table(session, KINDS[name], table, Manner(now, only_new=True))
