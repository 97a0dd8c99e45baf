"""A part with several offices, by the figures that `tests/reporting/test_part.py` has by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analysis.report.dissatisfaction import (
    Dissatisfaction,
    Estimate,
    FactorLink,
    Given,
    Link,
    Reason,
)
from analysis.report.names import Thing
from analysis.report.remedies import Remedies, Remedy, Stated
from survey.documents.blocks import Picture
from survey.documents.document import document
from tests.documents.conftest import rows_of, sections_of, sentences_of, tables_of

HIDDEN, NONE, FEW = "Không công bố", "–", "Chưa đủ số lượt trả lời"


@pytest.fixture
def told(part_report):
    return document(part_report, "vi")


def said(document, section):
    return sentences_of(sections_of(document)[section])


def test_offices_stand_beside_each_other_with_their_verdicts(told):
    assert rows_of(told, "transaction-offices") == [
        ("Xã A", "60", "95,0", "86,1", "99,0", "≥ 90 %", "Đạt, chưa đủ bằng chứng", "183"),
        ("Xã B", "60", "60,0", "46,5", "72,4", "≥ 90 %", "Chưa đạt", NONE),
        ("Xã C", *[HIDDEN] * 4, "≥ 90 %", FEW, NONE),
        ("Xã E", *[HIDDEN] * 4, "≥ 90 %", FEW, NONE),
        ("Xã F", "0", NONE, NONE, NONE, "≥ 90 %", FEW, NONE),
    ]
    codes = [row[1].value for row in tables_of(told)["transaction-offices"].rows]
    assert codes == ["A", "B", "C", "E", "F"]


def test_places_are_intervals_and_the_place_itself_is_for_files_of_data(told):
    assert rows_of(told, "transaction-places") == [
        ("Xã A", "1", "1", "1", "1", "Có", "Trong giới hạn"),
        ("Xã B", "2", "2", "2", "2", "Có", "Thấp hơn cả giới hạn 99,8 %"),
        ("Xã C", *[HIDDEN] * 5, NONE),
        ("Xã E", *[HIDDEN] * 5, NONE),
        ("Xã F", *[NONE] * 6),
    ]
    table = tables_of(told)["transaction-places"]
    first = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert (first["rank"].value, first["points"].value, first["real"].text) == (
        1,
        Decimal("20.0"),
        "Có",
    )


def test_who_rose_and_who_cannot_be_judged_is_said(told):
    assert said(told, "transaction-comparison") == [
        (
            "Trong 05 cơ quan, đơn vị: 01 đơn vị đạt, chưa đủ bằng chứng; 01 đơn vị chưa đạt; 03 "
            "đơn vị chưa đủ số lượt trả lời. Nếu ai cũng hài lòng thì 36 lượt trả lời đủ chứng "
            "minh là đạt chỉ tiêu chung; ít hơn thì chưa thể chứng minh."
        ),
        "Đơn vị chưa kết luận được:",
        "Chưa có lượt trả lời nào (1): Xã F.",
        "Không công bố, để bảo vệ người trả lời (2): Xã C; Xã E.",
        "Chưa đủ bằng chứng (1): Xã A (cần thêm khoảng 183 lượt).",
        "Đơn vị tăng thật so với kỳ trước:",
        "Xã A: tăng 20,0 điểm phần trăm (khoảng tin cậy 95 %: từ 7,3 đến 32,7).",
    ]


def test_a_funnel_is_drawn_of_the_offices_that_are_shown(told):
    (funnel,) = [
        block
        for block in sections_of(told)["transaction-comparison"].blocks
        if isinstance(block, Picture)
    ]
    description = funnel.draw().description
    assert "Số cơ quan: 2." in description
    assert "Ngoài giới hạn 99,8\u00a0%: Xã B 60,0\u00a0%." in description


def test_paragraphs_for_the_reform_report_are_of_the_figures_alone(told):
    """100 of 128 and before 54 of 70; binom.test(100, 128): 0.700 to 0.849; Newcombe: -10.5 to
    13.7."""
    first, second = said(told, "reform-results")
    assert first == (
        "Trong Quý IV/2026 (từ 15/09/2026 đến 14/12/2026) có 128 lượt trả lời về việc giải quyết "
        "hồ sơ. Tỷ lệ hài lòng là 78,1 % (khoảng tin cậy 95 %: từ 70,0 % đến 84,9 %). So với chỉ "
        "tiêu ≥ 90 % (Kế hoạch số 01): chưa đạt, đã đủ bằng chứng. So với Quý III/2026 (77,1 %, "
        "n = 70), tỷ lệ cao hơn 1,0 điểm phần trăm (khoảng tin cậy 95 %: từ −10,5 đến 13,7): chưa "
        "nói được là có thay đổi thật."
    )
    assert second.startswith("Trong 05 cơ quan, đơn vị: 01 đơn vị đạt, chưa đủ bằng chứng;")
    assert said(told, "reform-shortcomings")[1:] == [
        (
            "Cơ quan, đơn vị chưa đạt chỉ tiêu, đã đủ bằng chứng: Xã B (60,0 %, khoảng từ 46,5 % "
            "đến 72,4 %, n = 60; chỉ tiêu ≥ 90 %)."
        ),
        "Cơ quan, đơn vị chưa có lượt trả lời nào: Xã F.",
    ]
    assert said(told, "reform-causes") == [
        "Số liệu kỳ này chưa cho biết điều gì đi cùng sự không hài lòng."
    ]
    assert said(told, "reform-tasks")[-1] == (
        "Mời thêm người dân trả lời ở 04 đơn vị chưa đủ số lượt hoặc chưa đủ bằng chứng để kết "
        "luận, và không chọn người để mời."
    )


def test_causes_are_what_people_named_and_what_is_proven_to_go_with_it(part_report):
    """No reason that nobody gave, and none that says nothing; no factor whose interval holds 0."""
    number = Decimal("10.0")
    reasons = [
        ("waiting", "Phải chờ lâu", 6),
        ("late", "Trễ hẹn", 3),
        ("other", "Khác", 4),
        ("papers", "Thêm giấy", 0),
    ]
    given = Given(8, tuple(Reason(Thing(key, vi, ""), n, number) for key, vi, n in reasons))
    links = {
        "access": Link(60, None, None, Estimate(number, Decimal("2.5"), Decimal("20.0"))),
        "results": Link(60, None, None, Estimate(number, Decimal("-1.0"), Decimal("20.0"))),
        "officials": Link(60, None, None, Estimate(number + 1, Decimal("4.0"), Decimal("20.0"))),
    }
    factors = tuple(FactorLink(key, link) for key, link in links.items())
    (part,) = part_report.parts
    changed = replace(part, dissatisfaction=Dissatisfaction(given, factors))
    told = document(replace(part_report, parts=(changed,)), "vi")
    assert said(told, "reform-causes") == [
        (
            "Lý do được nêu nhiều nhất trong 8 lượt có nêu lý do không hài lòng: Phải chờ lâu (6 "
            "lượt, 10,0 %); Trễ hẹn (3 lượt, 10,0 %)."
        ),
        (
            "Sự không hài lòng chung đi cùng nhiều nhất với sự không hài lòng về: Cán bộ, công "
            "chức (giải thích được 11,0 %, khoảng từ 4,0 % đến 20,0 %); Tiếp cận dịch vụ (giải "
            "thích được 10,0 %, khoảng từ 2,5 % đến 20,0 %). Đi cùng chưa phải là nguyên nhân."
        ),
    ]
    assert [row[0] for row in rows_of(told, "transaction-reasons")] == [
        "Phải chờ lâu",
        "Trễ hẹn",
        "Khác",
    ]
    assert said(told, "reform-tasks")[2] == (
        "Xem xét trước hết những việc người dân nêu nhiều nhất: Phải chờ lâu; Trễ hẹn."
    )
    assert "hơn 100" in tables_of(told)["transaction-reasons"].notes[0]


def test_nothing_is_said_to_go_with_what_too_few_were(part_report):
    """Nobody was dissatisfied with access, so nothing is known of it."""
    (part,) = part_report.parts
    links = (FactorLink("access", Link(7, None, None, None)),)
    parts = (replace(part, dissatisfaction=Dissatisfaction(None, links)),)
    told = document(replace(part_report, parts=parts), "vi")
    assert "transaction-drivers" not in tables_of(told)
    assert said(told, "transaction-dissatisfaction")[1].startswith("Chưa đủ số liệu")


def test_an_office_is_not_compared_with_itself(part_report):
    (part,) = part_report.parts
    alone = replace(part.comparison, offices=part.comparison.offices[:1])
    told = document(replace(part_report, parts=(replace(part, comparison=alone),)), "vi")
    assert "transaction-comparison" not in sections_of(told)
    assert not any("Trong 01" in each for each in said(told, "reform-results"))


def test_late_remedies_are_a_shortcoming_and_a_task(part_report):
    told = document(replace(part_report, remedies=Remedies((), (), 0, 12, 2)), "vi")
    assert said(told, "reform-shortcomings")[-1] == "Có 02 biện pháp đã đề ra nhưng quá hạn."
    assert said(told, "reform-tasks")[:2] == [
        "Hoàn thành ngay 02 biện pháp đã quá hạn.",
        "Tiếp tục thực hiện 12 biện pháp đang làm.",
    ]


def test_several_measures_are_told_apart(part_report):
    (part,) = part_report.parts
    both = (part, replace(part, measure="sipas", points=None))
    told = document(replace(part_report, parts=both), "vi")
    sections = sections_of(told)
    assert [sections[key].new_page for key in ("transaction", "sipas")] == [False, True]
    assert "sipas-offices" in tables_of(told)
    shortcomings = said(told, "reform-shortcomings")
    assert shortcomings[0].startswith("Giải quyết hồ sơ: Lĩnh vực")
    assert any(each.startswith("SIPAS, mức độ hài lòng") for each in shortcomings)


def test_the_public_reads_no_words_of_staff(part_report):
    day, office = date(2026, 10, 1), part_report.parts[0].comparison.offices[0].office
    stated = (Stated(Remedy(office, None, "Thêm ghế", "Chị Lan", day, day, None, None), "open"),)
    report = replace(part_report, remedies=Remedies((), stated, 0, 1, 0))
    everybody = document(report, "vi", is_public=True)
    staff = document(report, "vi")
    assert set(sections_of(staff)) - set(sections_of(everybody)) == {
        "remedies",
        *(f"reform{rest}" for rest in ("", "-results", "-shortcomings", "-causes", "-tasks")),
    }
    assert ("Chị Lan" in str(staff), "Chị Lan" in str(everybody)) == (True, False)
    assert everybody.head == staff.head


def test_the_head_names_the_offices_under_it(told):
    assert told.head.issuer == "Tỉnh"
    assert "tại Tỉnh và các cơ quan, đơn vị trực thuộc, Quý IV/2026" in told.head.subject
