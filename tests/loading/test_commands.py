"""`thuocdo load` and `thuocdo list`, as a person types them."""

import contextlib
import os
from datetime import date

import pytest
from sqlalchemy import func, select

from survey.app import cli
from survey.commands.listing import listing
from survey.commands.load import load, progress
from survey.models import Office, Volume

OFFICES = "code,name,kind,parent,opened,closed,successor,electronic_id,area_code,complaints\n"


@pytest.fixture
def run(app):
    def run(group, *arguments):
        return app.test_cli_runner().invoke(group, list(map(str, arguments)))

    return run


@pytest.fixture
def file(tmp_path):
    def file(text):
        (tmp_path / "table.csv").write_text(text, encoding="utf-8")
        return tmp_path / "table.csv"

    return file


def test_both_are_commands_of_the_program():
    assert (cli.commands["load"], cli.commands["list"]) == (load, listing)


def test_a_load_says_what_came_of_it_and_shows_no_bar_to_nobody(run, file):
    first = file(OFFICES + "a,A,centre,,,,,,,\nb,B,centre,a,,,,,,\n")
    result = run(load, "offices", first)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0, "offices: 2 new, 0 changed, 0 as before\n", "",
    )  # fmt: skip
    assert run(load, "offices", first).output == "offices: 0 new, 0 changed, 2 as before\n"


@pytest.mark.parametrize("kind", ["offices", "fields", "counters", "targets", "volumes"])
def test_every_kind_has_a_command(run, file, kind):
    result = run(load, kind, file("wrong\nline\n"))
    assert result.exit_code == 1
    assert f"{file('x')}: the column 'wrong' is not known" in result.stderr
    assert result.stderr.endswith("\nNothing was stored.\n")


def test_a_wrong_file_is_named_with_its_lines_and_ends_with_status_1(run, file, session):
    path = file(OFFICES + "a,A,centre,,,,,,,\nb,B,centre,X,,,,,,\n")
    result = run(load, "offices", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{path}, line 3: office 'X' is not known (column parent)\nNothing was stored.\n"
    )
    assert session.scalar(select(func.count()).select_from(Office)) == 0


@pytest.mark.parametrize(
    ("wrong", "shown", "more"),
    [(50, 50, []), (51, 50, ["… and 1 more."]), (10_000, 50, ["… and 9950 more."])],
)
def test_fifty_problems_are_shown_and_the_rest_counted(run, file, wrong, shown, more):
    text = OFFICES + "".join(f"c{number},,centre,,,,,,,\n" for number in range(wrong))
    lines = run(load, "offices", file(text)).stderr.splitlines()
    assert lines[shown:] == [*more, "Nothing was stored."]
    assert all(line.endswith("the cell is empty (column name)") for line in lines[:shown])


def test_the_calendar_of_volumes_is_chosen_on_the_command_line(run, file, session, one_stop_centre):
    text = "office,field,quarter,received,settled,on_time,late\nso-noi-vu,dat-dai,2026Q1,1,1,,\n"
    assert run(load, "volumes", file(text)).exit_code == 0
    assert run(load, "volumes", file(text), "--calendar", "calendar").exit_code == 1
    assert session.scalar(select(Volume.starts)) == date(2025, 12, 15)
    replaced = run(load, "volumes", file(text), "--calendar", "calendar", "--replace")
    assert replaced.output == "volumes: 0 new, 1 changed, 0 as before\n"
    assert session.scalars(select(Volume.starts)).all() == [date(2026, 1, 1)]


def test_a_missing_file_is_refused_before_anything_else(run, tmp_path):
    result = run(load, "offices", tmp_path / "nothing.csv")
    assert result.exit_code == 2
    assert "nothing.csv' does not exist" in result.stderr


def test_somebody_at_a_terminal_sees_a_bar():
    leader, follower = os.openpty()
    with open(follower, "w") as terminal, contextlib.redirect_stderr(terminal):  # noqa: PTH123
        assert list(progress("reading", range(3))) == [0, 1, 2]
    shown = b""
    with contextlib.suppress(OSError):  # It is how Linux says that the terminal was closed.
        while part := os.read(leader, 1000):
            shown += part
    os.close(leader)
    assert b"reading" in shown
    assert b"100%" in shown
