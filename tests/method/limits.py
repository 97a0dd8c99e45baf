"""Where intervals hold the truth less often than they say, or cannot be had."""

from analysis.differences import ENOUGH
from analysis.standardised import ENOUGH_IN_A_FIELD
from tests.analysis import test_clusters, test_mantel_haenszel, test_standardised
from tests.method.saying import claim, of_hundred, whole, wholes


def uneven_days():
    uneven, one_in_ten, one_in_fifty = designs = test_clusters.beyond()
    yield claim(
        "{d} ngày có từ {a} đến {b} lượt, nó chứa sự thật {x} lần trong 100; nếu thêm cứ mười "
        "ngày có một ngày rất tệ, chỉ còn {y}; với {e} ngày đều nhau mà cứ năm mươi ngày có một "
        "ngày rất tệ, {z}.",
        "On {d} days with {a} to {b} answers it holds the truth {x} times in 100; if, besides, one "
        "day in ten is very bad, only {y}; on {e} even days of which one in fifty is very bad, "
        "{z}.",
        **wholes(
            d=len(test_clusters.VERY_UNEVEN),
            a=test_clusters.VERY_UNEVEN[0],
            b=test_clusters.VERY_UNEVEN[-1],
            e=60,
        ),
        x=of_hundred(uneven[0]),
        y=of_hundred(one_in_ten[0]),
        z=of_hundred(one_in_fifty[0]),
    )
    yield claim(
        '"Đạt" nhầm đến {r} lần trong 100 ở các thiết kế trong bảng, ở đây {x}, {y} và {z} lần; '
        '"Chưa đạt" nhầm ở đây nhiều nhất {w} lần.',
        '"Met" is wrong up to {r} times in 100 in the designs of the table, here {x}, {y} and {z} '
        'times; "Not met" is wrong here at most {w} times.',
        r=of_hundred(max(above for _, _, above in test_clusters.simulated())),
        x=of_hundred(uneven[2]),
        y=of_hundred(one_in_ten[2]),
        z=of_hundred(one_in_fifty[2]),
        w=of_hundred(max(below for _, below, _ in designs)),
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
        n=whole(ENOUGH_IN_A_FIELD),
        z=of_hundred(test_standardised.called_different(*worst[5])),
    )


def channels():
    few, enough = (
        max(test_mantel_haenszel.false_alarms(*design)[0] for design in designs)
        for designs in (test_mantel_haenszel.FEW_ANSWERS, test_mantel_haenszel.ENOUGH_ANSWERS)
    )
    yield claim(
        "Hai kênh như nhau bị gọi là khác nhau đến {x} lần trong 100 nếu một kênh chỉ có từ một "
        "đến ba lượt; từ {n} lượt mỗi bên, nhiều nhất {y}.",
        "Two channels that are alike would be called different up to {x} times in 100 if one has "
        "one to three answers; from {n} on either side on, at most {y}.",
        x=of_hundred(few),
        n=whole(ENOUGH),
        y=of_hundred(enough),
    )
    yield claim(
        'Vì thế chỉ nói "có thật" khi mỗi bên có từ {n} lượt, và với tỷ lệ chuẩn hóa thì từng '
        "lĩnh vực còn phải có từ {m} lượt.",
        'So "real" is said only from {n} answers on either side on, and of levelled shares from '
        "{m} in each field, too.",
        **wholes(n=ENOUGH, m=ENOUGH_IN_A_FIELD),
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
