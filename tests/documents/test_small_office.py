"""The small office, whose every figure was computed by hand in `tests/reporting`, in words."""

from datetime import date
from decimal import Decimal

from survey.documents.blocks import Cell
from tests.documents.conftest import rows_of, sections_of, sentences_of, tables_of

UNPROVEN, ABOVE = "Chưa đạt, chưa đủ bằng chứng", "Đạt, chưa đủ bằng chứng"
HIDDEN, NONE = "Không công bố", "–"


def said(document, section):
    return sentences_of(sections_of(document)[f"transaction-{section}"])


def test_the_answer_is_read_first(told):
    assert said(told("vi"), "answer") == [
        UNPROVEN,
        (
            "Đạt 78,0 % (khoảng tin cậy 95 %: 53,6–93,3 %), n = 20; chỉ tiêu ≥ 90 %: chưa đạt, "
            "chưa đủ bằng chứng."
        ),
        (
            "Kỳ này còn đến hết ngày 14/12/2026; đây mới là số liệu tính đến ngày 20/10/2026. Tỷ "
            "lệ chưa đạt chỉ tiêu, nhưng khoảng tin cậy còn chạm phía đạt: chưa khẳng định được. "
            "Cần thêm khoảng 58 lượt trả lời để kết luận được, nếu mọi người vẫn trả lời như đến "
            "nay. Chỉ tiêu ≥ 90 % theo: Kế hoạch số 01."
        ),
        (
            "So với Quý III/2026 (66,7 %, n = 12), tỷ lệ cao hơn 14,7 điểm phần trăm (khoảng tin "
            "cậy 95 %: từ −15,7 đến 44,8): chưa nói được là có thay đổi thật, vì mỗi bên phải có "
            "ít nhất 30 lượt trả lời, và đủ lượt trong từng lĩnh vực. Chênh lệch này tính với "
            "cùng cơ cấu hồ sơ ở cả hai kỳ, nên có thể khác hiệu của hai tỷ lệ; các lĩnh vực có "
            "lượt trả lời ở cả hai kỳ chiếm 80,0 % số hồ sơ."
        ),
        (
            "Mỗi cơ quan và lĩnh vực được tính theo số hồ sơ, nên tỷ lệ này có thể khác 16 lượt "
            "hài lòng chia cho 20 lượt trả lời."
        ),
    ]


def test_the_answer_is_read_first_in_english(told):
    word, sentence, means, change, _ = said(told("en"), "answer")
    assert (word, sentence) == (
        "Not met, not yet proven",
        (
            "78.0% satisfied (95% confidence interval: 53.6–93.3%), n = 20; target ≥ 90%: not "
            "met, not yet proven."
        ),
    )
    assert "About 58 more answers would settle it" in means
    assert change.startswith(
        "Against the third quarter of 2026 (66.7%, n = 12), the rate is 14.7 points higher (95% "
        "confidence interval: −15.7 to 44.8): it cannot be said that anything really changed"
    )


def test_rates_and_their_change_stand_in_tables(told):
    document = told("vi")
    assert rows_of(document, "transaction-rate") == [
        ("Quý IV/2026", "20", "78,0", "53,6", "93,3", "≥ 90 %", UNPROVEN, "58"),
        ("Quý III/2026", "12", "66,7", "34,9", "90,1", NONE, NONE, NONE),
    ]
    span = "Quý III/2026 (từ 15/06/2026 đến 14/09/2026)"
    assert rows_of(document, "transaction-change") == [
        (span, "14,7", "−15,7", "44,8", "Chưa nói được")
    ]


def test_files_of_data_have_the_same_as_numbers_and_keys(told):
    row = tables_of(told("en"))["transaction-rate"].rows[0]
    assert [cell.value for cell in row] == [
        "now",
        *(16, 20, 100, Decimal("78.0"), Decimal("53.6"), Decimal("93.3")),
        *("≥\u00a090%", ">=", Decimal(90), "Kế hoạch số 01"),
        *("fails", "below, not proven", 58),
    ]
    (bounds,) = tables_of(told("vi"))["transaction-bounds"].rows
    assert [cell.text for cell in bounds] == ["12,8", "96,8", "105", "97", "92,4", "25"]
    days = tables_of(told("vi"))["transaction-silent-days"].rows
    assert (len(days), days[0]) == (16, (Cell("28/09/2026", date(2026, 9, 28)),))


def test_who_answered_is_told_with_those_who_did_not(told):
    document = told("vi")
    assert rows_of(document, "transaction-response") == [
        ("Đất đai", "60", "10", "16,7"),
        ("Hộ tịch", "40", "10", "25,0"),
        ("Xây dựng", "25", "0", "0,0"),
        ("Tất cả", "125", "20", "16,0"),
    ]
    assert rows_of(document, "transaction-channels") == [("Máy tại quầy", "8"), ("Mã QR", "12")]
    answered, silent, *days = said(document, "respondents")
    assert answered == (
        "Có 20 lượt trả lời trên 125 hồ sơ đã giải quyết, tức 16,0 %. Người dân tự quyết định có "
        "trả lời hay không, nên không ai tính được sai số so với toàn bộ người đã đến giao dịch. "
        "Khoảng tin cậy chỉ nói về may rủi giữa những người đã trả lời."
    )
    assert silent == (
        "Lĩnh vực chưa có lượt trả lời nào: Xây dựng. Nếu mọi người không trả lời đều không hài "
        "lòng, tỷ lệ chung của tất cả hồ sơ là 12,8 %; nếu họ đều hài lòng, là 96,8 %. Không giả "
        "định gì thì chỉ biết như vậy. Chung tất cả đạt chỉ tiêu khi ít nhất 97 trong 105 người "
        "không trả lời (92,4 %) hài lòng."
    )
    assert days == [
        (
            "16 trong 25 ngày làm việc đã qua không có lượt trả lời nào (ngày nghỉ lễ chưa được "
            "trừ ra):"
        ),
        "tháng 09/2026: ngày 28, 29, 30",
        "tháng 10/2026: ngày 01, 02, 05, 06, 07, 08, 09, 12, 13, 14, 15, 16, 19",
    ]


def test_fields_counters_channels_and_factors_have_their_rates(told):
    document = told("vi")
    assert rows_of(document, "transaction-fields") == [
        ("Đất đai", "10", "70,0", "38,3", "91,7", "≥ 90 %", UNPROVEN, "9"),
        ("Hộ tịch", "10", "90,0", "60,0", "97,5", "≥ 90 %", ABOVE, "30"),
        ("Xây dựng", "0", NONE, NONE, NONE, "≥ 90 %", "Chưa đủ số lượt trả lời", NONE),
    ]
    assert rows_of(document, "transaction-counters") == [
        ("Quầy Đất đai", "10", "70,0", "34,8", "93,3"),
        ("Quầy Hộ tịch", "10", "90,0", "55,5", "99,7"),
    ]
    assert rows_of(document, "transaction-channel-rates") == [
        ("Máy tại quầy", "8", "87,5", "47,3", "99,7"),
        ("Mã QR", "12", "75,0", "42,8", "94,5"),
    ]
    assert rows_of(document, "transaction-factors") == [
        ("Tiếp cận dịch vụ", *[HIDDEN] * 4),
        ("Cán bộ, công chức", "10", "60,0", "26,2", "87,8"),
    ]


def test_a_table_says_why_numbers_are_missing(told):
    notes = tables_of(told("vi"))["transaction-factors"].notes
    assert notes[-1] == (
        "Không công bố: ẩn vì ít hơn 5 lượt trả lời, hoặc để không ai tính ra được một số đã ẩn."
    )
    assert "Mỗi dòng là một tỷ lệ riêng" in notes[-2]
    access = tables_of(told("vi"))["transaction-factors"].rows[0]
    assert [cell.value for cell in access[2:]] == [None] * 6


def test_the_circulars_points_name_what_is_missing(told):
    document = told("vi")
    rows = {row[1]: row[2:] for row in rows_of(document, "transaction-points")}
    assert (rows["1"], rows["2"], rows[NONE]) == (("10", "1,4"), (NONE, NONE), (NONE, "4,2"))
    assert tables_of(document)["transaction-points"].rows[-1][-1] == Cell("yếu", "weak")
    (points,) = said(document, "breakdown")
    assert points.startswith(
        "Theo Thông tư 01/2018/TT-VPCP, các chỉ số có số liệu cộng lại được 4,2 điểm, xếp loại "
        "yếu. Chưa đủ số liệu ở chỉ số 2, 4, 5, 6, 8, 9."
    )


def test_what_goes_with_dissatisfaction_is_no_cause(told):
    document = told("vi")
    hidden, officials = rows_of(document, "transaction-drivers")
    assert hidden == ("Tiếp cận dịch vụ", *[HIDDEN] * 8)
    assert officials[:4] == ("Cán bộ, công chức", "10", "40,0", "3,0")
    assert officials[6] == "44,4"
    notes = tables_of(document)["transaction-drivers"].notes
    assert notes[0].startswith("Đi cùng chưa phải là nguyên nhân")
    assert said(document, "dissatisfaction") == ["Chưa có ai nêu lý do không hài lòng."]


def test_the_head_says_whose_report_it_is_and_of_when(told):
    head = told("vi").head
    assert (head.issuer, head.over, head.title) == ("UBND xã Bình An", "", "Báo cáo")
    assert head.subject == (
        "Kết quả đo lường sự hài lòng của người dân, tổ chức, Quý IV/2026 (từ 15/09/2026 đến "
        "14/12/2026)"
    )
    assert told("en").head.span == "The fourth quarter of 2026 (15/09/2026 to 14/12/2026)"
    assert (head.state, len(head.figures)) == ("Bản dự thảo, chưa ban hành", 64)


def test_the_appendix_says_as_at_which_day_and_by_which_method(told):
    document = told("vi")
    as_at = sentences_of(sections_of(document)["appendix"])[0]
    assert as_at.startswith("Số liệu tính đến ngày 20/10/2026, theo phương pháp số 1.")
    assert document.head.figures in as_at
    about = {row[0].value: row[1].value for row in tables_of(document)["about"].rows}
    assert (about["starts"], about["sha256"]) == (date(2026, 9, 15), document.head.figures)
