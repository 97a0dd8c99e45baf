"""A part of the tree: its offices side by side, by hand and by R 4.2.2."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from analysis.report import canonical, read
from analysis.report.comparison import Moved
from analysis.report.places import Place
from analysis.report.rates import HIDDEN
from survey.models import Counter
from survey.reporting import scopes
from tests.reporting.conftest import HANOI, NOW

DAY, BEFORE = date(2026, 9, 15), date(2026, 8, 3)
SATISFIED = {"A": (57, 60), "B": (36, 60), "C": (2, 3), "E": (5, 5), "F": (0, 0)}


@pytest.fixture
def province(make, office):
    """A province with a commune of that name beside others, which all serve one field."""
    top = make.office(code="42", name="Tỉnh", kind="province")
    office.parent_id = top.id
    field = make.field(code="ho-tich")
    for code in SATISFIED:
        commune = make.office(code=code, name=f"Xã {code}", parent_id=top.id)
        make.counter([field], commune, number=f"quay-{code}")
    return top


@pytest.fixture
def heard(session, make, province):
    """So many of so many satisfied by office, on a day."""

    def heard(numbers, day):
        at = datetime.combine(day, time(12), HANOI)
        counters = {c.number: c for c in session.query(Counter)}
        for code, (satisfied, answered) in numbers.items():
            for n in range(answered):
                level = "5" if n < satisfied else "1"
                make.response(counters[f"quay-{code}"], {"overall": level}, at=at)

    return heard


@pytest.fixture
def report(session, province, heard, set_target, report_of):
    set_target("42", 90)
    heard(SATISFIED, DAY)
    heard({"A": (45, 60), "C": (3, 4), "E": (6, 6)}, BEFORE)
    return report_of(scopes.province(session, NOW.period))


@pytest.fixture
def offices(report):
    return {each.office.code: each for each in report.parts[0].comparison.offices}


def test_offices_of_few_answers_are_hidden_and_another_with_them(report, offices):
    """Of 128 answers 3 are hidden, and the 5 with them, or 128 - 60 - 60 - 5 would say 3."""
    assert report.parts[0].answer.judged.rate.answered == 128
    hidden = [code for code, each in offices.items() if each.judged.rate == HIDDEN]
    assert hidden == ["C", "E"]
    assert {offices[code].judged.status for code in hidden} == {"too few"}
    assert all((offices[code].place, offices[code].position) == (None, None) for code in hidden)
    assert (offices["F"].judged.rate, offices["F"].judged.status) == (None, "too few")


def test_offices_that_can_be_told_apart_have_their_places(offices):
    """Both at 97.5 %: binom.test(57, 60): 0.847 to 0.992; binom.test(36, 60): 0.447 to 0.740."""
    all_work = Decimal("100.0")
    assert offices["A"].place == Place(1, 1, 1, 1, 1, all_work, enough=True)
    assert offices["B"].place == Place(2, 2, 2, 2, 2, all_work, enough=True)


def test_offices_lie_in_the_funnel_around_the_target_of_all(report, offices):
    """pbinom(56, 60, .9, lower = FALSE): 0.137; pbinom(36, 60, .9): 1e-9. And 36 satisfied answers
    prove 90 % (docs/method.md)."""
    assert (offices["A"].position, offices["B"].position) == ("inside", "far_below")
    assert (offices["A"].judged.status, offices["B"].judged.status) == (
        "above, not proven",
        "missed",
    )
    assert report.parts[0].comparison.proves == 36


def test_who_improved_is_said_of_those_who_may_be_shown_then_and_now(offices):
    """45 of 60 before, 57 of 60 now: 20 points, by Newcombe from 7.3 to 32.7."""
    moved = Moved(Decimal("20.0"), Decimal("7.3"), Decimal("32.7"), real=True)
    assert offices["A"].moved == moved
    assert offices["B"].moved is None
    assert offices["C"].moved == HIDDEN


def test_the_report_of_a_part_is_read_back(session, report, report_of, province):
    assert report.scope.kind == "province"
    assert read(canonical(report)) == report
    part = report_of(scopes.part(session, "42", NOW.period))
    assert (part.scope.kind, part.parts) == ("part", report.parts)
    with pytest.raises(scopes.NoScope):
        scopes.office(session, "nowhere")


def test_a_part_where_nobody_answered_is_a_report_too(session, province, report_of):
    (part,) = report_of(scopes.province(session, NOW.period)).parts
    assert [each.judged.rate for each in part.comparison.offices] == [None] * 5
    assert part.comparison.proves is None
