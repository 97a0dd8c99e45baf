"""Section 3 of the small office, by hand and by R 4.2.2."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analysis.report.breakdown import Of
from analysis.report.points import Assessed, Score
from analysis.report.rates import HIDDEN, Rate
from survey.models import FieldGroup


@pytest.fixture
def part(small_office, report_of):
    (part,) = report_of(small_office).parts
    return part


def rate(satisfied, answered, percent, low, high, dossiers=None):
    return Rate(satisfied, answered, dossiers, False, *map(Decimal, (percent, low, high)))


def test_each_field_stands_against_its_target(part):
    """Of 40 dossiers those numbers of satisfied that could give 9 of 10, and of 60, 7 of 10:
    f <- function(s, n, N) { K <- s:(N-n+s); range(K[phyper(s-1, K, N-K, n, lower.tail=FALSE)
      >= .025 & phyper(s, K, N-K, n) >= .025])/N }  # 0.6 0.975; 0.3833333 0.9166667
    """
    judged = {each.field.code: replace(each.judged, needed=None) for each in part.breakdown.fields}
    assert judged["ho-tich"].rate == rate(9, 10, "90.0", "60.0", "97.5", 40)
    assert judged["dat-dai"].rate == rate(7, 10, "70.0", "38.3", "91.7", 60)
    assert [each.status for each in judged.values()] == [
        "below, not proven",
        "above, not proven",
        "too few",
    ]
    assert judged["xay-dung"].rate is None
    assert part.breakdown.groups == ()


def test_counters_and_channels_have_rates_of_all_their_answers(part):
    """binom.test: 9 of 10, 7 of 10; of the kiosk 7 of 8, of QR codes 9 of 12."""
    assert part.breakdown.counters == (
        Of("D", "Quầy Đất đai", rate(7, 10, "70.0", "34.8", "93.3")),
        Of("H", "Quầy Hộ tịch", rate(9, 10, "90.0", "55.5", "99.7")),
    )
    assert part.breakdown.channels == (
        Of("kiosk", "", rate(7, 8, "87.5", "47.3", "99.7")),
        Of("qr", "", rate(9, 12, "75.0", "42.8", "94.5")),
    )


def test_a_factor_that_four_answered_about_is_hidden(part):
    """Ten answered about officials, six of them 4 or 5; binom.test(6, 10): 0.2623781 0.8784477."""
    assert part.breakdown.factors == (
        Of("access", "", HIDDEN),
        Of("officials", "", rate(6, 10, "60.0", "26.2", "87.8")),
    )


def test_the_circulars_points_name_what_had_no_data(part):
    """Time, contacts and attitude: six with two points, two with one, two with none: 14/10. Three
    times 1.4 are 4.2, below the 6 of "average"."""
    scores = tuple(Score(number, 10, Decimal("1.4")) for number in (1, 3, 7))
    total = Decimal("4.2")
    assert part.points == Assessed(
        "Thông tư 01/2018/TT-VPCP", True, scores, (2, 4, 5, 6, 8, 9), total, "weak"
    )


def test_a_group_of_fields_has_a_target_of_its_own(
    session, small_office, counters, set_target, report_of
):
    land = counters["D"].fields[0]
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land", fields=[land]))
    session.commit()
    set_target("42.01", 65, group=session.query(FieldGroup).one(), document="Kế hoạch số 02")
    (part,) = report_of(small_office).parts
    (group,) = part.breakdown.groups
    assert (group.demand.document, group.demand.vi, group.rate.percent, group.official) == (
        "Kế hoạch số 02",
        "Nhà đất",
        Decimal("70.0"),
        "passes",
    )
    (land_alone,) = [f.judged for f in part.breakdown.fields if f.field.code == "dat-dai"]
    assert land_alone == group
    assert part.answer.judged.demand.threshold == 90
