"""A file is loaded whole or not at all, however large and however wrong it is."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.loading import (
    KINDS,
    BadTable,
    Manner,
    Outcome,
    entries_of,
    load_file,
    load_table,
    read_table,
    try_out,
)
from survey.models import FieldGroup, Office, Target
from survey.models.offices import OFFICE_KINDS

OFFICES = "code,name,kind,parent,opened,closed,successor,electronic_id,area_code,complaints\n"
TARGETS = (
    "scope,scope_name,measure,group,people,organisations,first_year,last_year,comparator,"
    "threshold,document,precedence\n"
)


def count(session):
    return session.scalar(select(func.count()).select_from(Office))


def test_what_came_of_it_reads_as_a_sentence():
    assert str(Outcome(3, 2, 64)) == "3 new, 2 changed, 64 as before"


def test_what_is_loaded_is_there_for_others_at_once(app, session, load):
    load("offices", OFFICES + "a,A,centre,,,,,,,\n")
    session.rollback()
    assert count(session) == 1


def test_a_table_alone_leaves_the_transaction_to_its_caller(session, clock):
    table = read_table((OFFICES + "a,A,centre,,,,,,,\n").encode())
    load_table(session, KINDS["offices"], table, Manner(clock()))
    assert count(session) == 1
    session.rollback()
    assert count(session) == 0


def test_nothing_that_was_pending_slips_into_the_load(session, load):
    session.add(Office(code="pending", name="P", kind="centre"))
    load("offices", OFFICES + "a,A,centre,,,,,,,\n")
    assert session.scalars(select(Office.code)).all() == ["a"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("A\x00", "there is an invisible character, U+0000"),
        ("=cmd|' /C calc'!A0", "\"=cmd|' /C calc'!A0\" is a formula; paste values"),
        ("A" * 100_000, "100000 characters; at most 500 are kept"),
        ("\u202egnp.exe", "there is an invisible character, U+202E"),
    ],
)
def test_a_hostile_cell_is_refused(session, mistakes, name, reason):
    text = f"{OFFICES}good,Good,centre,,,,,,,\nbad,{name},centre,,,,,,,\n"
    assert mistakes("offices", text) == [f"FILE, line 3: {reason} (column name)"]
    assert count(session) == 0


def test_what_a_script_would_be_in_a_page_is_text_here(session, load):
    name = "<script>alert('x')</script>; DROP TABLE offices; --"
    load("offices", f"{OFFICES}a,{name},centre,,,,,,,\n")
    assert session.scalar(select(Office.name)) == name


def test_every_wrong_line_of_ten_thousand_is_named(session, mistakes):
    lines = [f"c{number},Xã {number},commune,c0,,,,,,\n" for number in range(10_000)]
    for wrong in range(1, 10_000, 2):
        lines[wrong] = lines[wrong].replace("commune", "village")
    lines[0] = lines[0].replace("c0,,", ",,")
    said = mistakes("offices", OFFICES + "".join(lines))
    assert len(said) == 5000
    assert said[0].startswith("FILE, line 3: 'village' is not one of ")
    assert said[-1].startswith("FILE, line 10001: 'village' is not one of ")
    assert count(session) == 0


def test_every_wrong_line_is_named_in_one_go_whatever_is_wrong_with_it(session, mistakes):
    lines = [
        "a,A,village,,,,,,,\n",  # A wrong cell.
        "b,B,centre,,,,,,,,stray\n",
        'c,"C"C,centre,,,,,,,\n',
        "d,D\n",
        "e,Sở E, xã F,centre,,,,,,,x\n",  # A comma that shifts the cells after it.
        "good,Good,centre,,,,,,,\n",
        "g,G,centre,nowhere,,,,,,,\n",  # Eleven cells, of which the last is empty.
    ]
    kind = "is not one of " + ", ".join(OFFICE_KINDS)
    assert mistakes("offices", OFFICES + "".join(lines)) == [
        f"FILE, line 2: 'village' {kind} (column kind)",
        "FILE, line 3: 'stray' stands under no column's name",
        "FILE, line 4: a quotation mark stands inside a cell; write it twice",
        "FILE, line 5: the line breaks off: 2 cells of 10",
        "FILE, line 6: 'x' stands under no column's name",
        f"FILE, line 6: 'xã F' {kind} (column kind)",
        "FILE, line 6: office 'centre' is not known (column parent)",
        "FILE, line 8: office 'nowhere' is not known (column parent)",
    ]
    assert count(session) == 0


def test_the_communes_of_the_country_are_compared_in_few_statements(session, load, statements):
    lines = [f"c{number},Xã {number},commune,c0,,,,,,\n" for number in range(3_321)]
    lines[0] = lines[0].replace("c0,,,", ",,,").replace("commune", "province")
    text = OFFICES + "".join(lines)
    assert load("offices", text) == Outcome(3_321, 0, 0)
    with statements() as few:
        assert load("offices", text) == Outcome(0, 0, 3_321)
    assert 0 < len(few) <= 3


FEW_AND_MANY = {
    "fields": ("kind,code,name_vi,name_en,groups,opened,closed\n", "field,f{0},F,F,g,,\n"),
    "counters": (
        "number,name,place,place_name,place_office,office,fields,questionnaire,opened,closed\n",
        "q{0},Q,p{0},P,,so-noi-vu,dat-dai ho-tich,one-stop,,\n",
    ),
    "volumes": (
        "office,field,quarter,received,settled,on_time,late\n",
        "so-noi-vu,dat-dai,20{0}Q1,1,1,,\n",
    ),
}


@pytest.mark.parametrize("kind", FEW_AND_MANY)
def test_many_lines_are_compared_in_as_many_statements_as_few(
    session, load, statements, one_stop_centre, kind
):
    session.add(FieldGroup(code="g", name_vi="G", name_en="G"))
    session.commit()
    header, line = FEW_AND_MANY[kind]
    taken = []
    for lines in (2, 40):
        text = header + "".join(line.format(10 + number) for number in range(lines))
        load(kind, text)
        with statements() as sent:
            assert load(kind, text) == Outcome(0, 0, lines)
        taken.append(len(sent))
    assert taken[0] == taken[1] > 0


@pytest.mark.parametrize("kind", [*FEW_AND_MANY, "offices", "targets"])
def test_a_trial_says_what_would_come_of_a_file_and_writes_nothing(
    session, load, statements, clock, one_stop_centre, kind
):
    """Else every answer would wait for it on SQLite, which has one writer at a time."""
    session.add(FieldGroup(code="g", name_vi="G", name_en="G"))
    session.commit()
    other = {
        "offices": (OFFICES, "b{0},B,centre,so-noi-vu,,,,H{0},,\n"),
        "targets": (TARGETS, "42,Hà Tĩnh,sipas,,yes,yes,20{0},2050,>=,90,Kế hoạch,\n"),
    }
    header, line = {**FEW_AND_MANY, **other}[kind]
    stored, changed, new = (line.format(number) for number in (20, 21, 22))
    load(kind, header + stored + changed)
    for one, another in (",Q,", ",R,"), (",B,", ",C,"), (",F,F,", ",F,G,"), (",1,1,", ",2,2,"):
        changed = changed.replace(one, another)
    text = header + stored + changed.replace(">=,90", ">=,91") + new
    manner = Manner(clock())
    entries = entries_of(KINDS[kind], read_table(text.encode()), manner)
    with statements() as sent:
        found = try_out(session, KINDS[kind], entries, manner)
    assert {statement.split()[0] for statement in sent} == {"SELECT"}
    assert found == Outcome(1, 1, 1)
    assert found.changes == load(kind, text).changes


def test_one_is_told_when_somebody_else_stores_the_same_meanwhile(session, tmp_path, clock):
    """As nobody does who asks for their turn. SQLite lets nobody else write at all."""
    if session.get_bind().dialect.name == "sqlite":
        return
    line = {"measure": "sipas", "people": True, "organisations": True, "first_year": 2025}
    line |= {"scope": "42", "last_year": 2025, "comparator": ">=", "document": "Kế hoạch"}

    def somebody_else(doing, things):
        if doing == "storing":
            with Session(session.get_bind()) as other:
                other.add(Target(**line, scope_name="Other", threshold=Decimal(80)))
                other.commit()
        return things

    file = tmp_path / "targets.csv"
    file.write_text(TARGETS + "42,Hà Tĩnh,sipas,,yes,yes,2025,2025,>=,90,Kế hoạch,\n")
    with pytest.raises(BadTable) as refused:
        load_file(session, KINDS["targets"], file, Manner(clock(), watch=somebody_else))
    assert [problem.within("FILE") for problem in refused.value.problems] == [
        "FILE: somebody else stored the same at the same time; try again"
    ]
    assert session.scalars(select(Target.scope_name)).all() == ["Other"]
