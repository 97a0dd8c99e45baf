"""The database: its engine, its column types and the rules that hold in both kinds of it."""

from __future__ import annotations

import os
import sqlite3
import stat
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated, Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    Table,
    TypeDecorator,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection

PATIENCE = 5.0
"""Seconds to wait for another writer to let go of an SQLite file, or for a server to answer."""

PAUSE = 5.0
"""Seconds for which an idle connection is trusted."""


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware in the program, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class NFCString(TypeDecorator[str]):
    """Text in Unicode's composed form, so that a search finds what looks the same."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else unicodedata.normalize("NFC", value)


Key = Annotated[int, mapped_column(primary_key=True)]
Text = Annotated[str, mapped_column(NFCString)]
Moment = Annotated[datetime, mapped_column(UTCDateTime)]
Json = JSON().with_variant(postgresql.JSONB(), "postgresql")


class Base(DeclarativeBase):
    """What every table shares: its column types, and how its constraints are named."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={str: NFCString, datetime: UTCDateTime},
    )


db = SQLAlchemy(model_class=Base)


def engine_options(url: str) -> dict[str, Any]:
    """How to connect. SQLite takes its write lock at the first write, and waits for it.

    What people wrote is hidden from the messages of errors, which reach the log.
    """
    if url.startswith("sqlite"):
        locks = {"isolation_level": "IMMEDIATE", "timeout": PATIENCE}
        return {"connect_args": locks, "hide_parameters": True}
    return {
        "connect_args": {"connect_timeout": int(PATIENCE)},
        "pool_size": 5,
        "max_overflow": 5,
        "hide_parameters": True,
    }


@event.listens_for(Engine, "do_connect")
def _make_for_the_owner_only(dialect: Dialect, _: Any, file: Any, __: Any) -> None:
    """Make an SQLite file that nobody else reads; SQLite gives -wal and -shm the same rights.

    It is made without being opened: closing it would let go of SQLite's locks in this process.
    """
    if dialect.name == "sqlite" and not file[0].startswith((":memory:", "file:")):
        with suppress(OSError):  # It is there, or SQLite will say why it cannot be.
            os.mknod(file[0], 0o600 | stat.S_IFREG)


@event.listens_for(Engine, "connect")
def _keep_sqlite_safe(connection: Any, _: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # Else REPLACE would delete a row without asking the trigger that refuses it.
        connection.execute("PRAGMA recursive_triggers = ON")


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that speak of rows."""
    return model.metadata.tables[model.__tablename__]


@event.listens_for(Pool, "checkin")
def _remember_when(_: Any, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


@event.listens_for(Pool, "checkout")
def _try_after_a_pause(raw: Any, record: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
    """Try a connection that lay idle: the server may have been restarted meanwhile.

    SQLAlchemy's own `pool_pre_ping` tries every time: a round trip more for each submission.
    """
    if isinstance(raw, sqlite3.Connection) or monotonic() - record.info.get("used", 0) < PAUSE:
        return
    try:
        raw.execute("SELECT 1")
        raw.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error


Upsert = postgresql.Insert | sqlite.Insert


def upsert(table: Table, dialect: str) -> Upsert:
    """An insert into `table` that may be told what to do about a row that is there."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def reading(engine: Engine) -> Connection:
    """A connection to read with, which on PostgreSQL begins and ends no transaction for it."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT")
    return connection


MIGRATING = 7401
"""The number of the PostgreSQL advisory lock that a process holds while it migrates."""


def take_turns(connection: Connection) -> None:
    """Wait until nobody else migrates, and keep others waiting until this transaction ends."""
    if connection.dialect.name == "sqlite":
        # The driver begins no transaction before CREATE TABLE, so it is begun by hand.
        connection.execute(text("BEGIN IMMEDIATE"))
    else:
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
