"""A part of the tree: its offices side by side, by hand and by R 4.2.2."""

from decimal import Decimal

import pytest

from analysis.report import canonical, read
from analysis.report.comparison import Moved
from analysis.report.places import Place
from analysis.report.rates import HIDDEN
from survey.reporting import scopes
from tests.reporting.conftest import NOW


@pytest.fixture
def offices(province_report):
    return {each.office.code: each for each in province_report.parts[0].comparison.offices}


def test_offices_of_few_answers_are_hidden_and_another_with_them(province_report, offices):
    """Of 128 answers 3 are hidden, and the 5 with them, or 128 - 60 - 60 - 5 would say 3."""
    assert province_report.parts[0].answer.judged.rate.answered == 128
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


def test_offices_lie_in_the_funnel_around_the_target_of_all(province_report, offices):
    """pbinom(56, 60, .9, lower = FALSE): 0.137; pbinom(36, 60, .9): 1e-9. And 36 satisfied answers
    prove 90 % (docs/method.md)."""
    assert (offices["A"].position, offices["B"].position) == ("inside", "far_below")
    assert (offices["A"].judged.status, offices["B"].judged.status) == (
        "above, not proven",
        "missed",
    )
    assert province_report.parts[0].comparison.proves == 36


def test_who_improved_is_said_of_those_who_may_be_shown_then_and_now(offices):
    """45 of 60 before, 57 of 60 now: 20 points, by Newcombe from 7.3 to 32.7."""
    moved = Moved(Decimal("20.0"), Decimal("7.3"), Decimal("32.7"), real=True)
    assert offices["A"].moved == moved
    assert offices["B"].moved is None
    assert offices["C"].moved == HIDDEN


def test_the_report_of_a_part_is_read_back(session, province_report, report_of, province):
    assert province_report.scope.kind == "province"
    assert read(canonical(province_report)) == province_report
    part = report_of(scopes.part(session, "42", NOW.period))
    assert (part.scope.kind, part.parts) == ("part", province_report.parts)
    with pytest.raises(scopes.NoScope):
        scopes.office(session, "nowhere")


def test_a_part_where_nobody_answered_is_a_report_too(session, province, report_of):
    (part,) = report_of(scopes.province(session, NOW.period)).parts
    assert [each.judged.rate for each in part.comparison.offices] == [None] * 5
    assert part.comparison.proves is None
