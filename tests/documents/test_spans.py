"""What spans and days are called: Roman quarters, and zeros as the administration writes them."""

from datetime import date

import pytest

from survey.documents.spans import long_day, span_days, span_name
from survey.documents.voice import Voice
from survey.reporting.spans import NINE_MONTHS, QUARTER, SIX_MONTHS, YEAR, Span

VI, EN = Voice("vi", 95, 5, 30), Voice("en", 95, 5, 30)


@pytest.mark.parametrize(("span", "vi", "en"), [
    (Span(QUARTER, 2026, 1), "Quý I/2026", "the first quarter of 2026"),
    (Span(QUARTER, 2026, 4), "Quý IV/2026", "the fourth quarter of 2026"),
    (Span(SIX_MONTHS, 2026), "6 tháng đầu năm 2026", "the first six months of 2026"),
    (Span(SIX_MONTHS, 2025, 3), "6 tháng cuối năm 2025", "the last six months of 2025"),
    (Span(NINE_MONTHS, 2026), "9 tháng đầu năm 2026", "the first nine months of 2026"),
    (Span(NINE_MONTHS, 2025, 2), "9 tháng cuối năm 2025", "the last nine months of 2025"),
    (Span(YEAR, 2026), "năm 2026", "the year 2026"),
    (Span(YEAR, 2025, 2), "một năm từ Quý II/2025", "a year from the second quarter of 2025"),
])  # fmt: skip
def test_spans_are_called_as_people_call_them(span, vi, en):
    assert (span_name(span.told, VI), span_name(span.told, EN)) == (vi, en)


def test_a_span_tells_its_days_and_where_it_was_cut_off():
    span = Span(QUARTER, 2026, 1, cut_off=date(2026, 3, 5)).told
    assert span_days(span, VI) == "Quý I/2026 (từ 15/12/2025 đến 05/03/2026)"
    assert span_days(span, EN) == "the first quarter of 2026 (15/12/2025 to 05/03/2026)"


@pytest.mark.parametrize(("day", "vi"), [
    (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"), (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"), (None, "ngày …… tháng …… năm ……"),
])  # fmt: skip
def test_a_day_beside_a_place_has_a_zero_below_ten_and_in_the_first_two_months(day, vi):
    """Nghị định 30/2020/NĐ-CP, phụ lục I."""
    assert long_day(day, VI) == vi
