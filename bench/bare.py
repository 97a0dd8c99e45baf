"""The yardstick: a Flask view that does one durable INSERT through SQLAlchemy Core."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from uuid import uuid4

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Uuid, create_engine

import survey.database  # noqa: F401 sets the same pragmas on SQLite
from survey.database import engine_options
from survey.settings import read

metadata = MetaData()
bare_answers = Table(
    "bare_answers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("answered_at", DateTime(timezone=True), nullable=False),
)


def create_app() -> Flask:
    """One view: a form in, a row stored, a redirect out."""
    url = read(os.environ).database_url
    engine = create_engine(url, **engine_options(url))
    app = Flask("bare")

    @app.post("/s/<code>")
    def answer(code: str) -> ResponseReturnValue:
        row = {
            "id": uuid4(),
            "office_id": 1,
            "score": int(request.form["overall"]),
            "answered_at": datetime.now(UTC),
        }
        with engine.begin() as connection:
            connection.execute(bare_answers.insert(), row)
        return redirect(f"/s/{code}/thanks", 303)

    return app
