"""The sentence that comes first, as the province wants to read it."""

from decimal import Decimal

import pytest

from analysis.report.answer import Judged
from analysis.report.names import Demand
from analysis.report.rates import HIDDEN, Rate
from analysis.report.sentences import said

SHARES = (Decimal("92.4"), Decimal("90.1"), Decimal("94.2"))
RATE = Rate(4731, 5120, None, False, *SHARES)


def judged(status, comparator=">=", threshold="90"):
    demand = Demand(Decimal(threshold), comparator, "Kế hoạch", "", "", ("people",))
    return Judged(RATE, demand, "passes", status, None)


def spoken(one, language):
    return said(one, language).replace("\u00a0", " ")


def test_the_answer_is_one_sentence():
    vietnamese = (
        "Đạt 92,4 % (khoảng tin cậy 95 %: 90,1–94,2 %), n = 5.120; chỉ tiêu ≥ 90 %: "
        "đạt, đã đủ bằng chứng"
    )
    assert spoken(judged("met"), "vi") == vietnamese
    english = (
        "92.4% satisfied (95% confidence interval: 90.1–94.2%), n = 5,120; target > 92.5%: "
        "not met, not yet proven"
    )
    assert spoken(judged("below, not proven", ">", "92.50"), "en") == english


@pytest.mark.parametrize(("status", "reading"), [
    ("above, not proven", "đạt, chưa đủ bằng chứng"), ("missed", "chưa đạt, đã đủ bằng chứng"),
])  # fmt: skip
def test_both_readings_are_said(status, reading):
    assert spoken(judged(status), "vi").endswith(f": {reading}")


def test_what_there_is_not_is_said_too():
    none = (None, "no estimate", None, None)
    assert said(Judged(None, *none), "vi") == "Chưa có lượt trả lời nào"
    assert said(Judged(HIDDEN, *none), "vi") == "Không công bố, để bảo vệ người trả lời"
    assert said(Judged(RATE, *none), "en").endswith("; no target holds")
