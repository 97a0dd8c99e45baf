"""A PostgreSQL database that many tests use in turn: emptying it is much quicker than a new one."""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"

SHAPE = """
    SELECT (SELECT sum(oid::bigint) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
           (SELECT sum(oid::bigint) FROM pg_trigger WHERE tgenabled = 'O'),
           (SELECT sum(oid::bigint) FROM pg_constraint),
           (SELECT count(*) FROM pg_db_role_setting),
           (SELECT md5(string_agg(concat(oid, relname, attname), ' ' ORDER BY oid, attnum))
            FROM pg_class JOIN pg_attribute ON attrelid = oid
            WHERE relnamespace = 'public'::regnamespace)"""
"""Whatever is made, renamed, taken away or switched off changes one of these."""

OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""

LAST_NUMBERS = "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"

MOST_TESTS = 100
"""After so many a new one is made: what was deleted still takes room."""


class Kept:
    """A connection to a database, which is as migrations made it, and as it is once more."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.tests = 0
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")
        self._connection = self._engine.connect()
        tables = self._column(TABLES)
        held = self._held(tables)
        self._shipped = {name: rows for name, rows in held.items() if rows is not None}
        self._others = [name for name in tables if name not in self._shipped]
        numbered = [name for name in self._shipped if name != "alembic_version"]
        self._last_rows = {
            name: self._connection.scalar(text(f"SELECT max(id) FROM {name}")) for name in numbered
        }
        self._numbers = self._last_numbers()
        self._shape = self._connection.execute(text(SHAPE)).one()

    def is_as_before(self) -> bool:
        """Take out what a test put in; false when it changed what is not brought back so."""
        self.tests += 1
        return self.tests < MOST_TESTS and self._is_empty()

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _is_empty(self) -> bool:
        try:
            self._connection.execute(text(OTHERS))
        except OperationalError:  # A test took the database away.
            return False
        if self._connection.execute(text(SHAPE)).one() != self._shape:
            return False
        self._take_out()
        return self._held(list(self._shipped)) == self._shipped

    def _take_out(self) -> None:
        """In a session in which no trigger refuses and no reference is looked after."""
        delete = [f"DELETE FROM {name}" for name in self._others]
        delete += [
            f"DELETE FROM {name} WHERE id > {last}" for name, last in self._last_rows.items()
        ]
        numbers = [
            f"ALTER SEQUENCE {name} RESTART" if last is None else f"SELECT setval('{name}', {last})"
            for name, last in self._numbers - self._last_numbers()
        ]
        together = ["SET session_replication_role = replica", *delete, *numbers]
        self._connection.exec_driver_sql("; ".join(together))

    def _held(self, tables: list[str]) -> dict[str, str | None]:
        """What each table holds, as one text; none for an empty one."""
        rows = "(SELECT md5(string_agg(held::text, ' ' ORDER BY held::text)) FROM {} held)"
        wanted = ", ".join(map(rows.format, tables))
        found = self._connection.execute(text(f"SELECT {wanted}")).one()
        return dict(zip(tables, found, strict=True))

    def _last_numbers(self) -> set[tuple[str, int | None]]:
        return {(name, last) for name, last in self._connection.execute(text(LAST_NUMBERS))}

    def _column(self, statement: str) -> list[str]:
        return list(self._connection.scalars(text(statement)))
