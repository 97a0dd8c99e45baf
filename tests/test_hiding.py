"""Figures that stand together give away nothing of a few people, whoever they count."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from survey.cells import Cells, Counts
from survey.precedence import ORGANISATIONS, PEOPLE, WHOM, Aim, Precedence
from survey.standing import standings

ROOT, OFFICES, FIELDS = 1, (2, 3, 4, 5), (1, 2, 3)
FEWEST = 5
ALL = 1000
"""As many as anybody thinks of one kind in a cell."""
BOTH = frozenset(WHOM)


def aim(number, scope, whom, fields=None):
    """A target of an office, for all fields or for some."""
    group = {"group": fields and f"group-{number}", "group_vi": "", "group_en": ""}
    years = {"first_year": 2026, "last_year": 2026}
    return Aim(number, str(scope), "", "transaction", **group, fields=frozenset(fields or ()),
               whom=frozenset(whom), **years, comparator=">=", threshold=Decimal(90),
               document=f"Kế hoạch {number}", precedence=0)  # fmt: skip


def told(answers, *aims):
    """What is shown of a province and the offices under it."""
    codes = {office: str(office) for office in (ROOT, *OFFICES)}
    parents = dict.fromkeys(OFFICES, ROOT) | {ROOT: None}
    precedence = Precedence(aims, codes, parents, frozenset(codes.values()))
    return standings(
        precedence, Cells({"transaction": answers}, {}), {ROOT: codes.keys()}, 2026, {}
    )


def attack(answers, found):
    """The least and the most that each small cell can hold: a figure that is hidden, or answers
    that all figures count alike.

    It is all that can be known: whoever reads everything that is shown, and knows where nobody
    answered and where somebody did, solves the sums of the satisfied and of the others.
    """
    told_of = ((pair, who, many) for pair, each in answers.items() for who, many in each.items())
    leaves = [(pair, who) for pair, who, many in told_of if many.answered]
    figures = [figure for standing in found for figure in standing.figures]
    counted = np.array([[_counts(figure, leaf) for leaf in leaves] for figure in figures])
    alike = np.unique(counted, axis=1, return_inverse=True)[1].ravel()
    cells = np.array([alike == each for each in range(alike.max() + 1)])
    is_shown = np.array([figure.is_shown for figure in figures])
    of_each = np.array([answers[pair][who] for pair, who in leaves])
    kinds = np.stack([of_each[:, 1], of_each[:, 0] - of_each[:, 1]])
    # Nobody is told of more than of the cells, so the cells are what is unknown.
    sums = (counted @ cells.T > 0)[is_shown].astype(float)
    totals = kinds @ cells.T @ sums.T
    guarded = [*np.eye(len(cells)), *(counted @ cells.T > 0)[~is_shown].astype(float)]
    truth = of_each[:, 0] @ cells.T
    return [_bounds(each, sums, totals) for each in guarded if 0 < each @ truth < FEWEST]


def _counts(figure, leaf):
    pair, who = leaf
    return pair in figure.group.pairs and who in figure.group.whom


def _bounds(goal, sums, totals):
    """Whole answers of each kind, and in each cell at least one. (HiGHS calls some of these sums
    infeasible if it may simplify them first, and solves them if not.)"""
    constraints = [LinearConstraint(np.tile(np.eye(len(goal)), 2), 1)]
    if len(sums):
        exactly = totals.ravel()
        constraints.append(LinearConstraint(np.kron(np.eye(2), sums), exactly, exactly))
    found = []
    for sign in (1, -1):
        twice = np.tile(sign * goal, 2)
        whole = {
            "integrality": np.ones(len(twice)),
            "bounds": Bounds(0, ALL),
            "options": {"presolve": False},
        }
        found.append(round(sign * milp(twice, constraints=constraints, **whole).fun))
    return tuple(found)


def of(people, organisations):
    """Answers of both, all satisfied but one of each."""
    return {
        PEOPLE: Counts(people, max(people - 1, 0)),
        ORGANISATIONS: Counts(organisations, max(organisations - 1, 0)),
    }


def as_shown(found, office):
    """The figures of an office: how many answers each counts, and whether it is shown."""
    (one,) = (each for each in found if each.office == office)
    return {figure.answered: figure.is_shown for figure in one.figures}


FEW_BETWEEN = {(2, 1): of(40, 3), (2, 2): of(30, 9), (3, 1): of(50, 20), (3, 2): of(60, 20)}
PEOPLE_OF_ONE_FIELD = (aim(1, ROOT, BOTH), aim(2, ROOT, BOTH, {1}), aim(3, 2, {PEOPLE}, {1}))


def test_figures_with_few_organisations_between_them_do_not_stand_together():
    """About field 1 there are 43 answers, 40 of people: who reads both knows of 3 organisations."""
    found = told(FEW_BETWEEN, *PEOPLE_OF_ONE_FIELD)
    of_office = as_shown(found, 2)
    assert of_office[82]
    assert not (of_office[43] and of_office[40])
    assert [high >= FEWEST for _, high in attack(FEW_BETWEEN, found)] == [True]
    assert as_shown(found, 3) == {150: True, 70: True}


def test_an_attack_finds_the_few_if_each_figure_is_guarded_by_itself():
    """None of them has few answers."""
    found = told(FEW_BETWEEN, *PEOPLE_OF_ONE_FIELD)
    figures = [[replace(each, is_shown=True) for each in of.figures] for of in found]
    open_to_all = [replace(of, figures=tuple(f)) for of, f in zip(found, figures, strict=True)]
    assert min(each.answered for of_one in figures for each in of_one) >= FEWEST
    assert attack(FEW_BETWEEN, open_to_all) == [(3, 3)]


def test_organisations_of_all_offices_less_those_of_others_are_not_found_either():
    """Each figure of offices is of people only, that of the province of everybody."""
    answers = {(2, 1): of(40, 1), (3, 1): of(50, 2), (4, 1): of(60, 0)}
    found = told(answers, aim(1, ROOT, BOTH), *(aim(n, n, {PEOPLE}) for n in (2, 3, 4)))
    assert all(high >= FEWEST for _, high in attack(answers, found))


def test_people_and_organisations_are_guarded_apart_where_no_figure_counts_both():
    answers = {(2, 1): of(40, 3), (3, 1): of(50, 30), (4, 1): of(60, 40)}
    found = told(answers, aim(1, ROOT, {PEOPLE}), aim(2, ROOT, {ORGANISATIONS}))
    assert [as_shown(found, office) for office in (2, 3, 4)] == [
        {40: True, 3: False},
        {50: True, 30: False},
        {60: True, 40: True},
    ]


SETS_OF_AIMS = [
    (aim(1, ROOT, BOTH), aim(2, ROOT, {PEOPLE}, {1})),
    (aim(1, ROOT, BOTH), aim(2, ROOT, BOTH, {1, 2}), aim(3, ROOT, {PEOPLE}, {1})),
    (aim(1, ROOT, BOTH), aim(2, 2, {PEOPLE}), aim(3, 3, {ORGANISATIONS})),
    (aim(1, ROOT, {PEOPLE}), aim(2, ROOT, BOTH, {1})),
    (aim(1, ROOT, {PEOPLE}), aim(2, ROOT, {ORGANISATIONS}), aim(3, 4, BOTH, {2})),
    (aim(1, ROOT, {PEOPLE}), aim(2, 2, BOTH), aim(3, 3, {ORGANISATIONS}, {1, 3})),
    (aim(1, ROOT, BOTH), aim(2, ROOT, BOTH, {1}), *(aim(n, n, {PEOPLE}, {1}) for n in (3, 4, 5))),
    (aim(1, ROOT, BOTH), *(aim(office, office, {PEOPLE}) for office in OFFICES)),
]


@pytest.mark.parametrize("aims", SETS_OF_AIMS, ids=range(len(SETS_OF_AIMS)))
@pytest.mark.parametrize("seed", range(4))
def test_nobody_knows_of_a_small_cell_that_it_is_small(seed, aims):
    rng = np.random.default_rng(seed)
    pairs = [(office, field) for office in OFFICES for field in FIELDS]
    answers = {pair: _drawn(rng) for pair in pairs}
    found = told(answers, *aims)
    for low, high in attack(answers, found):
        assert low < FEWEST <= high


def _drawn(rng):
    """Many people and few organisations, or none."""
    answered = {PEOPLE: rng.poisson(20 * rng.gamma(0.7)), ORGANISATIONS: rng.poisson(3)}
    satisfied = {who: rng.binomial(many, rng.beta(2, 0.5)) for who, many in answered.items()}
    return {who: Counts(many, satisfied[who]) for who, many in answered.items() if many}
