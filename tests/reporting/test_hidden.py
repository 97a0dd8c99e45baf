"""What few people said is nowhere in a report, not even as a difference."""

from datetime import date

import pytest

from analysis.report.rates import HIDDEN, Rate
from analysis.report.respondents import Response
from survey.models import FieldGroup

DAY = date(2026, 9, 15)


@pytest.fixture
def heard(answered):
    """So many answers by counter, all satisfied, by QR code or as told."""

    def heard(channel="qr", **numbers):
        answered([(DAY, counter, "5", channel) for counter, n in numbers.items() for _ in range(n)])

    return heard


def fields(part):
    return {each.field.code: each.response for each in part.respondents.fields}


def test_a_field_of_three_and_one_beside_it_are_hidden_with_their_dossiers(
    office, heard, dossiers, report_of
):
    heard(H=12, D=3, X=7)
    dossiers({"H": 40, "D": 60, "X": 25})
    (part,) = report_of(office).parts
    assert {code for code, response in fields(part).items() if response == HIDDEN} == {
        "dat-dai",
        "xay-dung",
    }
    assert fields(part)["ho-tich"].answered == 12
    assert part.respondents.response.answered == 22


def test_an_office_of_four_answers_shows_none_of_its_numbers(office, heard, dossiers, report_of):
    heard(H=4)
    dossiers({"H": 40, "D": 60})
    (part,) = report_of(office).parts
    judged, who = part.answer.judged, part.respondents
    assert (judged.rate, judged.status, part.answer.change) == (HIDDEN, None, None)
    whole = (who.response, who.silent_days, who.worst_case, who.tipping)
    assert whole == (HIDDEN,) * 4
    assert [each.answered for each in who.channels] == [HIDDEN]
    assert fields(part)["ho-tich"] == HIDDEN


def test_the_circulars_points_of_few_are_hidden_with_all_else(office, answered, report_of):
    """Three and two answered, and all five about the time: their points would tell of them."""
    answered([(DAY, counter, "5", "qr") for counter in "HHHDD"], [{"time": "early"}] * 5)
    (part,) = report_of(office).parts
    assert (part.answer.judged.rate, part.points.scores, part.points.total) == (HIDDEN, (), None)
    answered([(DAY, "H", "5", "qr")] * 9)
    (part,) = report_of(office).parts
    assert [(each.indicator, each.dossiers) for each in part.points.scores] == [(1, 5)]


def test_where_a_table_cannot_have_its_total_no_table_has_it(office, heard, report_of):
    """Three and two: either is known from five. So a table of one channel must not show it."""
    heard(H=3, D=2)
    (part,) = report_of(office).parts
    assert part.answer.judged.rate == HIDDEN
    assert [each.answered for each in part.respondents.channels] == [HIDDEN]


def test_a_few_suspicious_answers_are_not_known_by_a_difference(
    session, office, heard, counters, set_aside, report_of
):
    heard(H=12)
    set_aside(4)
    (part,) = report_of(office).parts
    assert (part.answer.judged.rate.answered, part.answer.with_set_aside) == (8, HIDDEN)
    heard(H=1)
    set_aside(1)
    (part,) = report_of(office).parts
    assert isinstance(part.answer.with_set_aside, Rate)
    assert (part.answer.judged.rate.answered, part.answer.with_set_aside.answered) == (8, 13)


def test_a_span_before_of_four_answers_is_no_comparison(office, heard, answered, report_of):
    answered([(date(2026, 8, 3), "H", "5", "qr")] * 4)
    heard(H=12)
    (part,) = report_of(office).parts
    assert part.answer.change == HIDDEN


def test_silent_fields_are_told_with_their_dossiers(office, heard, dossiers, report_of):
    heard(H=12)
    dossiers({"H": 40, "D": 60})
    (part,) = report_of(office).parts
    assert fields(part)["dat-dai"].dossiers == 60
    assert fields(part)["xay-dung"] == Response(0, None, None)
    # Nobody knows how many dossiers there were altogether.
    assert (part.respondents.response.dossiers, part.respondents.worst_case) == (None, None)


def test_dossiers_of_everybody_are_not_those_of_people_of_whom_nobody_answered(
    office, answered, dossiers, set_target, report_of
):
    set_target("42.01", 90, organisations=False)
    dossiers({"H": 40, "D": 60, "X": 25})
    answered([(DAY, "H", "5", "qr")] * 7, [{"respondent": "organisation"}] * 7)
    (part,) = report_of(office).parts
    assert part.respondents.response == Response(0, None, None)
    assert part.respondents.worst_case is None
    assert set(fields(part).values()) == {Response(0, None, None)}


def test_a_target_for_people_only_tells_nothing_of_three_organisations(
    session, office, heard, answered, dossiers, set_target, report_of
):
    """Nobody counts the dossiers of people apart, nor who stood at which counter: everybody's
    fifteen less these twelve would be the three."""
    set_target("42.01", 90, organisations=False)
    heard(H=12)
    answered([(DAY, "H", "1", "qr")] * 3, [{"respondent": "organisation"}] * 3)
    dossiers({"H": 40})
    (part,) = report_of(office).parts
    assert (part.answer.judged.rate.answered, part.answer.judged.rate.dossiers) == (12, None)
    assert [(each.key, each.rate) for each in part.breakdown.counters] == [("H", HIDDEN)]
    assert [each.answered for each in part.respondents.channels] == [12]
    assert fields(part)["ho-tich"] == Response(12, None, None)
    assert part.respondents.worst_case is None


def test_people_of_one_target_beside_everybody_of_another_tell_of_no_three(
    session, office, counters, heard, answered, set_target, report_of
):
    """Land has a target for people only: 20 of them, and 23 of everybody, would be three."""
    fields_of = [counters["D"].fields[0]]
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land", fields=fields_of))
    session.commit()
    set_target("42.01", 90)
    group = session.query(FieldGroup).one()
    set_target("42.01", 80, group=group, organisations=False, document="Kế hoạch số 02")
    heard(H=12, D=20)
    answered([(DAY, "D", "1", "qr")] * 3, [{"respondent": "organisation"}] * 3)
    (part,) = report_of(office).parts
    judged = {each.field.code: each.judged.rate for each in part.breakdown.fields}
    assert (fields(part)["dat-dai"].answered, judged["dat-dai"]) == (23, HIDDEN)
    assert [each.rate for each in part.breakdown.groups] == [HIDDEN]
    assert {each.rate for each in part.breakdown.counters} == {HIDDEN}
