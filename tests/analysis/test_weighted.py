"""Korn and Graubard's interval for a mean of strata."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom

from analysis.weighted import weighted

SHARES = (0.5, 0.8, 0.85, 0.9, 0.95, 0.99)
ANSWERS, OTHERS = (1, 2, 3, 5, 8, 15, 30), (1, 5, 30, 300)


def outcomes(n, part):
    """The interval of every outcome of two fields with endless dossiers."""
    s = np.stack(np.meshgrid(*(np.arange(answers + 1) for answers in n), indexing="ij"), axis=-1)
    dossiers = 1e12 * np.array([part, 1 - part])
    found = weighted(s, np.broadcast_to(n, s.shape), np.broadcast_to(dossiers, s.shape))
    return found.low, found.high


def wrong(n, part):
    """How often the interval lies below the truth, and above it, for each pair of true shares."""
    low, high = outcomes(n, part)
    for p in product(SHARES, repeat=2):
        truth = part * p[0] + (1 - part) * p[1]
        of_each = (binom.pmf(np.arange(m + 1), m, q) for m, q in zip(n, p, strict=True))
        chance = np.multiply.outer(*of_each)
        yield chance[high < truth].sum(), chance[low > truth].sum()


def enumerated():
    """Of a field with few answers or many, for little of the work or most of it, and another: how
    often the interval holds the truth, and how often it lies below it."""
    designs = product(ANSWERS, OTHERS, (0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9))
    below, above = np.transpose([pair for *n, part in designs for pair in wrong(n, part)])
    return 1 - below - above, below


def test_every_outcome_of_two_fields_keeps_the_truth_as_often_as_was_said():
    held, below = enumerated()
    assert held.min() >= 0.935
    assert held.mean() >= 0.95
    assert below.max() <= 0.05


# By hand: one of one is dissatisfied, for 70 % of the dossiers; up to 1 - 0.025 of them may be
# satisfied all the same: 0.3 + 0.7 * 0.975 = 0.9825. So it is from the other end.
@pytest.mark.parametrize("s, end", [([0, 100], 0.9825), ([1, 0], 1 - 0.9825)])
def test_a_single_answer_for_most_of_the_work_does_not_draw_the_interval_after_it(s, end):
    found = weighted(s, [1, 100], [7e12, 3e12])
    assert (found.high if end > 0.5 else found.low) == pytest.approx(end, abs=1e-9)
