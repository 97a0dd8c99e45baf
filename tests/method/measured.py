"""How often the intervals hold the truth, and how often a word is wrong."""

import math
from functools import cache
from inspect import signature

import numpy as np
from scipy.stats import binom, hypergeom

from analysis.differences import ENOUGH, wilson_bounds
from analysis.finite import finite_bounds
from analysis.intervals import exact_bounds
from analysis.monitoring import control_limits
from analysis.sequences import fallen, sequence_bounds
from analysis.words import Words
from tests.analysis import (
    test_clusters,
    test_differences,
    test_families,
    test_monitoring,
    test_stratified,
    test_weighted,
)
from tests.analysis.test_sequences import ever_excluded, ever_fallen
from tests.method.judging import LEVEL
from tests.method.saying import claim, joined, number, of, of_hundred, row, share, wholes

SHARES = np.arange(80, 100)[:, None] / 100
ANSWERS = range(15, 601)
DOSSIERS = (40, 121)
NOTHING = Words("–", "–")
RANGE = {"p": number(SHARES[0, 0], 2), "q": number(SHARES[-1, 0], 2)}


def properties():
    exact, wilson = enumerated(exact_bounds), enumerated(wilson_bounds)
    tried = claim(
        "liệt kê, p = {p}…{q}, n = {n}…{m}",
        "enumerated, p = {p}…{q}, n = {n}…{m}",
        **RANGE,
        **wholes(n=ANSWERS[0], m=ANSWERS[-1]),
    )
    yield row(Words("chính xác", "exact"), tried, *three(*exact))
    as_above = Words("như trên", "as above")
    yield row(Words("Wilson, không dùng", "Wilson's, not used"), as_above, *three(*wilson))
    yield from wrong_verdicts(exact[1].max(), two_fields_enumerated()[1].max())


def wrong_verdicts(most, of_wholes):
    yield claim(
        'gọi nhầm là "Chưa đạt" nhiều nhất {x} lần trong 100 (tính từ nhiều lĩnh vực: {y}).',
        'wrongly called "Not met" at most {x} times in 100 (from several fields: {y}).',
        x=of_hundred(most),
        y=of_hundred(of_wholes),
    )
    yield claim(
        "nếu xét {k} cơ quan như thế cùng lúc thì có thể nhầm {a} hoặc {b} cơ quan",
        "if {k} such offices are judged at once, {a} or {b} of them may be",
        **wholes(k=300, a=math.floor(300 * most), b=math.ceil(300 * most)),
    )


def enumerated(bounds):
    """Of each share and number of answers: how often it is held, how often "missed" is wrong."""
    found = []
    for n in ANSWERS:
        s = np.arange(n + 1)
        low, high = bounds(s, n, LEVEL)
        chance = binom.pmf(s, n, SHARES)
        held = (chance * ((low <= SHARES) & (high >= SHARES))).sum(axis=1)
        found.append((held, (chance * (high < SHARES)).sum(axis=1)))
    held, wrong = np.moveaxis(found, 1, 0)
    return held, wrong


def three(held, wrong):
    return share(np.min(held)), share(np.mean(held)), share(np.max(wrong))


def of_known_dossiers():
    found = [outcomes(n, dossiers) for dossiers in DOSSIERS for n in range(1, dossiers + 1)]
    held, wrong = np.concatenate(found, axis=1)
    tried = claim(
        "liệt kê, mọi K và n, N = {a} và {b}",
        "enumerated, every K and n, N = {a} and {b}",
        **wholes(a=DOSSIERS[0], b=DOSSIERS[1]),
    )
    yield row(Words("có N", "with N"), tried, *three(held, wrong))


def outcomes(answered, dossiers):
    """Of every number of satisfied people: how often it is held, how often lies above."""
    truth, s = np.arange(dossiers + 1)[:, None], np.arange(answered + 1)
    low, high = finite_bounds(s, answered, dossiers, LEVEL)
    chance = hypergeom.pmf(s, dossiers, truth, answered)
    held = (chance * ((low <= truth / dossiers) & (high >= truth / dossiers))).sum(axis=1)
    return held, (chance * (high < truth / dossiers)).sum(axis=1)


two_fields_enumerated = cache(test_weighted.enumerated)


def two_fields():
    held, wrong = two_fields_enumerated()
    tried = claim(
        "liệt kê {k} thiết kế, {a}…{b} và {c}…{d} lượt",
        "enumerated, {k} designs, {a}…{b} and {c}…{d} answers",
        **wholes(
            k=len(held),
            a=test_weighted.ANSWERS[0],
            b=test_weighted.ANSWERS[-1],
            c=test_weighted.OTHERS[0],
            d=test_weighted.OTHERS[-1],
        ),
    )
    yield row(Words("hai lĩnh vực", "two fields"), tried, *three(held, wrong))


def simulated():
    for words, module in (
        (Words("nhiều lĩnh vực", "several fields"), test_stratified),
        (Words("cụm", "clusters"), test_clusters),
    ):
        held, wrong, *_ = np.transpose(module.simulated())
        tried = claim(
            "mô phỏng {k} thiết kế, mỗi thiết kế {d} lần",
            "simulated, {k} designs, {d} times each",
            **wholes(k=len(held), d=module.DRAWS),
        )
        yield row(words, tried, *three(held, wrong))


def families():
    few, many = ((k, np.max(test_families.wrongly_claimed(k), axis=0)) for k in (10, 100))
    tried = claim(
        "mô phỏng {k} thiết kế nhiều lĩnh vực, mỗi thiết kế {d} lần",
        "simulated, {k} designs of several fields, {d} times each",
        **wholes(k=len(test_families.TRIED), d=test_families.REPEATED),
    )
    for (offices, (missed, _)), how in ((few, tried), (many, Words("như trên", "as above"))):
        name = claim("{k} kết luận, Holm", "{k} verdicts, Holm", **wholes(k=offices))
        yield row(name, how, NOTHING, NOTHING, share(missed))
    yield claim(
        'Có kết luận "Đạt" nhầm trong nhiều nhất {a} và {b} số nhóm.',
        'Some "Met" is wrong in at most {a} and {b} of them.',
        a=share(few[1][1]),
        b=share(many[1][1]),
    )


def alike():
    sizes = test_differences.SIZES
    wrong = [test_differences.false_alarms(n, m) for n in sizes for m in sizes if n <= m]
    yield claim(
        "(p = {p}…{q}) bị gọi là khác nhau nhiều nhất {most} lần trong 100, trung bình {mean}, khi "
        "mỗi bên có từ {a} đến {b} lượt; {c} lượt so với {b} lượt: đến {few}; {a} lượt so với rất "
        "nhiều lượt: đến {all}.",
        "(p = {p}…{q}) are called different at most {most} times in 100, on average {mean}, with "
        "{a} to {b} answers on either side; {c} answers against {b}: up to {few}; {a} against very "
        "many: up to {all}.",
        **RANGE,
        **wholes(a=sizes[0], b=sizes[-1], c=5),
        most=of_hundred(np.max(wrong)),
        mean=of_hundred(np.mean(wrong)),
        few=of_hundred(test_differences.false_alarms(5, sizes[-1]).max()),
        all=of_hundred(test_differences.false_alarms_against_all(sizes[0]).max()),
    )


def every_look():
    shares, usual = (0.8, 0.9, 0.95), signature(ever_excluded).parameters
    fixed, sequence = (
        [of_hundred(ever_excluded(bounds, p)) for p in shares]
        for bounds in (exact_bounds, sequence_bounds)
    )
    yield claim(
        "Xem sau mỗi lượt trong {n} lượt (p = 0,8; 0,9; 0,95; mô phỏng {k} lần)",
        "Looking after each of {n} answers (p = 0.8, 0.9, 0.95; simulated {k} times)",
        **wholes(n=usual["looks"].default, k=usual["repetitions"].default),
    )
    yield claim("{x} trong 100 cơ quan", "{x} of 100 offices", x=listed(fixed))
    yield claim("Robbins ở {x}.", "Robbins' for {x}.", x=listed(sequence))
    usual = signature(ever_fallen).parameters
    sizes = {name: usual[name].default for name in ("before", "looks", "repetitions")}
    yield claim(
        "quý trước {before} lượt, xem sau mỗi lượt trong {looks} lượt; mô phỏng {repetitions} lần",
        "{before} answers before, a look after each of {looks}; simulated {repetitions} times",
        **wholes(**sizes),
    )
    yield claim(
        "ở {x} trong 100 cơ quan",
        "for {x} of 100",
        x=listed([of_hundred(ever_fallen(p)) for p in shares]),
    )
    assert fallen([160, 161], 200, 460, 500).tolist() == [True, False]
    yield claim(
        "Sau {before}, nói khi là {is_so}, chưa nói khi là {is_not}; mỗi bên phải có từ {n} lượt.",
        "After {before} it is said of {is_so}, and not yet of {is_not}; both sides must have {n} "
        "answers.",
        before=of(460, 500),
        is_so=of(160, 200),
        is_not=of(161, 200),
        **wholes(n=ENOUGH),
    )


def listed(values):
    return Words(joined(values, "; ").vi, joined(values, ", ").en)


def periods():
    cases = [
        (n, n0, p) for n, n0 in ((30, 30), (30, 120), (100, 400)) for p in (0.8, 0.9, 0.95, 0.99)
    ]
    ours, usual = (
        max(test_monitoring.false_alarms(*case, limits) for case in cases)
        for limits in (control_limits, test_monitoring.usual_limits)
    )
    yield claim(
        "báo động nhầm nhiều nhất {a} lần trong 100, với ba độ lệch chuẩn thông thường đến {b}",
        "a false alarm at most {a} times in 100, with the usual three standard deviations up to "
        "{b}",
        a=of_hundred(ours),
        b=of_hundred(usual),
    )
    yield claim("Mức danh nghĩa là {x}.", "The nominal level is {x}.", x=share(LEVEL, 0))
