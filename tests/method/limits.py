"""Where intervals hold the truth less often than they say, or cannot be had."""

from tests.analysis import test_clusters, test_mantel_haenszel, test_standardised
from tests.method.saying import claim, of_hundred, whole, wholes


def uneven_days():
    uneven, with_bad_days = test_clusters.beyond()
    yield claim(
        "{d} ngày có từ {a} đến {b} lượt, nó chứa sự thật {x} lần trong 100; nếu thêm cứ mười "
        "ngày có một ngày rất tệ, chỉ còn {y}.",
        "On {d} days with {a} to {b} answers it holds the truth {x} times in 100; if, besides, one "
        "day in ten is very bad, only {y}.",
        **wholes(
            d=len(test_clusters.VERY_UNEVEN),
            a=test_clusters.VERY_UNEVEN[0],
            b=test_clusters.VERY_UNEVEN[-1],
        ),
        x=of_hundred(uneven[0]),
        y=of_hundred(with_bad_days[0]),
    )
    yield claim(
        '"Chưa đạt" nhầm nhiều nhất {z} lần.',
        '"Not met" is wrong at most {z} times.',
        z=of_hundred(max(uneven[1], with_bad_days[1])),
    )


def levelled():
    worst = test_standardised.FALSE_DIFFERENCES
    yield claim(
        "một câu trả lời, khoảng chứa sự thật {x} lần trong 100, và hai cơ quan như nhau bị gọi là "
        "khác nhau {y} lần; từ {n} câu trả lời trong mỗi lĩnh vực, {z} lần.",
        "a single answer, the interval holds the truth {x} times in 100, and two offices that are "
        "alike are called different {y} times; from {n} answers in each field on, {z} times.",
        x=of_hundred(test_standardised.held(*test_standardised.ONE_ANSWER)),
        y=of_hundred(test_standardised.called_different(*worst[1])),
        n=whole(5),
        z=of_hundred(test_standardised.called_different(*worst[5])),
    )


def odds():
    there, held, _, _ = test_mantel_haenszel.simulated_odds()
    yield claim(
        "mô phỏng {k} thiết kế, mỗi thiết kế {d} lần, nó chứa sự thật ít nhất {least} lần trong "
        "100, trung bình {mean}, khi tính được; trong thiết kế khó nhất, {none} lần trong 100 "
        "không tính được.",
        "simulated in {k} designs, {d} times each, it holds the truth at least {least} times in "
        "100, on average {mean}, where there is one; in the hardest design there is none {none} "
        "times in 100.",
        **wholes(k=len(held), d=test_mantel_haenszel.DRAWS),
        least=of_hundred(held.min()),
        mean=of_hundred(held.mean()),
        none=of_hundred(1 - there.min()),
    )
