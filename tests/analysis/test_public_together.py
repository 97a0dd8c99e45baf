"""Somebody who has read all public reports at once, and writes down every sum that they tell."""

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from analysis.report.public import public_report
from analysis.report.rates import HIDDEN
from tests.analysis.test_public_report import (
    FIRST,
    HALF,
    SECOND,
    added,
    anything,
    fields_of,
    numbers,
    offices_of,
    report_of,
)

OF = {"the first": (0,), "the second": (1,), "late": (2,), "not the first": (1, 2)}
"""Which of three sorts of answers somebody asks about: those of either quarter, and late ones."""


class Knowledge:
    """What three reports tell of a side of the table, as sums of whole numbers."""

    def __init__(self, reports, which):
        self.codes = sorted(which(reports[0]))
        self.sums, self.low, self.high = [], [], []
        for report, sorts in zip(reports, ((0,), (1,), (0, 1, 2)), strict=True):
            self.learn(sorts, self.codes, report.parts[0].answer.judged.rate)
            for code, rate in which(report).items():
                self.learn(sorts, [code], rate, least=int(len(sorts) == 1))

    def learn(self, sorts, codes, rate, least=0):
        answered, _ = numbers(rate)
        self.sums.append(self.line(sorts, codes))
        self.low.append(least if rate == HIDDEN else answered)
        self.high.append(np.inf if rate == HIDDEN else answered)

    def line(self, sorts, codes):
        chosen = np.isin(self.codes, codes)
        return np.concatenate([chosen * float(sort in sorts) for sort in range(3)])

    def bounds(self, sorts, code):
        """The least and the most that it can be."""
        goal, known = self.line(sorts, [code]), LinearConstraint(self.sums, self.low, self.high)
        found = [
            milp(sign * goal, integrality=np.ones(len(goal)), constraints=known) for sign in (1, -1)
        ]
        assert found[0].status == 0
        return round(found[0].fun), np.inf if found[1].status in (3, 4) else round(-found[1].fun)


# Of these, 66 was known when what one report hid was shown in another, where nobody was late.
@pytest.mark.parametrize("seed", [*range(12), 52, 66])
@pytest.mark.parametrize("side", [0, 1])
def test_no_small_number_is_known_from_all_reports_together(seed, side):
    counted = anything(seed)
    first, second, late = counted
    which = (fields_of, offices_of)[side]
    read = [public_report(report_of(first, FIRST))]
    read.append(public_report(report_of(second, SECOND), read))
    read.append(public_report(report_of(added(added(first, second), late), HALF), read))
    knowledge = Knowledge(read, which)
    for sorts in OF.values():
        for code in knowledge.codes:
            n = sum(counted[sort][key][1] for sort in sorts for key in first if key[side] == code)
            low, high = knowledge.bounds(sorts, code)
            assert low <= n <= high
            assert not 0 < n < 5 or low < high
