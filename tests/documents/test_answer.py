"""The answer and what stands beside it, in each of its forms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analysis.report.names import Thing
from analysis.report.rates import HIDDEN, Rate
from analysis.report.remedies import Remedies, Remedy, Stated
from analysis.report.silence import Tipping
from survey.documents.blocks import Blank, Verdict
from survey.documents.document import document
from tests.documents.conftest import rows_of, sections_of, sentences_of, tables_of
from tests.documents.test_properties import KINDS


@pytest.fixture
def changed(small_report):
    """The document of the small office, with something else in its answer."""

    def changed(judged=None, language="vi", **answer):
        (part,) = small_report.parts
        other = replace(part.answer.judged, **(judged or {}))
        answered = replace(part.answer, **{"judged": other, **answer})
        parts = (replace(part, answer=answered),)
        return document(replace(small_report, parts=parts), language)

    return changed


def answer_of(document):
    return sentences_of(sections_of(document)["transaction-answer"])


@pytest.mark.parametrize(("status", "word", "means"), [
    ("met", "Đạt", "Cả khoảng tin cậy nằm ở phía đạt chỉ tiêu."),
    ("above, not proven", "Đạt, chưa đủ bằng chứng", "Tỷ lệ đạt chỉ tiêu, nhưng khoảng"),
    ("below, not proven", "Chưa đạt, chưa đủ bằng chứng", "Tỷ lệ chưa đạt chỉ tiêu, nhưng"),
    ("missed", "Chưa đạt", "Cả khoảng tin cậy nằm ở phía chưa đạt chỉ tiêu."),
    ("too few", "Chưa đủ số lượt trả lời", "Chỉ tiêu ≥ 90 % theo: Kế hoạch số 01."),
])  # fmt: skip
def test_every_status_has_its_word_and_its_meaning(changed, status, word, means):
    told = changed({"status": status, "needed": None})
    verdict = sections_of(told)["transaction-answer"].blocks[0]
    assert (verdict.status, verdict.word) == (status, word)
    assert means in answer_of(told)[2]
    table = tables_of(told)["transaction-rate"]
    at = [column.key for column in table.columns].index("status")
    assert (table.rows[0][at].value, table.rows[0][at].text) == (status, word)


def test_without_a_target_there_is_no_verdict(changed):
    told = changed({"demand": None, "status": None, "needed": None})
    verdict = sections_of(told)["transaction-answer"].blocks[0]
    assert isinstance(verdict, Verdict)
    assert (verdict.status, verdict.word) == (None, "Không có chỉ tiêu")
    assert verdict.sentence.endswith("; không có chỉ tiêu.")
    assert "Chưa có chỉ tiêu nào áp dụng ở đây." in answer_of(told)[2]


def test_a_target_of_some_people_and_some_fields_says_so(changed, small_report):
    demand = small_report.parts[0].answer.judged.demand
    some = replace(demand, vi="Đất đai", en="Land", whom=("people",), threshold=Decimal("92.50"))
    told = answer_of(changed({"demand": some}))[2]
    assert "Chỉ tiêu ≥ 92,5 % áp dụng cho nhóm lĩnh vực Đất đai, theo: Kế hoạch số 01." in told
    assert "Chỉ tính lượt trả lời của người dân, vì chỉ tiêu chỉ áp dụng cho họ." in told
    english = answer_of(changed({"demand": some}, "en"))[2]
    assert "The target ≥ 92.5% is for the fields Land, set by: Kế hoạch số 01." in english


@pytest.mark.parametrize(("comparator", "official", "why"), [
    (">=", "fails", "Trước khi làm tròn, tỷ lệ thấp hơn chỉ tiêu."),
    (">", "fails", "Trước khi làm tròn, tỷ lệ không cao hơn chỉ tiêu, mà phải cao hơn mới đạt."),
    (">", "passes", "Trước khi làm tròn, tỷ lệ cao hơn chỉ tiêu."),
    (">=", "passes", None),
])  # fmt: skip
def test_a_rate_that_is_rounded_to_its_target_says_on_which_side_it_is(
    changed, small_report, comparator, official, why
):
    """89.96 % is written 90.0 %, and stands beside "not met"."""
    judged = small_report.parts[0].answer.judged
    demand = replace(judged.demand, comparator=comparator)
    rate = replace(judged.rate, percent=Decimal("90.0"))
    told = answer_of(changed({"demand": demand, "rate": rate, "official": official}))[2]
    assert [each for each in told.split(". ") if "làm tròn" in each] == ([why[:-1]] if why else [])


def test_changes_are_said_to_be_real_or_not(changed, small_report):
    change = small_report.parts[0].answer.change

    def told(**columns):
        return answer_of(changed(change=replace(change, levelled=False, **columns)))[3]

    fell = told(points=Decimal("-3.5"), real=True, enough=True)
    assert "tỷ lệ thấp hơn 3,5 điểm phần trăm" in fell
    assert fell.endswith(": thay đổi này có thật.")
    assert told(enough=True).endswith(": chưa nói được là có thay đổi thật.")
    assert told().endswith("vì mỗi bên phải có ít nhất 30 lượt trả lời.")
    assert "tỷ lệ không đổi" in told(points=Decimal("0.0"))


def test_a_change_that_is_hidden_or_that_there_is_not_is_said(changed):
    assert "không công bố" in answer_of(changed(change=HIDDEN))[3]
    nothing = changed(change=None)
    assert "Chưa so được với kỳ trước" in answer_of(nothing)[3]
    assert "transaction-change" not in tables_of(nothing)


def test_the_rate_with_answers_set_aside_stands_beside_it(changed):
    rate = Rate(18, 25, None, False, *map(Decimal, ("72.0", "50.6", "87.9")))
    told = changed(with_set_aside=rate)
    assert "72,0 % (khoảng tin cậy 95 %: từ 50,6 % đến 87,9 %), n = 25" in answer_of(told)[4]
    assert ("Tính cả lượt để riêng", "25", "72,0") in [
        row[:3] for row in rows_of(told, "transaction-rate")
    ]
    hidden = changed(with_set_aside=HIDDEN)
    assert "để bảo vệ người trả lời" in answer_of(hidden)[4]
    assert rows_of(hidden, "transaction-rate")[1][1] == "Không công bố"


@pytest.mark.parametrize(("needed", "said"), [
    (-3, "Dù 105 người không trả lời nghĩ gì, chung tất cả vẫn đạt chỉ tiêu."),
    (106, "Dù 105 người không trả lời đều hài lòng, chung tất cả vẫn không đạt chỉ tiêu."),
])  # fmt: skip
def test_the_silent_may_turn_nothing(small_report, needed, said):
    (part,) = small_report.parts
    tipping = Tipping(105, needed, Decimal(needed), can_turn=False)
    parts = (replace(part, respondents=replace(part.respondents, tipping=tipping)),)
    told = document(replace(small_report, parts=parts), "vi")
    assert said in " ".join(sentences_of(sections_of(told)["transaction-respondents"]))


def test_a_span_that_is_over_does_not_say_that_it_lasts(small_report):
    appendix = replace(small_report.appendix, as_at=date(2026, 12, 15))
    told = document(replace(small_report, appendix=appendix), "vi")
    assert not any("Kỳ này còn đến" in each for each in answer_of(told))


def test_remedies_are_told_with_their_state_and_room_for_more(small_report):
    office, day = Thing("42.01", "UBND xã Bình An", ""), date(2026, 9, 20)
    chairs = Remedy(office, None, "Thêm ghế", "Chị Lan", day, day, day, "Đã thêm 10 ghế")
    queue = Remedy(office, None, "=Thêm quầy", "Anh Sơn", day, day, None, None)
    remedies = Remedies((Stated(chairs, "done"),), (Stated(queue, "late"),), 1, 0, 1)
    told = document(replace(small_report, remedies=remedies), "vi")
    first, second = "20/09/2026", "–"
    assert rows_of(told, "remedies-before") == [
        ("Thêm ghế", "–", "Chị Lan", first, first, first, "Đã làm xong", "Đã thêm 10 ghế")
    ]
    assert rows_of(told, "remedies-promised") == [
        ("=Thêm quầy", "–", "Anh Sơn", first, first, second, "Quá hạn", "–")
    ]
    assert rows_of(told, "remedies-counts") == [
        ("Đã làm xong", "1"), ("Đang thực hiện", "0"), ("Quá hạn", "1"),
    ]  # fmt: skip
    blanks = [b.heading for b in sections_of(told)["remedies"].blocks if isinstance(b, Blank)]
    assert blanks == ["Ý kiến của thủ trưởng", "Biện pháp quý tới"]


def test_fields_with_a_target_of_their_own_stand_together(kept_report):
    """Seven of ten satisfied, against 65 % of another document; twelve gave one reason."""
    told = document(kept_report("groups of all", KINDS["groups"]), "vi")
    (row,) = rows_of(told, "transaction-groups")
    assert (row[0], row[1], row[5]) == ("Nhà đất", "10", "≥ 65 %")
    table = tables_of(told)["transaction-fields"]
    assert [note.replace("\u00a0", " ") for note in table.notes[:2]] == [
        "Chỉ tiêu ≥ 65 %: Kế hoạch số 02.",
        "Chỉ tiêu ≥ 90 %: Kế hoạch số 01.",
    ]
    assert rows_of(told, "transaction-reasons") == [("Phải chờ lâu", "12", "100,0")]
