"""Nobody works out from a report what few people said; its channels are a table of their own."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.report import canonical, read, tell
from analysis.report.facts import Cell, Counts, Facts, FieldFacts, Measured, Reasons, Tally
from analysis.report.names import OFFICE, PART, Scope, Span, Thing
from analysis.report.rates import HIDDEN, Rate
from tests.analysis.attack import attack

DAY = date(2026, 9, 15)
SPAN = Span("quarter", 2026, 4, "administration", DAY, date(2026, 12, 14))
CHANNELS = ("invite", "kiosk", "qr")


def thing(code):
    return Thing(code, code, code)


def total(cells):
    each = [cell.counts for cell in cells]
    return Counts(sum(c.answered for c in each), sum(c.satisfied for c in each))


def facts_of(cells, channels, fields, units, kind):
    """What there is to say of some cells, with no target and no dossiers."""
    of_fields = {f: total([cell for cell in cells if cell.field == f]) for f in fields}
    measured = Measured(
        "transaction",
        Tally(total(cells)),
        tuple(FieldFacts(thing(f), Tally(n), n, None, "") for f, n in of_fields.items()),
        (),
        channels,
        tuple((thing(u), total([c for c in cells if c.unit == u])) for u in units),
        (),
        Reasons(),
        (),
        tuple(cells),
        Counts(),
        (DAY,),
    )
    return Facts(Scope(kind, "42", "Tỉnh"), SPAN, DAY, (), (measured,))


def anything(seed, kind):
    """A few fields at a few counters, most of which serve one; or every office serves all."""
    rng = np.random.default_rng(seed)
    fields, units = [f"f{n}" for n in range(5)], [f"c{n}" for n in range(6)]
    served = {u: rng.choice(fields, rng.choice([1, 1, 2]), replace=False) for u in units}
    if kind == PART:
        served = dict.fromkeys(units, fields)
    counts = {(f, u): int(rng.poisson(rng.gamma(0.7, 12))) for u in units for f in served[u]}
    cells = [
        Cell("", f, u, "all", Counts(n, int(rng.binomial(n, 0.85))))
        for (f, u), n in counts.items()
        if n
    ]
    whole = total(cells)
    parts = zip(
        rng.multinomial(whole.satisfied, [0.1, 0.2, 0.7]),
        rng.multinomial(whole.answered - whole.satisfied, [0.1, 0.2, 0.7]),
        strict=True,
    )
    channels = tuple(
        (c, Counts(int(s + d), int(s))) for c, (s, d) in zip(CHANNELS, parts, strict=True)
    )
    return facts_of(cells, channels, fields, units, kind)


def numbers(rate):
    """What stands in the report, or that nothing does."""
    if rate is None:
        return 0, 0
    return (rate.answered, rate.satisfied) if isinstance(rate, Rate) else (np.nan, np.nan)


def of_cells(report, facts):
    """The report's fields and counters as a table with everything hidden that is not in it."""
    part, measured = report.parts[0], facts.measures[0]
    shown = {(each.field.code,): numbers(each.judged.rate) for each in part.breakdown.fields}
    units = {each.key: each.rate for each in part.breakdown.counters}
    pieces = {
        (cell.field, cell.unit): (cell.counts.answered, cell.counts.satisfied)
        if isinstance(units[cell.unit], Rate)
        else (np.nan, np.nan)
        for cell in measured.cells
    }
    lines = {(): numbers(part.answer.judged.rate), **shown, **pieces}
    rows = [(*name, *[None] * (2 - len(name)), *counts) for name, counts in lines.items()]
    table = pd.DataFrame(rows, columns=["field", "unit", "answered", "satisfied"])
    return table.assign(shown=table["answered"].notna())


def of_channels(report):
    part = report.parts[0]
    lines = [(None, *numbers(part.answer.judged.rate))]
    lines += [(each.key, *numbers(each.rate)) for each in part.breakdown.channels]
    table = pd.DataFrame(lines, columns=["channel", "answered", "satisfied"])
    return table.assign(shown=table["answered"].notna())


def small_ones(facts):
    """Of fields and pieces, how many gave few answers."""
    (measured,) = facts.measures
    leaves = {(cell.field, cell.unit): cell.counts.answered for cell in measured.cells}
    fields = {(each.field.code,): each.main.answered for each in measured.fields}
    return {name: n for name, n in (leaves | fields).items() if 0 < n < 5}


@pytest.mark.parametrize("seed", range(25))
def test_every_small_number_of_an_office_stays_open(seed):
    facts = anything(seed, OFFICE)
    report = tell(facts)
    found = attack(of_cells(report, facts), ["field", "unit"])
    for name, n in small_ones(facts).items():
        low, high = found[(name,)]
        assert low <= n
        assert high >= 5
        assert low == 1 or len(name) == 1
    for name, (low, high) in attack(of_channels(report), ["channel"]).items():
        assert low < high, name


@pytest.mark.parametrize("seed", range(8))
def test_an_office_of_a_part_is_guarded_with_its_fields(seed):
    """Offices cross fields, and both sides are shown: no field and no office stands alone."""
    facts = anything(seed, PART)
    part = tell(facts).parts[0]
    shown = {each.field.code: each.judged.rate for each in part.breakdown.fields}
    hidden = [code for code, rate in shown.items() if rate == HIDDEN]
    assert len(hidden) != 1 or part.answer.judged.rate == HIDDEN
    assert all(rate == HIDDEN for code, rate in shown.items() if 0 < _answered(facts, code) < 5)


def _answered(facts, code):
    return next(f.main.answered for f in facts.measures[0].fields if f.field.code == code)


@pytest.mark.parametrize("seed", range(25))
def test_what_one_section_hides_no_other_shows(seed):
    report = tell(anything(seed, OFFICE))
    (part,) = report.parts
    for one, other in zip(part.respondents.fields, part.breakdown.fields, strict=True):
        assert (one.response == HIDDEN) == (other.judged.rate == HIDDEN)
    for one, other in zip(part.respondents.channels, part.breakdown.channels, strict=True):
        assert (one.answered == HIDDEN) == (other.rate == HIDDEN)
    assert read(canonical(report)) == report
