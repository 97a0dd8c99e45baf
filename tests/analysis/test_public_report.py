"""Nobody works out from public reports of spans that share days what few people said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.report import canonical, read, tell
from analysis.report.answer import Judged
from analysis.report.facts import Cell, Counts, OfficeFacts, Tally
from analysis.report.names import PROVINCE, WHOM, Demand, Span, Thing
from analysis.report.public import public_report
from analysis.report.rates import HIDDEN, Rate
from analysis.report.remedies import Remedies, Remedy, Stated
from tests.analysis.attack import attack
from tests.analysis.test_report_hidden import facts_of, numbers, thing, total

FIRST = Span("quarter", 2026, 1, "administration", date(2025, 12, 15), date(2026, 3, 14))
SECOND = Span("quarter", 2026, 2, "administration", date(2026, 3, 15), date(2026, 6, 14))
HALF = Span("six-months", 2026, 1, "administration", date(2025, 12, 15), date(2026, 6, 14))


def cells_of(table):
    """From satisfied and answered by field and office."""
    return [Cell("", f, o, "all", Counts(n, k)) for (f, o), (k, n) in table.items() if n]


def report_of(table, span, channels=None):
    """The province's, of answers by field and office."""
    cells = cells_of(table)
    fields, units = (sorted({key[side] for key in table}) for side in (0, 1))
    by_channel = channels or (("qr", total(cells)),)
    facts = facts_of(cells, by_channel, fields, [], PROVINCE)
    offices = tuple(
        OfficeFacts(thing(u), Tally(total([c for c in cells if c.unit == u])), Counts())
        for u in units
    )
    (measured,) = facts.measures
    return tell(replace(facts, span=span, measures=(replace(measured, offices=offices),)))


def added(one, other):
    keys = dict.fromkeys([*one, *other])
    pairs = {key: (one.get(key, (0, 0)), other.get(key, (0, 0))) for key in keys}
    return {key: (a[0] + b[0], a[1] + b[1]) for key, (a, b) in pairs.items()}


def fields_of(report):
    return {each.field.code: each.judged.rate for each in report.parts[0].breakdown.fields}


def offices_of(report):
    return {each.office.code: each.judged.rate for each in report.parts[0].comparison.offices}


QUARTER = {("a", "x"): (20, 30), ("b", "x"): (20, 30), ("c", "y"): (20, 30)}


def test_six_months_do_not_tell_the_three_of_their_second_quarter():
    """b has 3 more than in the first quarter; of 9 + 7 more in a and c, those of c are fewer."""
    more = {("a", "x"): (9, 9), ("b", "x"): (0, 3), ("c", "y"): (7, 7)}
    half, first = report_of(added(QUARTER, more), HALF), report_of(QUARTER, FIRST)
    assert HIDDEN not in fields_of(half).values()
    public = public_report(half, [public_report(first)])
    hidden = {code for code, rate in fields_of(public).items() if rate == HIDDEN}
    assert hidden == {"b", "c"}
    assert fields_of(public)["a"].answered == 39
    responses = public.parts[0].respondents.fields
    assert {each.field.code for each in responses if each.response == HIDDEN} == hidden
    assert public.parts[0].answer == half.parts[0].answer
    assert read(canonical(public)) == public


def test_what_stands_alone_or_shares_no_days_hides_nothing():
    half, first, second = (report_of(QUARTER, span) for span in (HALF, FIRST, SECOND))
    assert public_report(half) == half
    assert public_report(second, [first]) == second
    assert public_report(half, [half]) == half
    many = {key: (k + 20, n + 20) for key, (k, n) in QUARTER.items()}
    assert public_report(report_of(many, HALF), [first]) == report_of(many, HALF)


@pytest.mark.parametrize("more", [(3, 3), (0, 4), (-2, -2), (-1, 0)])
def test_a_later_edition_with_few_others_tells_nothing_of_the_measure(more):
    """Three came late; two were set aside; one came late and another one was set aside."""
    later = report_of(added(QUARTER, {("a", "x"): more}), FIRST)
    (part,) = public_report(later, [report_of(QUARTER, FIRST)]).parts
    assert part.answer.judged.rate == HIDDEN
    assert part.respondents.response == HIDDEN
    assert {each.judged.rate for each in part.breakdown.fields} == {HIDDEN}
    assert {each.judged.rate for each in part.comparison.offices} == {HIDDEN}
    assert {each.place for each in part.comparison.offices} == {None}


def test_a_longer_span_is_held_against_sums_of_those_in_it():
    """Each quarter alone leaves many; both together leave two who answered late."""
    both = report_of(added(added(QUARTER, QUARTER), {("a", "x"): (2, 2)}), HALF)
    quarters = [report_of(QUARTER, FIRST), report_of(QUARTER, SECOND)]
    for alone in quarters:
        assert public_report(both, [alone]) == both
    (part,) = public_report(both, quarters).parts
    assert part.answer.judged.rate == HIDDEN


def test_a_quarter_is_held_against_the_longer_span_that_was_public_before():
    more = {("a", "x"): (9, 9), ("b", "x"): (0, 3), ("c", "y"): (7, 7)}
    half, second = report_of(added(QUARTER, more), HALF), report_of(QUARTER, SECOND)
    assert {
        c for c, rate in fields_of(public_report(second, [half])).items() if rate == HIDDEN
    } == {
        "b",
        "c",
    }


LAND = Demand(Decimal(80), ">=", "Kế hoạch", "Đất đai", "Land", WHOM)


def with_group(report, codes):
    """The same, where some fields have a target in common."""
    (part,) = report.parts
    told = [each.judged for each in part.breakdown.fields if each.field.code in codes]
    rates = [each.rate for each in told]
    numbers = (sum(rate.satisfied for rate in rates), sum(rate.answered for rate in rates))
    whole = Judged(Rate(*numbers, None, False, *[Decimal(50)] * 3), LAND, "fails", "missed", None)
    fields = tuple(
        replace(each, judged=replace(each.judged, demand=LAND))
        if each.field.code in codes
        else each
        for each in part.breakdown.fields
    )
    breakdown = replace(part.breakdown, fields=fields, groups=(whole,))
    return replace(report, parts=(replace(part, breakdown=breakdown),))


def test_where_a_group_of_fields_is_shown_another_of_the_group_is_hidden():
    """Of c there are 3 more. a has fewest, but is in no group with it: c would be d's remainder."""
    more = {("a", "x"): (6, 6), ("b", "x"): (20, 20), ("c", "y"): (3, 3), ("d", "y"): (30, 30)}
    quarter = {**QUARTER, ("d", "y"): (20, 30)}
    first, half = (
        with_group(report_of(*each), "cd")
        for each in ((quarter, FIRST), (added(quarter, more), HALF))
    )
    public = public_report(half, [first])
    assert {code for code, rate in fields_of(public).items() if rate == HIDDEN} == {"c", "d"}
    (group,) = public.parts[0].breakdown.groups
    assert group.rate.answered == 93


def test_channels_are_guarded_likewise():
    first = report_of(QUARTER, FIRST, (("kiosk", Counts(30, 20)), ("qr", Counts(60, 40))))
    more = {("a", "x"): (9, 10)}
    channels = (("kiosk", Counts(32, 22)), ("qr", Counts(68, 47)))
    (part,) = public_report(report_of(added(QUARTER, more), HALF, channels), [first]).parts
    assert {each.rate for each in part.breakdown.channels} == {HIDDEN}
    assert {each.answered for each in part.respondents.channels} == {HIDDEN}


def anything(seed):
    """Two quarters of a province, and a few who answered late."""
    rng = np.random.default_rng(seed)
    keys = list(product("abcde", "uvwxyz"))

    def some(scale):
        n = rng.poisson(rng.gamma(0.5, scale, len(keys)))
        k = rng.binomial(n, 0.85)
        return {key: (int(a), int(b)) for key, a, b in zip(keys, k, n, strict=True)}

    return some(14), some(6), some(0.8)


def left_over(whole, parts, which):
    """What somebody knows of the answers that a report has beside others."""
    each = [{(): one.parts[0].answer.judged.rate, **which(one)} for one in (whole, *parts)]
    rows = []
    for key in each[0]:
        one, *others = (np.array(numbers(told.get(key))) for told in each)
        rows.append((key or None, *(one - sum(others))))
    table = pd.DataFrame(rows, columns=["cell", "answered", "satisfied"])
    return table.assign(shown=table["answered"].notna())


def stay_open(whole, parts, more):
    """Whoever has read all of it knows of no few people how many they are. What is hidden need not
    hold anybody: it may have been hidden for what was told before."""
    for side, which in enumerate((fields_of, offices_of)):
        found = attack(left_over(whole, parts, which), ["cell"], least=0)
        for code in which(whole):
            n = sum(answered for key, (_, answered) in more.items() if key[side] == code)
            if 0 < n < 5:
                low, high = found[((code,),)]
                assert low <= n
                assert high >= 5


@pytest.mark.parametrize("seed", range(25))
def test_every_small_number_of_the_second_quarter_stays_open(seed):
    first, second, _ = anything(seed)
    public = public_report(report_of(first, FIRST))
    half = public_report(report_of(added(first, second), HALF), [public])
    stay_open(half, [public], second)


@pytest.mark.parametrize("seed", range(25))
def test_every_small_number_of_late_answers_stays_open(seed):
    """In a second edition, and in six months whose quarters were public before."""
    first, second, late = anything(seed)
    before = public_report(report_of(first, FIRST))
    stay_open(public_report(report_of(added(first, late), FIRST), [before]), [before], late)
    quarters = [before, public_report(report_of(second, SECOND), [before])]
    half = report_of(added(added(first, second), late), HALF)
    stay_open(public_report(half, quarters), quarters, late)


def test_no_words_of_staff_are_public():
    report = report_of(QUARTER, FIRST)
    office = Thing("x", "Xã", "Commune")
    days = (FIRST.starts, FIRST.last)
    remedy = Remedy(office, None, "Thêm ghế cho bà Lan", "Ông Nam", *days, None, None)
    stated = (Stated(remedy, "open"),)
    public = public_report(replace(report, remedies=Remedies(stated, stated, 0, 2, 0)))
    assert public.remedies == Remedies((), (), 0, 2, 0)
    assert "Lan" not in canonical(public).decode()
    assert "Nam" not in canonical(public).decode()


def test_fields_that_count_other_people_go_together():
    """Land's target is for people only, so its numbers are no part of the total."""
    demand = Demand(Decimal(80), ">=", "Kế hoạch", "Đất đai", "Land", ("people",))
    more = added(QUARTER, {("a", "x"): (9, 9), ("b", "x"): (1, 2), ("c", "y"): (7, 7)})
    first, half = (
        _for_people(report_of(*each), demand) for each in ((QUARTER, FIRST), (more, HALF))
    )
    public = public_report(half, [first])
    assert set(fields_of(public).values()) == {HIDDEN}
    assert isinstance(public.parts[0].answer.judged.rate, Rate)


def _for_people(report, demand):
    (part,) = report.parts
    fields = tuple(
        replace(each, judged=replace(each.judged, demand=demand))
        if each.field.code == "b"
        else each
        for each in part.breakdown.fields
    )
    less = replace(part, breakdown=replace(part.breakdown, fields=fields))
    return replace(report, parts=(less,))
