"""How the answers that can be collected are best spread over offices."""

from __future__ import annotations

from heapq import heapify, heapreplace
from math import inf, sqrt

import numpy as np
import pandas as pd

from analysis.counts import check_counts, check_each, check_integer, numbers
from analysis.intervals import Floats


def in_proportion(offices: pd.DataFrame, *, total: int, minimum: int) -> pd.DataFrame:
    """The same rows of `population` with the `answers` to collect, in proportion to dossiers."""
    (population,) = numbers(offices, "population")
    return offices.assign(answers=_allocated(population, population, total, minimum))


def neyman(offices: pd.DataFrame, *, total: int, minimum: int) -> pd.DataFrame:
    """The same rows of `satisfied`, `answered` and `population` with the `answers` to collect next,
    so that the whole is known as exactly as can be.

    More are asked where there are more dossiers and where people disagree more. How much they do
    is taken from the last answers with one satisfied and one dissatisfied more than there were
    (Laplace's rule): that all of five were satisfied does not show that there is nothing to ask.

    J. Neyman (1934), Journal of the Royal Statistical Society 97, 558-606.
    """
    satisfied, answered, population = numbers(offices, "satisfied", "answered", "population")
    check_counts(satisfied, answered)
    p = (satisfied + 1) / (answered + 2)
    S = np.sqrt(p * (1 - p))
    return offices.assign(answers=_allocated(population * S, population, total, minimum))


def _allocated(weights: Floats, population: Floats, total: int, minimum: int) -> list[int]:
    """Whole numbers n with the least sum of weights**2 / n: each office has the minimum, or all its
    dossiers if they are fewer, and the rest go one by one to where they tell most.

    T. Wright (2017), Statistics and Probability Letters 129, 50-57: the next answer belongs to the
    largest weight / √(n(n + 1)). With weights in proportion to dossiers it is the method of equal
    proportions, by which seats of a parliament are shared out.
    """
    allocated = _least(population, total, minimum)

    def worth(at: int) -> tuple[float, int]:
        n = allocated[at]
        return (inf if n >= population[at] else -weights[at] / sqrt(n * (n + 1)), at)

    queue = [worth(at) for at, n in enumerate(allocated) if n]
    heapify(queue)
    for _ in range(total - sum(allocated)):
        _, at = queue[0]
        allocated[at] += 1
        heapreplace(queue, worth(at))
    return allocated


def _least(population: Floats, total: int, minimum: int) -> list[int]:
    check_integer(total)
    check_integer(minimum)
    if minimum < 1:
        raise ValueError(f"each office is asked for an answer at least, not for {minimum}")
    check_each(population)
    least = np.minimum(population, minimum).astype(int)
    if not least.sum() <= total <= population.sum():
        raise ValueError(
            f"{total} answers are fewer than {minimum} for each of {len(population)} offices "
            f"({least.sum()}), or more than all {population.sum():.0f} dossiers"
        )
    return [int(n) for n in least]
