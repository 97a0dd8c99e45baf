"""What may be shown, the three official measurements, planning, and how answers are counted."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pandas as pd

from analysis.circular import OFFICES
from analysis.disclosure import published
from analysis.estimates import Proportion
from analysis.planning import answers_to_confirm, answers_within, ministry_sample
from analysis.published_indices import whole_of_published
from analysis.reliability import FEWEST, WIDEST, WIDEST_RELATIVE, Reading, Reliability
from analysis.rounding import half_up
from analysis.service_quality import ServiceQuality
from analysis.suppression import LEAST
from analysis.targets import Target
from forms.loading import shipped
from survey.periods import ZONE, half_month, next_half
from tests.analysis.attack import attack
from tests.method.saying import claim, joined, number, of, of_hundred, share, whole, wholes

FIELDS = {"a": 3, "b": 40, "c": 60, "d": 7}


def cells():
    counts = pd.DataFrame({"field": list(FIELDS), "answered": list(FIELDS.values())})
    table = published(counts, ["field"])
    assert set(table.loc[~table["shown"], "field"]) == {"a", "d"}
    ((least, most),) = set(attack(table, ["field"]).values())
    yield claim(
        "**Ô không công bố** có ít hơn {n} lượt trả lời",
        "**A hidden cell** has fewer than {n} answers",
        n=whole(LEAST),
    )
    yield claim(
        "lĩnh vực {a}, {b}, {c} và {d} lượt, tổng {all}, hai ô {a} và {d} cùng ẩn",
        "fields with {a}, {b}, {c} and {d} answers, {all} in all, both {a} and {d} are hidden",
        **wholes(**FIELDS, all=sum(FIELDS.values())),
    )
    yield claim(
        "mỗi ô từ {low} đến {high}.",
        "that it is from {low} to {high}.",
        low=number(least, 0),
        high=number(most, 0),
    )


def marks():
    yield claim(
        "dưới {n} lượt, khoảng rộng từ {w} điểm, hoặc khoảng rộng hơn {r} chính tỷ lệ ấy",
        "below {n} answers, with an interval {w} points wide or wider, or one wider than {r} of",
        n=whole(FEWEST),
        w=of_hundred(WIDEST, 0),
        r=share(WIDEST_RELATIVE, 0),
    )
    assert [reading(18, 20), reading(46, 50), reading(900, 1000)] == [
        Reading.FEW,
        Reading.COMPLEMENT,
        Reading.RELIABLE,
    ]
    yield claim("{x} chưa đủ tin cậy;", "{x} is not reliable;", x=of(18, 20))
    yield claim(
        "{x} thì đủ, nhưng phần không hài lòng ({p}) thì chưa",
        "{x} is, but its dissatisfied share ({p}) is not",
        x=of(46, 50),
        p=share(4 / 50),
    )
    yield claim("{x} đủ cả hai", "{x} is reliable in both", x=of(900, 1000))


def reading(satisfied, answered):
    rate = Proportion(satisfied, answered)
    return Reliability(rate.estimate, rate.confidence_interval(), answered).reading


def indices():
    policy, service = (23, Decimal("83.84")), (16, Decimal("84.09"))
    yield claim(
        "Năm {year}, {a} tiêu chí đạt {x} và {b} tiêu chí đạt {y} cho {all} như đã công bố, "
        "không phải {mean}",
        "In {year}, {a} items at {x} and {b} items at {y} give the published {all}, not {mean}",
        year=claim("2024", "2024"),
        **wholes(a=policy[0], b=service[0]),
        x=number(policy[1], 2),
        y=number(service[1], 2),
        all=number(whole_of_published([policy, service]), 2),
        mean=number(half_up((policy[1] + service[1]) / 2, 2), 2),
    )
    edges = [whole(int(least)) for least, _ in OFFICES.grades]
    yield claim(
        "từ {a} điểm xuất sắc, từ {b} tốt, từ {c} khá, từ {d} trung bình",
        "from {a} points excellent, from {b} good, from {c} fair, from {d} average",
        **dict(zip("abcd", edges, strict=False)),
    )
    perfect = ServiceQuality(complaints=0, on_time=0, disliked=0, dossiers=1, overdue=0, disputed=0)
    yield claim("{n} điểm từ hồ sơ", "{n} points from", n=number(perfect.total, 0))
    some = ServiceQuality(complaints=0, on_time=0, disliked=0, dossiers=100, overdue=12, disputed=7)
    yield claim(
        "{N} hồ sơ, {a} quá hạn và {b} bị phản ánh, không có kiến nghị nào: {points} điểm",
        "{N} dossiers, {a} overdue and {b} disputed, and no complaints: {points} points",
        **wholes(N=some.dossiers, a=some.overdue, b=some.disputed),
        points=number(some.total, 1),
    )


def plans():
    sizes = [100, 500, 1000, 5000, 10000]
    yield claim(
        "cho {n} phiếu với {N} người",
        "gives {n} slips for {N} people",
        n=listed([ministry_sample(size) for size in sizes]),
        N=listed(sizes),
    )
    share_, five, three = Decimal("0.9"), Decimal("0.05"), Decimal("0.03")
    yield claim(
        "ở {p} nằm trong ±{e} điểm cần {n} lượt ({m} nếu chỉ có {N} hồ sơ), trong ±{f} điểm cần "
        "{k}.",
        "within ±{e} points at {p} it takes {n} answers ({m} if there are only {N} dossiers), "
        "within ±{f} points {k}.",
        p=share(share_, 0),
        e=of_hundred(five, 0),
        f=of_hundred(three, 0),
        **wholes(
            n=answers_within(five, share=share_),
            m=answers_within(five, share=share_, population=400),
            N=400,
            k=answers_within(three, share=share_),
        ),
    )
    target, power = Target(Decimal(90)), 0.8
    true = (Decimal("0.95"), Decimal("0.93"))
    needed = (answers_to_confirm(target, share=p, power=power) for p in true)
    yield claim(
        "minh ≥ {t} với {power} khả năng cần {n} lượt nếu tỷ lệ thật là {p}, và {m} nếu là {q}.",
        "prove ≥ {t} with {power} power takes {n} answers if the true rate is {p}, and {m} if it "
        "is {q}.",
        t=share(target.share, 0),
        power=share(power, 0),
        **dict(zip("nm", map(whole, needed), strict=True)),
        **dict(zip("pq", (share(p, 0) for p in true), strict=True)),
    )


def listed(values):
    first = joined(map(whole, values[:-1]), ", ")
    return claim("{a} và {b}", "{a} and {b}", a=first, b=whole(values[-1]))


def counted():
    one_stop = next(one for one in shipped() if one.key == "one-stop")
    keys = [option.key for option in one_stop.with_role("overall").options if option.satisfied]
    low, high = (whole(int(key)) for key in keys)
    yield claim("mức {a} và mức {b}", "level {a} and level {b}", a=low, b=high)
    second = next_half(date(2026, 1, 1))
    assert half_month(date(2026, 1, second.day - 1)) == date(2026, 1, 1)
    yield claim(
        "từ ngày {a} đến ngày {b}, hoặc từ ngày {c}",
        "from day {a} to day {b}, or from day {c}",
        **wholes(a=1, b=second.day - 1, c=second.day),
    )
    hours = datetime(2026, 1, 1, tzinfo=ZoneInfo(ZONE.key)).utcoffset().total_seconds() / 3600
    yield claim("(UTC+{h})", "(UTC+{h})", h=number(hours, 0))
    attitude = one_stop.question("attitude")
    assert attitude.kind == "derived"
    yield claim(
        "chỉ số {n} của thông tư", "indicator {n} of the circular", n=whole(attitude.indicator)
    )
