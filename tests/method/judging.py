"""Rates, verdicts, what would settle them, and the silent."""

from decimal import Decimal
from inspect import signature

from analysis.clusters import Clustered
from analysis.estimates import Proportion
from analysis.nonresponse import tipping_point, worst_case
from analysis.proof import smallest_proof
from analysis.settling import answers_to_settle
from analysis.stratified import Stratified, Stratum
from analysis.targets import MORE_THAN, Target
from analysis.verdicts import FEWEST, judge
from tests.method.saying import (
    claim,
    ends,
    interval,
    number,
    of,
    row,
    share,
    status,
    whole,
    wholes,
)

NINETY, NINETY_FIVE = Target(Decimal(90)), Target(Decimal(95))
AT = {"t": share(NINETY.share, 0), "u": share(NINETY_FIVE.share, 0)}
LEVEL = signature(Proportion.confidence_interval).parameters["level"].default
PROBABLY = signature(answers_to_settle).parameters["probability"].default


def rates():
    for counts in [(46, 50), (18, 20), (36, 36), (900, 1000), (3, 4)]:
        rate = Proportion(*counts)
        statuses = (status(judge(rate, target).status) for target in (NINETY, NINETY_FIVE))
        found = interval(rate.confidence_interval())
        yield row(of(*counts), share(rate.estimate), found, *statuses)
    yield claim("**Khoảng tin cậy {level}**", "**The {level} interval**", level=share(LEVEL, 0))
    yield claim("| chỉ tiêu ≥ {t} | chỉ tiêu ≥ {u} |", "| target ≥ {t} | target ≥ {u} |", **AT)


def readings():
    rate = Proportion(18, 20)
    strict = Target(Decimal(90), MORE_THAN)
    assert (judge(rate, NINETY).official, judge(rate, strict).official) == ("passes", "fails")
    yield claim(
        "{x} đạt chỉ tiêu ≥ {t}, nhưng chưa đạt chỉ tiêu > {t}",
        "{x} meets a target of ≥ {t}, and does not meet a target of > {t}",
        x=of(18, 20),
        t=AT["t"],
    )
    assert [
        judge(Proportion(n, n), NINETY).evidence == "too few" for n in (FEWEST - 1, FEWEST)
    ] == [
        True,
        False,
    ]
    yield claim(
        "có ít hơn {n} lượt trả lời |", "there are fewer than {n} answers |", n=whole(FEWEST)
    )


def proofs():
    yield claim(
        "{a} lượt đủ chứng minh ≥ {t}, {b} lượt đủ chứng minh ≥ {u}",
        "{a} answers prove ≥ {t}, and {b} answers prove ≥ {u}",
        **AT,
        **smallest(0),
    )
    yield claim(
        "Có một người không hài lòng: {a} và {b} lượt.",
        "With one person dissatisfied: {a} and {b} answers.",
        **smallest(1),
    )


def smallest(dissatisfied):
    a, b = (smallest_proof(t, dissatisfied=dissatisfied) for t in (NINETY, NINETY_FIVE))
    return wholes(a=a, b=b)


def settling():
    rate = Proportion(46, 50)
    yield claim(
        "{x} so với chỉ tiêu ≥ {t}: cần thêm {more} lượt thì có {p} khả năng kết luận được",
        "{x} against a target of ≥ {t}: with {more} more answers there is an {p} chance",
        x=of(46, 50),
        t=AT["t"],
        more=whole(answers_to_settle(rate, NINETY)),
        p=share(PROBABLY, 0),
    )
    yield claim(
        "So với chỉ tiêu ≥ {u}: thêm {more} lượt.",
        "Against a target of ≥ {u}: with {more} more.",
        u=AT["u"],
        more=whole(answers_to_settle(rate, NINETY_FIVE)),
    )


def silent():
    rate = Proportion(190, 200, 400)
    turn = tipping_point(rate, NINETY)
    yield claim(
        "có {N} hồ sơ, {n} người trả lời, {s} người hài lòng. Tỷ lệ là {p}, tỷ lệ trả lời {r}.",
        "there are {N} dossiers, {n} people answered and {s} were satisfied. The rate is {p}, "
        "the response rate {r}.",
        **wholes(N=rate.population, n=rate.answered, s=rate.satisfied),
        p=share(rate.estimate),
        r=share(rate.answered / rate.population),
    )
    yield claim(
        "thì chung tất cả là {low}; nếu họ đều hài lòng thì là {high}.",
        "the rate of all would be {low}; if all of them were satisfied, {high}.",
        **ends(worst_case(rate), share),
    )
    yield claim(
        "đạt ≥ {t} khi ít nhất {k} trong {m} người im lặng ({p}) hài lòng",
        "meet ≥ {t} when at least {k} of the {m} silent people ({p}) are satisfied",
        t=AT["t"],
        **wholes(k=turn.needed, m=turn.silent),
        p=share(turn.share),
    )
    known = Proportion(46, 50, 60)
    yield claim(
        "{x} trong {N} hồ sơ có khoảng {i}",
        "{x} out of {N} dossiers has the interval {i}",
        x=of(46, 50),
        N=whole(known.population),
        i=interval(known.confidence_interval()),
    )


def wholes_of_fields():
    fields = {"civil status": Stratum(57, 60, 300), "land": Stratum(64, 80, 700)}
    office = Stratified(fields)
    yield claim(
        "Hộ tịch có {a} hồ sơ, {x} hài lòng; đất đai có {b} hồ sơ, {y} hài lòng.",
        "Civil status has {a} dossiers, {x} satisfied; land has {b} dossiers, {y} satisfied.",
        **wholes(a=300, b=700),
        x=of(57, 60),
        y=of(64, 80),
    )
    yield claim(
        "cả cơ quan là {p}, khoảng {i}.",
        "the whole office is at {p}, interval {i}.",
        p=share(office.estimate),
        i=interval(office.confidence_interval()),
    )
    yield claim("sẽ cho {p}, vì", "would give {p}, because", p=share((57 + 64) / (60 + 80)))
    gap = Stratified(fields | {"third": Stratum(0, 0, 250)})
    assert (gap.unanswered, gap.estimate) == (("third",), office.estimate)
    yield claim(
        "với {N} hồ sơ mà chưa ai trả lời, con số chỉ nói về {p} hồ sơ",
        "with {N} dossiers and no answers, the figure speaks of {p} of the dossiers",
        N=whole(250),
        p=share(gap.covered),
    )
    yield claim(
        "và tỷ lệ trả lời là {p} của {N} hồ sơ",
        "and the response rate is {p} of {N} dossiers",
        p=share((60 + 80) / (300 + 700 + 250)),
        N=whole(300 + 700 + 250),
    )


def days():
    satisfied = (20, 20, 19, 19, 18, 18, 16, 15, 20, 17, 14, 20)
    clustered = Clustered([Proportion(s, 20) for s in satisfied])
    single = Proportion(clustered.satisfied, clustered.answered)
    yield claim(
        "{x} trong {days} ngày không đều chỉ đáng giá {worth} câu trả lời riêng lẻ: khoảng là {i}, "
        "không phải {j}.",
        "{x} on {days} uneven days are worth {worth} single answers: the interval is {i}, not {j}.",
        x=of(clustered.satisfied, clustered.answered),
        days=whole(len(satisfied)),
        worth=number(clustered.effective(), 0),
        i=interval(clustered.confidence_interval()),
        j=interval(single.confidence_interval()),
    )
