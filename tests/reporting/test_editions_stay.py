"""The database itself refuses to change what has been published, and two of the same number."""

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DatabaseError

from survey.database import table_of
from survey.models import Edition

NEVER = "a published report is never"


@pytest.fixture
def edition(press, small_office):
    return press.publish(press.person("head", small_office))


def rows(session):
    session.rollback()
    return session.execute(table_of(Edition).select()).all()


@pytest.mark.parametrize(
    "statement",
    [
        update(Edition).values(figures=b"{}"),
        update(Edition).values(note="x"),
        update(Edition).values(digest=Edition.digest),
        delete(Edition),
    ],
    ids=str,
)
def test_an_edition_is_neither_changed_nor_deleted(session, edition, statement):
    before = rows(session)
    with pytest.raises(DatabaseError, match=NEVER):
        session.execute(statement)
    assert rows(session) == before


def test_editions_are_neither_emptied_nor_replaced(session, edition):
    (row,) = rows(session)
    again = {
        "sqlite": insert(Edition).prefix_with("OR REPLACE").values(row._asdict() | {"note": "x"}),
        "postgresql": text("TRUNCATE editions CASCADE"),
    }[session.get_bind().dialect.name]
    with pytest.raises(DatabaseError, match=NEVER):
        session.execute(again)
    assert rows(session) == [row]


@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({}, True),
        ({"number": 2}, True),
        ({"number": 0}, True),
        ({"number": 2, "note": ""}, True),
        ({"number": 2, "note": "x" * 1001}, True),
        ({"number": 2, "note": "Muộn"}, False),
        ({"scope": "part"}, False),
        ({"scope": "district"}, True),
        ({"quarter": 3, "digest": "f" * 63}, True),
        ({"quarter": 3, "remarks": "x" * 4001}, True),
    ],
    ids=str,
)
def test_a_row_past_the_program_has_to_be_an_edition(session, edition, columns, refused):
    (row,) = rows(session)
    values = {name: value for name, value in row._asdict().items() if name != "id"} | columns
    if refused:
        with pytest.raises(DatabaseError):
            session.execute(insert(Edition), values)
    else:
        session.execute(insert(Edition), values)
        assert len(session.execute(table_of(Edition).select()).all()) == 2
