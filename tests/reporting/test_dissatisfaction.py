"""Section 4: the small office by hand, and reasons that nobody can be known by."""

from datetime import date
from decimal import Decimal

from analysis.report.dissatisfaction import Given, Reason
from analysis.report.names import Thing
from analysis.report.rates import HIDDEN

DAY = date(2026, 9, 15)
LATE = Thing("late", "Trả kết quả trễ hẹn", "The result came late")
WAITING = Thing("waiting", "Phải chờ lâu", "A long wait")


def links(part):
    return {each.factor: each.link for each in part.dissatisfaction.factors}


def test_a_factor_is_told_with_what_it_goes_with(small_office, report_of):
    """Ten answered about officials: bad for four, of whom two were dissatisfied altogether, and so
    was one of the other six. 4/10; 2/4 over 1/6; 1 - (1/6)/(3/10). binom.test(4, 10): 0.122 to
    0.738. Four answered about the place, which are too few."""
    (part,) = report_of(small_office).parts
    found = links(part)
    assert found["access"] == HIDDEN
    officials = found["officials"]
    bad = officials.dissatisfied
    assert (officials.answered, bad.value, bad.low, bad.high) == (
        10,
        Decimal("40.0"),
        Decimal("12.2"),
        Decimal("73.8"),
    )
    assert (officials.times.value, officials.explained.value) == (Decimal("3.0"), Decimal("44.4"))
    assert officials.times.low < officials.times.value < officials.times.high


def test_what_the_few_said_who_left_a_factor_out_is_no_difference(office, answered, report_of):
    """Of twelve nine spoke of officials: the two tables of the whole would tell of the other
    three. That nine did, and how, is told."""
    answered([(DAY, "H", "5", "qr")] * 12, [{"officials": "2"}] * 9)
    (part,) = report_of(office).parts
    assert links(part) == {"officials": HIDDEN}
    assert [each.rate.answered for each in part.breakdown.factors] == [9]


def test_reasons_stand_with_the_commonest_first(office, answered, report_of):
    """Eight gave reasons: six the waiting, three the delay, so one of them both."""
    reasons = [["waiting"]] * 5 + [["late", "waiting"]] + [["late"]] * 2
    given = [{"reasons": each} for each in reasons]
    answered([(DAY, "H", "2", "qr")] * 8 + [(DAY, "H", "5", "qr")] * 6, given)
    (part,) = report_of(office).parts
    told = part.dissatisfaction.reasons
    first = (Reason(WAITING, 6, Decimal("75.0")), Reason(LATE, 3, Decimal("37.5")))
    assert (told.answered, told.reasons[:2]) == (8, first)
    assert {each.given for each in told.reasons[2:]} == {0}
    assert isinstance(told, Given)


def test_reasons_of_four_are_hidden(office, answered, report_of):
    answered([(DAY, "H", "2", "qr")] * 4, [{"reasons": ["late"]}] * 4)
    answered([(DAY, "H", "5", "qr")] * 6)
    (part,) = report_of(office).parts
    assert part.dissatisfaction.reasons == HIDDEN


def test_nobody_gave_a_reason(small_office, report_of):
    (part,) = report_of(small_office).parts
    assert part.dissatisfaction.reasons is None
