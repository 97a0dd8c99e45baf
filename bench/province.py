"""The demonstration with more answers, and with more communes."""

from __future__ import annotations

import numpy as np
from flask import Flask
from sqlalchemy import delete, func, select

from bench.databases import NOW, answer, fill
from survey import demo
from survey.database import db
from survey.demo.answers import working_days
from survey.demo.offices import Builder
from survey.demo.province import ROOT
from survey.demo.sources import sources
from survey.demo.volumes import add_volumes
from survey.models import Field, Office, Volume
from survey.periods import local_day


def fill_province(app: Flask, responses: int, offices: int = 0) -> None:
    """Make it with a year of answers, as many dossiers as belong to them, and so many offices if it
    has fewer."""
    fill(app, responses=1)
    days = working_days(local_day(NOW))
    with app.app_context():
        session = db.session()
        _add_communes(offices)
        session.execute(delete(Volume))
        add_volumes(session, demo.SEED, sources(session, demo.SEED), days, responses)
        session.commit()
    answer(app, days, responses)


def _add_communes(offices: int) -> None:
    session = db.session()
    fields = {each.code: each for each in session.scalars(select(Field))}
    builder = Builder(session, NOW, np.random.default_rng([demo.SEED, 9]), fields)
    root = session.scalars(select(Office).filter_by(code=ROOT)).one()
    there = session.scalar(select(func.count()).select_from(Office)) or 0
    for number in range(offices - there):
        builder.commune(root, f"{90_000 + number}", f"Xã Minh Họa {number + 1}")
    session.flush()
