"""Files that are loaded by a command while somebody types numbers of dossiers on a page."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import volumes
from survey.audit import Action, Actor, Deed, append
from survey.chain import FIRST
from survey.loading import KINDS, BadTable, Manner, load_file
from survey.models import Counter, LogEntry, Office, Volume
from survey.periods import ADMINISTRATION
from survey.setting_up import Changed, digest
from survey.volumes import Quarter, Sheet

SUMMER = Quarter(2026, 3, ADMINISTRATION)
NUMBERS = {"received": "10", "settled": "10", "on_time": "", "late": ""}
AN = Actor("an")
HEADER = "office,field,{},received,settled\n"
COUNTERS = (
    "number,name,place,place_name,place_office,office,fields,questionnaire\n"
    "q-1,Quầy 1,noi,Nơi,,so-noi-vu,dat-dai,one-stop\n"
)


def typing(engine, clock):
    """Somebody saves the numbers of land in summer, of which nothing was known on the page."""
    with Session(engine) as own:
        office = own.scalars(select(Office)).one()
        sheet = Sheet(office, SUMMER, {"dat-dai": NUMBERS})
        return volumes.save(own, AN, sheet, digest({}), clock())


@pytest.fixture
def at_once(session, clock, tmp_path, one_stop_centre):
    """Loads a file, and before it is committed somebody types; what became of both."""

    def at_once(kind, content):
        file, engine = tmp_path / "table.csv", session.get_bind()
        file.write_text(content, "utf-8")
        session.rollback()
        with ThreadPoolExecutor(1) as other, Session(engine) as own:
            typed = []

            def then(_):
                # Whoever types comes as far as they can: to where they wait for the file.
                typed.append(other.submit(typing, engine, clock))
                wait(typed, timeout=0.5)
                deed = Deed(Action.FILE_LOADED, "file", file.name)
                append(own.connection(), Actor("loader"), deed, clock())

            load_file(own, KINDS[kind], file, Manner(clock()), then)
            return typed[0]

    return at_once


def stored(session):
    session.rollback()
    rows = session.scalars(select(Volume).order_by(Volume.starts))
    entries = session.scalars(select(LogEntry).order_by(LogEntry.number)).all()
    assert [each.previous for each in entries] == [FIRST, *(each.hash for each in entries)][:-1]
    return [row.settled for row in rows], [each.actor for each in entries]


def test_counters_of_a_file_and_typed_numbers_are_both_stored(at_once, session):
    typed = at_once("counters", COUNTERS)
    assert typed.result() is True
    assert session.scalars(select(Counter.number)).all() == ["q-1"]
    assert stored(session) == ([10], ["loader", "an"])


def test_who_types_the_same_numbers_as_a_file_sees_what_the_file_said(at_once, session):
    typed = at_once("volumes", HEADER.format("quarter") + "so-noi-vu,dat-dai,2026Q3,7,7\n")
    assert isinstance(typed.exception(), Changed)
    assert stored(session) == ([7], ["loader"])


def test_no_dossier_is_counted_twice_by_a_file_and_by_who_types(at_once, session):
    file = HEADER.format("starts,ends") + "so-noi-vu,dat-dai,2026-06-15,2026-07-14,7,7\n"
    typed = at_once("volumes", file)
    assert isinstance(typed.exception(), BadTable)
    assert stored(session) == ([7], ["loader"])
