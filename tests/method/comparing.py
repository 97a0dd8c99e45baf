"""Differences, ranks, funnel, channels, daily looks and what dissatisfaction goes with."""

from decimal import Decimal

import pandas as pd

from analysis.channels import ChannelDifference, SameWork
from analysis.decomposition import Decomposition
from analysis.differences import ENOUGH, Difference
from analysis.drivers import Driver
from analysis.estimates import Proportion
from analysis.funnel import INNER, OUTER, funnel
from analysis.ranks import rank
from analysis.sequences import WatchedShare
from analysis.targets import Target
from analysis.words import Words
from tests.method.saying import (
    claim,
    ends,
    interval,
    number,
    of,
    of_hundred,
    share,
    wholes,
)


def quarters():
    small = Difference(share=Proportion(46, 50), reference=Proportion(40, 50))
    large = Difference(share=Proportion(92, 100), reference=Proportion(80, 100))
    assert (small.is_real(), large.is_real()) == (False, True)
    yield claim(
        "Từ {y} lên {x} là tăng {d} điểm phần trăm, khoảng từ {low} đến {high}: chưa nói được",
        "From {y} to {x} is {d} percentage points up, interval {low} to {high}: no change",
        **told(small),
    )
    yield claim(
        "Từ {y} lên {x} cũng là {d} điểm, khoảng từ {low} đến {high}: thay đổi có thật",
        "From {y} to {x} is {d} points as well, interval {low} to {high}: a real change",
        **told(large),
    )
    yield claim(
        "Phải có ít nhất {n} lượt mỗi bên",
        "It takes at least {n} answers on either side",
        **wholes(n=ENOUGH),
    )


def told(difference):
    return {
        "x": of(difference.share.satisfied, difference.share.answered),
        "y": of(difference.reference.satisfied, difference.reference.answered),
        "d": of_hundred(difference.estimate),
        **ends(difference.confidence_interval()),
    }


def mix():
    change = Decomposition(
        share={"civil status": Proportion(18, 20), "land": Proportion(64, 80)},
        reference={"civil status": Proportion(76, 80), "land": Proportion(16, 20)},
    )
    yield claim(
        "Quý trước hộ tịch {a} và đất đai {b}; quý này hộ tịch {c} và đất đai {d}.",
        "Last quarter civil status had {a} and land {b}; this quarter civil status has {c} and "
        "land {d}.",
        a=of(76, 80),
        b=of(16, 20),
        c=of(18, 20),
        d=of(64, 80),
    )
    mix, rates = change.by_mix(), change.by_rates()
    assert 0 in mix.interval
    assert 0 in rates.interval
    yield claim(
        "giảm {all} điểm, trong đó {mix} là do phần trả lời về đất đai nhiều hơn, và "
        "{rates} là do tỷ lệ",
        "fell by {all} points: {mix} because more of the answers were about land, and {rates} "
        "because of the rates",
        all=of_hundred(-change.difference),
        mix=fallen(mix),
        rates=fallen(rates),
    )


def fallen(found):
    """By how many points something went down, with its interval turned round."""
    return claim(
        "{x} điểm (khoảng từ {low} đến {high})",
        "{x} points (interval {low} to {high})",
        x=of_hundred(-found.estimate),
        low=of_hundred(-found.interval.high),
        high=of_hundred(-found.interval.low),
    )


def places():
    counts = [(590, 600), (280, 300), (45, 50), (9, 10), (170, 200)]
    offices = rank(pd.DataFrame(counts, columns=["satisfied", "answered"]))
    tiers = list(zip(offices["best_tier"], offices["worst_tier"], strict=True))
    assert tiers == [(1, 1), (1, 2), (1, 2), (1, 2), (2, 2)]
    yield claim(
        "Năm cơ quan: {a}, {b}, {c}, {d} và {e}. Chỉ cơ quan đầu",
        "Five offices: {a}, {b}, {c}, {d} and {e}. Only the first",
        **dict(zip("abcde", (of(*one) for one in counts), strict=True)),
    )
    spans = [span(office.best_rank, office.worst_rank) for office in offices.itertuples()]
    first, *(between, other, another), last = spans
    assert between == other == another
    yield claim(
        "thứ hạng có thể có của hai cơ quan này là {a} và {b}, của ba cơ quan giữa là {c}.",
        "the possible places of these two are {a} and {b}, of the three between them {c}.",
        a=first,
        b=last,
        c=between,
    )


def span(best, worst):
    return claim("{a}–{b}", "{a}–{b}", **wholes(a=int(best), b=int(worst)))


def funnels():
    offices = pd.DataFrame([(16, 20), (320, 400)], columns=["satisfied", "answered"])
    target = Target(Decimal(90))
    inside, below = funnel(offices, target).itertuples()
    assert (inside.position, below.position) == ("inside", "far_below")
    yield claim(
        "đúng chỉ tiêu {t} đi xa đến đâu", "just on a target of {t}.", t=share(target.share, 0)
    )
    yield claim(
        "{x} còn nằm trong giới hạn {level} (từ {low}).",
        "{x} is still within the {level} limits (from {low}).",
        x=of(16, 20),
        level=share(INNER, 0),
        low=share(inside.low_95),
    )
    yield claim(
        "{x} cùng tỷ lệ, nhưng đã dưới cả giới hạn {level} (từ {low}).",
        "{x} is the same rate, and below even the {level} limits (from {low}).",
        x=of(320, 400),
        level=share(OUTER),
        low=share(below.low_998),
    )


def kiosk_and_code():
    offices = (
        SameWork(channel=Proportion(98, 100), reference=Proportion(44, 50)),
        SameWork(channel=Proportion(36, 40), reference=Proportion(80, 100)),
    )
    compared = ChannelDifference(offices)
    assert compared.is_real()
    yield claim(
        "Máy tính bảng: {a} ở cơ quan A, {b} ở cơ quan B. Mã QR: {c} và {d}.",
        "Tablet: {a} in office A, {b} in office B. QR code: {c} and {d}.",
        a=of(98, 100),
        b=of(36, 40),
        c=of(44, 50),
        d=of(80, 100),
    )
    yield claim(
        "cao hơn {d} điểm, khoảng từ {low} đến {high}",
        "is {d} points higher, interval {low} to {high}",
        d=of_hundred(compared.estimate),
        **ends(compared.confidence_interval()),
    )


def looks():
    watched = WatchedShare(Proportion(46, 50)).confidence_interval()
    yield claim("{x} là {i}", "for {x} it is {i}", x=of(46, 50), i=interval(watched))


def factors():
    waiting = Driver(both=20, factor_only=30, overall_only=10, neither=140)
    times, explained = waiting.risk_ratio(), waiting.explained()
    yield claim(
        "trong {n} người có {bad} người không hài lòng về thời gian chờ.",
        "of {n} people {bad} found fault with the waiting.",
        **wholes(n=20 + 30 + 10 + 140, bad=20 + 30),
    )
    yield claim(
        "{a} người không hài lòng chung, so với {c} trong {rest} người còn lại: gấp {times} lần "
        "(khoảng từ {low} đến {high})",
        "{a} were dissatisfied overall, against {c} of the other {rest}: {times} times as often "
        "(interval {low} to {high})",
        **wholes(a=20, c=10, rest=10 + 140),
        times=number(times.estimate, 1),
        **ends(times.interval, one_decimal),
    )
    yield claim(
        "bớt đi {p} (khoảng từ {low} đến {high})",
        "would be less by {p} (interval {low} to {high})",
        p=share(explained.estimate),
        **ends(explained.interval),
    )


def one_decimal(value) -> Words:
    return number(value, 1)
