"""The small office, whose every figure was computed by hand in `tests/reporting`, in words."""

from tests.documents.conftest import rows_of, sections_of, sentences_of

UNPROVEN = "Chưa đạt, chưa đủ bằng chứng"


def test_the_answer_is_read_first(told):
    word, sentence, means, *_ = sentences_of(sections_of(told("vi"))["transaction-answer"])
    assert word == "Chưa đạt, chưa đủ bằng chứng"
    assert sentence == (
        "Đạt 78,0 % (khoảng tin cậy 95 %: 53,6–93,3 %), n = 20; chỉ tiêu ≥ 90 %: chưa đạt, chưa đủ "
        "bằng chứng."
    )
    assert means == (
        "Tỷ lệ chưa đạt chỉ tiêu, nhưng khoảng tin cậy còn chạm phía đạt: chưa khẳng định được. "
        "Cần thêm khoảng 58 lượt trả lời để kết luận được, nếu mọi người vẫn trả lời như đến nay. "
        "Chỉ tiêu ≥ 90 % theo: Kế hoạch số 01."
    )


def test_rates_stand_in_a_table(told):
    assert rows_of(told("vi"), "transaction-rate") == [
        (
            "Quý IV/2026",
            "20",
            "78,0",
            "53,6",
            "93,3",
            "≥ 90 %",
            "Chưa đạt, chưa đủ bằng chứng",
            "58",
        ),
        ("Quý III/2026", "12", "66,7", "34,9", "90,1", "–", "–", "–"),
    ]
