"""`thuocdo report`: the same files that the functions make, whole or not at all, or one line that
says why not."""

import os
import resource
import signal
import time

import pytest

from survey.commands.report import put
from survey.editions.copies import EXTENSIONS, draft
from survey.models import LogEntry
from survey.reporting import scopes
from survey.reporting.collecting import Request
from survey.reporting.spans import Span
from tests.reporting.conftest import (
    answered,
    counters,
    dossiers,
    office,
    press,
    set_target,
    small_office,
)

__all__ = [
    "answered",
    "counters",
    "dossiers",
    "office",
    "press",
    "set_target",
    "small_office",
]

OFFICES = ["42", "42.01", "A", "B", "S", "S1"]


@pytest.fixture
def report(run, tmp_path):
    """Run the command into a folder, and tell what it said."""

    def report(*words):
        result = run("report", *words, "-o", tmp_path / "out")
        return (result.exit_code, result.stdout.strip(), result.stderr.strip())

    return report


@pytest.fixture
def province(make, small_office):
    """The office, a department with one under it, and two others."""
    top = make.office(code="42", name="Tỉnh", kind="province")
    small_office.parent_id = top.id
    department = make.office(code="S", name="Sở", parent_id=top.id)
    make.office(code="S1", name="Chi cục", parent_id=department.id)
    for code in ("A", "B"):
        make.office(code=code, name=f"Xã {code}", parent_id=top.id)
    make.session.commit()
    return top


@pytest.fixture
def written(tmp_path):
    """What stands in that folder."""
    folder = tmp_path / "out"
    return lambda: {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def copy_of(session, app, clock):
    """What the functions make of an office in a span."""

    def copy_of(scope, word="2026Q4"):
        session.rollback()
        hours = app.config["KIOSK_HOURS"]
        return draft(session, Request(scope, Span.parse(word), clock(), hours))

    return copy_of


@pytest.mark.parametrize("form", list(EXTENSIONS))
def test_a_file_is_what_the_function_makes(small_office, report, written, copy_of, session, form):
    assert report("2026Q4", "--office", "42.01", "--format", form)[0] == 0
    content = copy_of(scopes.office(session, "42.01")).file(form, "vi")
    assert written() == {f"report-42.01-2026Q4-draft.{EXTENSIONS[form]}": content}


def test_a_file_in_english_stands_beside(small_office, report, written, copy_of, session):
    for language in ("vi", "en"):
        report("2026H1", "--office", "42.01", "--format", "csv", "--language", language)
    copy = copy_of(scopes.office(session, "42.01"), "2026H1")
    assert written() == {
        "report-42.01-2026H1-draft.zip": copy.file("csv", "vi"),
        "report-42.01-2026H1-draft-en.zip": copy.file("csv", "en"),
    }


def test_without_an_office_all_are_written(province, report, written, copy_of, session):
    """By processes of their own, and as exports without an entry in the log."""
    before = session.query(LogEntry).count()
    assert report("2026Q4", "--format", "json")[0] == 0
    found = written()
    names = [f"report-{code}-2026Q4-draft.json" for code in OFFICES]
    assert sorted(found) == sorted([*names, "report-42-province-2026Q4-draft.json"])
    whole = copy_of(scopes.province(session, Span.parse("2026Q4").period))
    assert found["report-42-province-2026Q4-draft.json"] == whole.figures
    alone = copy_of(scopes.office(session, "42.01"))
    assert found["report-42.01-2026Q4-draft.json"] == alone.figures
    assert session.query(LogEntry).count() == before


def test_a_part_is_written_with_each_of_its_offices(province, report, written):
    code, said, _ = report("2026Q4", "--under", "S", "--format", "json")
    assert (code, said.partition(": ")[2]) == (0, "3 × json, 3 of them drafts.")
    assert sorted(written()) == [
        "report-S-2026Q4-draft.json",
        "report-S-part-2026Q4-draft.json",
        "report-S1-2026Q4-draft.json",
    ]


@pytest.fixture
def edition(small_office, press, clock):
    """What the office published of the quarter that is over."""
    head = press.person("head", small_office)
    return press.publish(head, span=Span.parse("2026Q3"), now=clock())


def test_the_newest_edition_is_written_unless_a_draft_is_asked_for(edition, report, written):
    of_office = ("--office", "42.01", "--format", "json")
    assert report("2026Q3", *of_office)[1].endswith("1 × json, 0 of them drafts.")
    assert report("2026Q3", *of_office, "--draft")[1].endswith("1 × json, 1 of them drafts.")
    found = written()
    assert found["report-42.01-2026Q3-edition-1.json"] == edition.figures
    assert sorted(found) == [
        "report-42.01-2026Q3-draft.json",
        "report-42.01-2026Q3-edition-1.json",
    ]


def test_of_an_edition_only_what_has_it_is_written(edition, report, written):
    assert report("2026Q3", "--under", "42.01", "--edition", "1", "--format", "json")[0] == 0
    assert written() == {"report-42.01-2026Q3-edition-1.json": edition.figures}


def test_what_is_there_is_replaced(small_office, report, written, tmp_path):
    name = "report-42.01-2026Q4-draft.json"
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("old")
    report("2026Q4", "--office", "42.01", "--format", "json")
    assert written()[name].startswith(b"{")


@pytest.mark.parametrize(("words", "line"), [
    (["2026Q5"], "Error: no span is called '2026Q5': try 2026Q3, 2026H1, 2026M9 or 2026."),
    (["2027Q1"], "Error: 2027Q1 has not begun: its first day is 15/12/2026."),
    (["2026Q4", "--office", "no"], "Error: there is no office 'no'."),
    (["2026Q4", "--under", "no"], "Error: there is no office 'no'."),
    (["2026Q4"], "Error: 0 offices stand at the top."),
])  # fmt: skip
def test_what_there_is_not_is_told_in_one_line(report, tmp_path, words, line):
    assert report(*words) == (1, "", line)
    assert not (tmp_path / "out").exists()


def test_an_edition_that_nothing_has_is_told(small_office, report):
    assert report("2026Q4", "--office", "42.01", "--edition", "2")[::2] == (
        1,
        "Error: None of these reports has an edition 2.",
    )


@pytest.mark.parametrize(("one", "other"), [
    (["--office", "42.01"], ["--under", "42.01"]), (["--edition", "1"], ["--draft"]),
])  # fmt: skip
def test_what_excludes_each_other_is_refused(report, one, other):
    code, _, said = report("2026Q4", *one, *other)
    line = f"Error: Give {one[0]} or {other[0]}, not both."
    assert (code, said.splitlines()[-1]) == (2, line)


def test_a_folder_that_cannot_be_is_told(small_office, run):
    result = run("report", "2026Q4", "--office", "42.01", "-o", "/proc/no/folder")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: /proc/no: No such file or directory.\n",
    )


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path):
    """The limit of a file's size fails a write halfway, as a full disk does."""
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match=f"File too large: '{file}'"):
            put(file, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(each, each.read_bytes()) for each in tmp_path.iterdir()] == [(file, b"old")]


def test_who_interrupts_it_finds_whole_files_only(province, make, session, program, tmp_path):
    for n in range(100):
        make.office(code=f"N{n}", name=f"Xã {n}", parent_id=province.id)
    session.commit()
    begun = program("report", "2026Q4", "--format", "pdf", "-o", tmp_path / "out")
    while begun.poll() is None and not list((tmp_path / "out").glob("report-*")):
        time.sleep(0.01)
    os.killpg(begun.pid, signal.SIGINT)
    assert (begun.wait(60), begun.heard()) == (1, "")
    files = list((tmp_path / "out").iterdir())
    assert 0 < len(files) < 100
    assert all(each.read_bytes().rstrip().endswith(b"%%EOF") for each in files)
