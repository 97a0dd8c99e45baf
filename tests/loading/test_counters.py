"""Counters are loaded with their places; the code that is printed never changes."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select

from survey.codes import ALPHABET, as_typed
from survey.loading import Outcome
from survey.models import Counter, CounterCode, Place

pytestmark = pytest.mark.usefixtures("one_stop_centre")

HEADER = (
    "number,name,place,place_name,place_office,office,fields,questionnaire,opened,closed,code\n"
)
ONE = "q1,Quầy 1,ttpvhcc,Trung tâm,,so-noi-vu,ho-tich dat-dai,one-stop,,,\n"
TWO = "q2,Quầy 2,ttpvhcc,,,so-noi-vu,dat-dai,one-stop,,,\n"


def stored(session):
    return [
        (counter.number, counter.name, counter.place.code, [field.code for field in counter.fields])
        for counter in session.scalars(select(Counter).order_by(Counter.number))
    ]


def codes(session):
    return session.scalars(select(CounterCode.code).order_by(CounterCode.code)).all()


def places(session):
    found = session.scalars(select(Place).order_by(Place.code))
    return [(place.code, place.name, place.office.code) for place in found]


def test_a_counter_its_place_and_a_fresh_code_are_stored(session, load):
    line = ONE.replace("one-stop,,", "one-stop,01/07/2025,31/12/2030")
    assert load("counters", HEADER + line) == Outcome(1, 0, 0)
    counter = session.scalar(select(Counter))
    assert (counter.number, counter.name, counter.questionnaire_key) == ("q1", "Quầy 1", "one-stop")
    assert (counter.opened, counter.closed) == (date(2025, 7, 1), date(2030, 12, 31))
    assert counter.office.code == "so-noi-vu"
    assert {field.code for field in counter.fields} == {"dat-dai", "ho-tich"}
    assert places(session) == [("ttpvhcc", "Trung tâm", "so-noi-vu")]
    (code,) = counter.codes
    assert as_typed(code.code) == code.code
    assert (code.issued_at, code.revoked_at) == (datetime(2026, 10, 20, 2, tzinfo=UTC), None)


def test_a_second_load_changes_nothing_least_of_all_the_codes(session, load):
    assert load("counters", HEADER + ONE + TWO) == Outcome(2, 0, 0)
    before = codes(session)
    reordered = ONE.replace("ho-tich dat-dai", "dat-dai ho-tich")
    assert load("counters", HEADER + reordered + TWO) == Outcome(0, 0, 2)
    assert load("counters", HEADER + ONE.replace("Quầy 1", "Quầy số 1")) == Outcome(0, 1, 0)
    assert codes(session) == before
    assert len(before) == 2


def test_a_line_about_one_counter_reads_no_other(session, load):
    load("counters", HEADER + ONE + TWO)
    read = []

    def note(counter, _):
        read.append(counter.number)

    event.listen(Counter, "load", note)
    assert load("counters", HEADER + TWO.replace("Quầy 2", "Quầy số 2")) == Outcome(0, 1, 0)
    event.remove(Counter, "load", note)
    assert read == ["q2"]


def test_a_counter_may_move_and_serve_other_fields(session, load):
    load("counters", HEADER + ONE)
    moved = ONE.replace("ttpvhcc,Trung tâm", "xa-a,Xã A").replace("ho-tich dat-dai", "ho-tich")
    assert load("counters", HEADER + moved) == Outcome(0, 1, 0)
    assert stored(session) == [("q1", "Quầy 1", "xa-a", ["ho-tich"])]


def test_columns_that_are_left_out_stay_as_they_are(session, load, make):
    make.office(code="ubnd")
    load("counters", HEADER + ONE.replace(",,so", ",ubnd,so").replace(",,,", ",1/7/2025,1/7/2030,"))
    before = codes(session)
    short = "number,name,place,office,fields,questionnaire\n"
    text = short + "q1,Quầy 1,ttpvhcc,so-noi-vu,dat-dai ho-tich,one-stop\n"
    assert load("counters", text) == Outcome(0, 0, 1)
    assert load("counters", text.replace("Quầy 1", "Quầy số 1")) == Outcome(0, 1, 0)
    counter = session.scalar(select(Counter))
    assert (counter.opened, counter.closed) == (date(2025, 7, 1), date(2030, 7, 1))
    assert places(session) == [("ttpvhcc", "Trung tâm", "ubnd")]
    assert codes(session) == before


def test_a_line_may_not_contradict_the_days_that_it_leaves_as_they_are(load, mistakes):
    load("counters", HEADER + ONE.replace(",,,", ",01/07/2025,,"))
    text = "number,name,place,office,fields,questionnaire,closed\n"
    text += "q1,Quầy 1,ttpvhcc,so-noi-vu,dat-dai,one-stop,30/06/2025\n"
    assert mistakes("counters", text) == [
        "FILE, line 2: closed on 30/06/2025, which is not after 01/07/2025 (column closed)"
    ]


def test_a_new_counter_needs_no_more_than_what_is_needed(session, load, mistakes):
    text = "number,name,place,office,fields,questionnaire{}\n"
    text += "q1,Quầy 1,ttpvhcc,so-noi-vu,dat-dai,one-stop{}\n"
    assert mistakes("counters", text.format("", "")) == [
        "FILE, line 2: the place 'ttpvhcc' is new and needs a name (column place_name)"
    ]
    assert load("counters", text.format(",place_name", ",Trung tâm")) == Outcome(1, 0, 0)
    assert len(codes(session)) == 1


def test_a_file_may_fix_the_code_of_a_new_counter(session, load):
    line = ONE.replace(",\n", ",23456-789AB\n")
    assert load("counters", HEADER + line) == Outcome(1, 0, 0)
    assert codes(session) == ["23456789ab"]
    assert load("counters", HEADER + line) == Outcome(0, 0, 1)
    assert load("counters", HEADER + ONE) == Outcome(0, 0, 1)
    assert codes(session) == ["23456789ab"]


def test_a_code_that_was_revoked_since_may_stay_in_the_file(session, load, clock):
    line = ONE.replace(",\n", ",23456789ab\n")
    load("counters", HEADER + line)
    code = session.get(CounterCode, "23456789ab")
    code.revoked_at = clock()
    code.counter.codes.append(CounterCode(code="bbbbbbbbbb", issued_at=clock()))
    session.commit()
    assert load("counters", HEADER + line) == Outcome(0, 0, 1)
    assert codes(session) == ["23456789ab", "bbbbbbbbbb"]


def test_another_code_for_a_counter_or_anothers_code_is_refused(session, load, mistakes):
    load("counters", HEADER + ONE.replace(",\n", ",23456789ab\n"))
    one, two = ONE.replace(",\n", ",bbbbbbbbbb\n"), TWO.replace(",\n", ",23456789ab\n")
    assert mistakes("counters", HEADER + one + two) == [
        "FILE, line 2: the counter has a code already, which is printed (column code)",
        "FILE, line 3: the code belongs to the counter 'q1' (column code)",
    ]
    assert codes(session) == ["23456789ab"]


def test_a_place_may_be_run_by_another_office(session, load, make):
    make.office(code="ubnd")
    load("counters", HEADER + TWO.replace(",,,so", ",Trung tâm,ubnd,so") + ONE)
    assert places(session) == [("ttpvhcc", "Trung tâm", "ubnd")]


def test_a_stored_place_stays_as_it_is_until_a_line_says_otherwise(session, load, make):
    make.office(code="ubnd")
    load("counters", HEADER + ONE.replace(",,so", ",ubnd,so"))
    assert load("counters", HEADER + TWO) == Outcome(1, 0, 0)
    assert places(session) == [("ttpvhcc", "Trung tâm", "ubnd")]
    renamed = ONE.replace("Trung tâm", "Trung tâm mới")
    assert load("counters", HEADER + renamed + TWO) == Outcome(0, 2, 0)
    assert places(session) == [("ttpvhcc", "Trung tâm mới", "ubnd")]


def test_lines_that_disagree_over_a_place_are_named(session, mistakes, make):
    make.office(code="ubnd")
    one = ONE.replace(",,so", ",so-noi-vu,so")
    two = TWO.replace(",,,so", ",Tên khác,ubnd,so")
    assert mistakes("counters", HEADER + one + two) == [
        "FILE, line 3: the place 'ttpvhcc' has 'Trung tâm' in line 2 (column place_name)",
        "FILE, line 3: the place 'ttpvhcc' has 'so-noi-vu' in line 2 (column place_office)",
    ]
    assert places(session) == []


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("so-noi-vu", "so-y-te", "office 'so-y-te' is not known (column office)"),
        (",,,so-noi", ",,xa,so-noi", "office 'xa' is not known (column place_office)"),
        ("dat-dai", "dat-dai y-te", "field 'y-te' is not known (column fields)"),
        ("dat-dai", "", "the cell is empty (column fields)"),
        ("one-stop", "two-stop", "questionnaire 'two-stop' is not known (column questionnaire)"),
        ("ttpvhcc", "", "the cell is empty (column place)"),
        ("ttpvhcc", "new", "the place 'new' is new and needs a name (column place_name)"),
        ("q2", "q1", "'q1' is there already, in line 2 (column number)"),
        (
            ",,,\n",
            ",02/07/2025,01/07/2025,\n",
            "closed on 01/07/2025, which is not after 02/07/2025 (column closed)",
        ),
        (",\n", ",short\n", f"'short' is not 10 of the characters {ALPHABET} (column code)"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_stored(session, mistakes, right, wrong, reason):
    assert right in TWO
    text = HEADER + ONE + TWO.replace(right, wrong)
    assert mistakes("counters", text) == [f"FILE, line 3: {reason}"]
    assert (stored(session), places(session), codes(session)) == ([], [], [])


def test_a_line_without_a_readable_place_says_nothing_of_places(mistakes):
    one, two = ONE.replace("ttpvhcc", ""), ONE.replace("ttpvhcc", "").replace("Trung tâm", "Khác")
    three = TWO.replace("ttpvhcc,", "new,=1+1")
    assert mistakes("counters", HEADER + one + two.replace("q1", "q3") + three) == [
        "FILE, line 2: the cell is empty (column place)",
        "FILE, line 3: the cell is empty (column place)",
        "FILE, line 4: '=1+1' is a formula; paste values (column place_name)",
    ]


def test_a_code_twice_in_a_file_is_named(mistakes):
    lines = ONE.replace(",\n", ",23456789ab\n") + TWO.replace(",\n", ",23456-789ab\n")
    assert mistakes("counters", HEADER + lines) == [
        "FILE, line 3: '23456789ab' is there already, in line 2 (column code)"
    ]
