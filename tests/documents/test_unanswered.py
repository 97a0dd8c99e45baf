"""A span without answers, and one of too few, are proper documents."""

import pytest

from survey.documents.blocks import Items, Picture
from survey.documents.document import document
from tests.documents.conftest import rows_of, sections_of, sentences_of, tables_of
from tests.documents.test_properties import LONG_AGO, of_four, of_nobody
from tests.reporting.conftest import DOSSIERS, NOW


@pytest.fixture
def empty(kept_report):
    return kept_report("empty of all", lambda of: of_four(of, LONG_AGO))


@pytest.fixture
def hidden(kept_report):
    return kept_report("hidden of all", lambda of: of_four(of, NOW))


def measured(document):
    """The tables and charts of the measure."""
    keys = [key for key in tables_of(document) if key.startswith("transaction")]
    sections = sections_of(document).values()
    return keys + [b.key for section in sections for b in section.blocks if isinstance(b, Picture)]


def test_a_span_without_answers_says_so_why_and_what_to_do(empty):
    told = document(empty, "vi")
    word, sentence, why, do, *deeds = sentences_of(sections_of(told)["transaction-answer"])
    assert (word, sentence) == ("Chưa có lượt trả lời nào", "Chưa có lượt trả lời nào.")
    assert why == (
        "Trong Quý III/2025 (từ 15/06/2025 đến 14/09/2025) không có lượt trả lời nào về việc giải "
        "quyết hồ sơ. Vì vậy không tính được tỷ lệ và không kết luận được đạt hay chưa đạt: điều "
        "đó không có nghĩa là tốt, cũng không có nghĩa là xấu. Chưa có chỉ tiêu nào áp dụng ở đây."
    )
    assert (do.partition(",")[0], len(deeds)) == ("Kỳ này đã kết thúc", 3)
    assert measured(told) == []
    assert [key for key in sections_of(told) if "-" in key] == [
        "transaction-answer",
        "transaction-respondents",
    ]


def test_it_tells_of_the_dossiers_that_nobody_spoke_of(small_office, dossiers, report_of):
    """From Monday, 16 June 2025, to Friday, 12 September, there are 13 weeks of five days."""
    dossiers(DOSSIERS, LONG_AGO)
    told = document(report_of(small_office, LONG_AGO), "vi")
    assert measured(told) == ["transaction-response"]
    assert rows_of(told, "transaction-response")[-1] == ("Tất cả", "125", "0", "0,0")
    silent, days = sentences_of(sections_of(told)["transaction-respondents"])
    assert silent == "Lĩnh vực chưa có lượt trả lời nào: Đất đai; Hộ tịch; Xây dựng."
    assert days == "Không ngày nào trong 65 ngày làm việc đã qua có lượt trả lời."


def test_too_few_answers_are_hidden_in_words_and_in_no_number(hidden):
    told = document(hidden, "vi")
    word, sentence, why, do, *_ = sentences_of(sections_of(told)["transaction-answer"])
    assert do == "Việc nên làm ngay:"
    assert sentence == "Không công bố, để bảo vệ người trả lời."
    assert "quá ít: ẩn vì ít hơn 5 lượt" in why
    assert word == "Không công bố, để bảo vệ người trả lời"
    assert measured(told) == []
    assert sentences_of(sections_of(told)["transaction-respondents"])[-1] == (
        "Những ngày không có lượt trả lời không công bố."
    )


def test_a_part_without_answers_has_paragraphs_too(kept_report):
    told = document(kept_report("empty part of all", of_nobody), "en")
    assert measured(told) == []
    (result,) = sentences_of(sections_of(told)["reform-results"])
    assert result == (
        "In the third quarter of 2025 (15/06/2025 to 14/09/2025) nobody answered about how "
        "dossiers are handled."
    )
    (tasks,) = [b for b in sections_of(told)["reform-tasks"].blocks if isinstance(b, Items)]
    assert tasks.items[0].startswith("Invite more people to answer in the 5 offices")
