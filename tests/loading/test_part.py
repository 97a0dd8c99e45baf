"""A file of somebody with a part of the tree speaks of that part, and learns nothing of others."""

import pytest
from sqlalchemy import select

from survey.loading import Outcome
from survey.models import Counter, FieldGroup, Office, Place, Target, Volume
from survey.parts import Part
from tests.loading.test_targets import HEADER as TARGETS

OFFICES = "code,name,kind,parent,closed,successor,electronic_id\n"
COUNTERS = "number,name,place,place_name,place_office,office,fields,questionnaire,code\n"
VOLUMES = "office,field,quarter,received,settled\n"


@pytest.fixture
def ours(make):
    """A department under a province, and an office under it; beside it another department."""
    province = make.office(code="tinh", kind="province")
    ours = make.office(code="so-ta", parent_id=province.id, electronic_id="H01")
    make.office(code="chi-cuc", parent_id=ours.id)
    make.office(code="so-khac", parent_id=province.id, electronic_id="H99")
    return Part(frozenset({ours.id}))


@pytest.fixture
def everything_else(make, ours, session):
    """A counter and a target of the other department, and what counters refer to."""
    other = session.scalar(select(Office).filter_by(code="so-khac"))
    field = make.field(code="dat-dai")
    place = make.counter(number="q-khac", office=other, fields=[field]).place
    place.code = "noi-khac"
    session.add(FieldGroup(code="g", name_vi="G", name_en="G"))
    session.commit()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        # Another's office, and one above ours, are no more known than what is not there.
        ("so-khac,A,department,so-ta,,,", "office 'so-khac' is not known (column code)"),
        ("tinh,A,province,,,,", "office 'tinh' is not known (column code)"),
        ("moi,A,centre,so-khac,,,", "office 'so-khac' is not known (column parent)"),
        ("moi,A,centre,khong-co,,,", "office 'khong-co' is not known (column parent)"),
        (
            "chi-cuc,A,centre,so-ta,01/07/2025,so-khac,",
            "office 'so-khac' is not known (column successor)",
        ),
        # Whose it is stays untold.
        ("moi,A,centre,so-ta,,,H99", "'H99' cannot be used here; check it (column electronic_id)"),
        (
            "moi,A,centre,so-ta,,,H01",
            "'H01' belongs to the office 'so-ta' (column electronic_id)",
        ),
        # What is ours stays under us, and we stay where we are.
        (
            "moi,A,centre,,,,",
            "this office needs a parent that is an office of your part (column parent)",
        ),
        (
            "chi-cuc,A,centre,,,,",
            "this office needs a parent that is an office of your part (column parent)",
        ),
    ],
)
def test_a_line_that_leaves_the_part_is_refused(session, ours, mistakes, line, said):
    before = session.scalars(select(Office.code).order_by(Office.code)).all()
    assert mistakes("offices", f"{OFFICES}{line}\n", part=ours) == [f"FILE, line 2: {said}"]
    assert session.scalars(select(Office.code).order_by(Office.code)).all() == before


def test_the_first_office_of_a_part_is_not_moved_by_its_own(session, make, mistakes):
    tops = [make.office(code="mot"), make.office(code="hai")]
    part = Part(frozenset(top.id for top in tops))
    (said,) = mistakes("offices", f"{OFFICES}mot,A,centre,hai,,,\n", part=part)
    assert said.startswith("FILE, line 2: this is the first office of your part: where it stands")


def test_an_empty_cell_leaves_what_points_to_others_as_it_is(session, ours, load, make):
    other = session.scalar(select(Office).filter_by(code="so-khac"))
    first = session.scalar(select(Office).filter_by(code="so-ta"))
    first.successor_id, first.closed = other.id, first.opened
    first.closed = make.clock().date()
    parent = first.parent_id
    session.commit()
    line = "so-ta,Sở ta,department,,20/10/2026,,H01\n"
    assert load("offices", OFFICES + line, part=ours) == Outcome(0, 1, 0)
    session.refresh(first)
    assert (first.name, first.parent_id, first.successor_id) == ("Sở ta", parent, other.id)


def test_an_office_may_be_added_under_ours(session, ours, load):
    assert load("offices", f"{OFFICES}moi,A,centre,chi-cuc,,,\n", part=ours) == Outcome(1, 0, 0)


def test_a_circle_names_no_office_of_others(session, ours, make, mistakes):
    """Ours, chi-cuc, was followed by another's, which so-ta would now follow: so-ta is theirs."""
    first, other = (
        session.scalar(select(Office).filter_by(code=code)) for code in ("so-ta", "so-khac")
    )
    other.successor_id, other.closed = first.id, make.clock().date()
    third = session.scalar(select(Office).filter_by(code="chi-cuc"))
    third.successor_id, third.closed = other.id, make.clock().date()
    session.commit()
    (said,) = mistakes("offices", f"{OFFICES}so-ta,A,centre,,01/07/2025,chi-cuc,\n", part=ours)
    assert "so-khac" not in said
    assert "offices go round in a circle" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("q1,Q,p1,P,,so-khac,dat-dai,one-stop,", "office 'so-khac' is not known (column office)"),
        (
            "q1,Q,p1,P,so-khac,so-ta,dat-dai,one-stop,",
            "office 'so-khac' is not known (column place_office)",
        ),
        (
            "q1,Q,noi-khac,P,,so-ta,dat-dai,one-stop,",
            "the place 'noi-khac' cannot be used here; choose another (column place)",
        ),
        (
            "q-khac,Q,p1,P,,so-ta,dat-dai,one-stop,",
            "'q-khac' cannot be used here; choose another number (column number)",
        ),
    ],
)
def test_a_counter_of_others_stays_unknown(session, ours, everything_else, mistakes, line, said):
    assert mistakes("counters", f"{COUNTERS}{line}\n", part=ours) == [f"FILE, line 2: {said}"]
    assert session.scalars(select(Counter.number)).all() == ["q-khac"]


def test_a_code_of_others_is_refused_without_their_counters_number(
    session, ours, everything_else, mistakes
):
    code = session.scalar(select(Counter)).code
    line = f"q1,Q,p1,P,,so-ta,dat-dai,one-stop,{code}\n"
    assert mistakes("counters", COUNTERS + line, part=ours) == [
        "FILE, line 2: this code cannot be used here (column code)"
    ]


def test_a_counter_may_stay_in_a_place_of_others_but_not_rename_it(
    session, ours, everything_else, make, load, mistakes
):
    first = session.scalar(select(Office).filter_by(code="so-ta"))
    place = session.scalar(select(Place).filter_by(code="noi-khac"))
    make.counter(number="q1", office=first, place=place, fields=[])
    line = "q1,Quầy một,noi-khac,{0},,so-ta,dat-dai,one-stop,\n"
    assert load("counters", COUNTERS + line.format(""), part=ours) == Outcome(0, 1, 0)
    (said,) = mistakes("counters", COUNTERS + line.format("Tên mới"), part=ours)
    assert said == (
        "FILE, line 2: the place 'noi-khac' is run by another office; leave this cell empty "
        "(column place_name)"
    )


def test_numbers_and_targets_are_for_offices_of_the_part(
    session, ours, everything_else, load, mistakes
):
    target = "{0},A,sipas,,yes,yes,2025,2025,>=,90,Kế hoạch,\n"
    for kind, header, line in (
        ("volumes", VOLUMES, "{0},dat-dai,2026Q3,1,1\n"),
        ("targets", TARGETS, target),
    ):
        column = "office" if kind == "volumes" else "scope"
        for code in ("so-khac", "khong-co"):
            assert mistakes(kind, header + line.format(code), part=ours) == [
                f"FILE, line 2: office '{code}' is not known (column {column})"
            ]
        assert load(kind, header + line.format("so-ta"), part=ours) == Outcome(1, 0, 0)
    assert len(session.scalars(select(Target).filter_by(scope="so-ta")).all()) == 1
    assert len(session.scalars(select(Volume)).all()) == 1


def test_fields_belong_to_everybody_and_so_to_no_part(session, ours, mistakes):
    text = "kind,code,name_vi,name_en\nfield,a,A,A\n"
    assert mistakes("fields", text, part=ours) == [
        "FILE: fields are the same for all offices: your part cannot change them"
    ]
