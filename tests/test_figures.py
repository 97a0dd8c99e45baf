"""Figures of offices: counted from answers, weighted by dossiers, held against targets."""

from datetime import timedelta

import pytest

from analysis.verdicts import Official, Status
from survey import cells
from survey.models import FieldGroup, Volume
from survey.parts import Part
from survey.periods import local_day, quarter
from survey.precedence import Precedence
from survey.reporting.served import served
from survey.standing import parts_of, standings
from survey.store import set_aside

QUARTER = quarter(2026, 4)  # 15/09/2026–14/12/2026; the clock says 20/10/2026.


@pytest.fixture
def answered(make):
    """People who answer at a counter, so many of them satisfied."""

    def answered(counter, satisfied, of, **given):
        for number in range(of):
            level = "5" if number < satisfied else "1"
            make.response(counter, {"overall": level, **given})

    return answered


@pytest.fixture
def dossiers(session):
    """So many dossiers, settled in the quarter unless told otherwise."""

    def dossiers(counter, number, period=QUARTER):
        settled = {"received": number, "settled": number}
        days = {"starts": period.start, "ends": period.end}
        of = {"office_id": counter.office_id, "field_id": counter.fields[0].id}
        session.add(Volume(**of, **days, **settled))
        session.commit()

    return dossiers


@pytest.fixture
def stand(session, clock):
    """What is told of a part of the tree, or of everything."""

    def stand(*offices):
        session.rollback()
        part = Part.of([office.id for office in offices] or [None])
        precedence = Precedence.read(session, local_day(clock()))
        counted = cells.read(session, QUARTER, None)
        pairs = served(session, QUARTER, precedence.codes, counted)
        return standings(precedence, counted, parts_of(precedence, part), 2026, pairs)

    return stand


@pytest.fixture
def office(make):
    return make.office(code="42")


def standing(found, office=None):
    (one,) = [each for each in found if each.office == (office and office.id)]
    return one


def main(found, office=None):
    return standing(found, office).main


def test_a_rate_has_its_exact_interval_and_both_readings(make, office, answered, stand):
    """docs/method.md: 46 of 50 is 92.0 %, 80.8 to 97.8, above 90 and not proven."""
    answered(make.counter(office=office), 46, 50)
    make.target("42", 90)
    figure = main(stand(), office)
    assert (figure.satisfied, figure.answered, figure.dossiers) == (46, 50, None)
    assert [round(each, 3) for each in (figure.estimate, figure.low, figure.high)] == [
        0.92,
        0.808,
        0.978,
    ]
    assert (figure.official, figure.status) == (Official.PASSES, Status.ABOVE)
    assert figure.answers_needed() == 1644


def test_a_field_with_known_dossiers_has_the_narrower_interval(
    make, office, answered, dossiers, stand
):
    """docs/method.md: 46 of 50 out of 60 dossiers has 88.3 to 93.3 %."""
    counter = make.counter(office=office)
    answered(counter, 46, 50)
    dossiers(counter, 60)
    make.target("42", 90)
    found = standing(stand(), office)
    assert (round(found.main.low, 3), round(found.main.high, 3)) == (0.883, 0.933)
    assert found.response_rate == 50 / 60


def test_several_fields_count_by_their_dossiers(make, office, answered, dossiers, stand):
    """docs/method.md: 300 dossiers with 57 of 60, 700 with 64 of 80: 84.5 %, 77.4 to 90.1."""
    for satisfied, of, number in ((57, 60, 300), (64, 80, 700)):
        counter = make.counter(office=office)
        answered(counter, satisfied, of)
        dossiers(counter, number)
    found = standing(stand(), office)
    figure = found.main
    assert [round(each, 3) for each in (figure.estimate, figure.low, figure.high)] == [
        0.845,
        0.774,
        0.901,
    ]
    assert (figure.status, figure.group.holding) == (None, None)
    # s/N and (s + N - n)/N with s = 121, n = 140, N = 1,000.
    bounds = found.worst_case()
    assert (bounds.low, bounds.high) == (0.121, 0.981)


def test_a_silent_field_is_a_part_of_all_dossiers_and_not_of_those_that_the_rate_speaks_of(
    make, office, answered, dossiers, stand
):
    """The same with a third field of 250 dossiers (docs/method.md): 140 / 1,250 = 11.2 % answered;
    of all it is 121 / 1,250 = 9.68 % to (121 + 1,110) / 1,250 = 98.48 %."""
    for satisfied, of, number in ((57, 60, 300), (64, 80, 700)):
        counter = make.counter(office=office)
        answered(counter, satisfied, of)
        dossiers(counter, number)
    silent = make.counter(office=office)
    found = standing(stand(), office)
    # Nobody knows how many there were altogether.
    assert (found.main.dossiers, found.response_rate, found.worst_case()) == (1000, None, None)
    dossiers(silent, 250)
    for found in (standing(stand(), office), standing(stand())):
        assert (found.main.dossiers, found.settled, found.response_rate) == (1000, 1250, 0.112)
        assert round(found.main.estimate, 3) == 0.845
        bounds = found.worst_case()
        assert (bounds.low, bounds.high) == (0.0968, 0.9848)


def test_dossiers_that_cannot_be_or_cover_another_time_weigh_nothing(
    make, office, answered, dossiers, stand
):
    one, other = make.counter(office=office), make.counter(office=office)
    answered(one, 5, 10)
    answered(other, 10, 10)
    dossiers(one, 100)
    dossiers(other, 9)  # fewer than answered
    figure = main(stand(), office)
    assert (figure.dossiers, figure.estimate) == (None, 0.75)
    dossiers(make.counter(), 5, quarter(2026, 3))
    assert main(stand(), office).dossiers is None


def test_months_that_cover_the_quarter_together_are_its_dossiers(session, make, office):
    field = make.field()
    numbers = {"office_id": office.id, "field_id": field.id, "received": 5}
    half = QUARTER.start + timedelta(days=30)
    session.add(Volume(**numbers, starts=QUARTER.start, ends=half, settled=4))
    session.commit()
    assert cells.settled(session, QUARTER, None) == {}
    session.add(Volume(**numbers, starts=half, ends=QUARTER.end, settled=3))
    session.commit()
    assert cells.settled(session, QUARTER, None) == {(office.id, field.id): 7}
    assert cells.settled(session, QUARTER, [office.id + 1]) == {}


def test_all_together_are_held_against_the_target_for_all_fields_and_a_group_against_its_own(
    make, session, office, answered, stand
):
    land, civil = make.field(), make.field()
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land", fields=[land]))
    session.commit()
    group = session.query(FieldGroup).one()
    make.target("42", 90)
    make.target("42", 80, group=group)
    answered(make.counter([land], office), 34, 40)
    answered(make.counter([civil], office), 40, 40)
    told = standing(stand(), office).figures
    assert [(f.group.demand.threshold, f.answered) for f in told] == [(90, 80), (80, 40)]
    alone = make.office(code="vp-dat-dai", parent_id=office.id)
    answered(make.counter([land], alone), 10, 10)
    (of_land,) = [each for each in stand() if each.office == alone.id]
    assert [figure.group.demand.threshold for figure in of_land.figures] == [80]


def test_a_target_for_people_leaves_out_organisations(make, office, answered, stand):
    counter = make.counter(office=office)
    answered(counter, 6, 6)
    answered(counter, 0, 5, respondent="organisation")
    make.target("42", 90, organisations=False)
    assert main(stand(), office).answered == 6


PEOPLE_ONLY = {"organisations": False}


def test_a_target_for_everybody_is_of_everybody_also_beside_one_for_people(
    make, office, answered, stand
):
    """Its document demands the rate of both: 6 of 11, where people alone are 6 of 6."""
    counter = make.counter(office=office)
    answered(counter, 6, 6)
    answered(counter, 0, 5, respondent="organisation")
    make.target("42", 90)
    make.target("42", 95, precedence=1, **PEOPLE_ONLY)
    told = standing(stand(), office).figures
    assert {(f.group.demand.threshold, f.satisfied, f.answered) for f in told} == {
        (90, 6, 11),
        (95, 6, 6),
    }


def test_dossiers_of_everybody_are_no_population_of_people_only(
    make, office, answered, dossiers, stand
):
    """46 of 50 out of 60 would have 88.3 to 93.3 % (docs/method.md), but who knows how many of the
    60 are people's: it is 80.8 to 97.8 %, and no response rate."""
    counter = make.counter(office=office)
    answered(counter, 46, 50)
    answered(counter, 1, 5, respondent="organisation")
    dossiers(counter, 60)
    make.target("42", 90, **PEOPLE_ONLY)
    found = standing(stand(), office)
    assert [round(each, 3) for each in (found.main.low, found.main.high)] == [0.808, 0.978]
    assert (found.main.is_of_some, found.response_rate, found.worst_case()) == (True, None, None)


def test_dossiers_of_everybody_are_no_weights_of_organisations_only(
    make, office, answered, dossiers, stand
):
    """docs/method.md: 57 of 60 and 64 of 80 are 86.4 % if all count alike."""
    for satisfied, of, number in ((57, 60, 300), (64, 80, 700)):
        counter = make.counter(office=office)
        answered(counter, satisfied, of, respondent="organisation")
        dossiers(counter, number)
    make.target("42", 90, people=False)
    assert round(main(stand(), office).estimate, 3) == 0.864


def test_of_a_service_to_people_every_dossier_is_somebodys(make, office, answered, dossiers, stand):
    counter = make.counter(office=office, questionnaire_key="health")
    answered(counter, 46, 50)
    dossiers(counter, 60)
    make.target("42", 90, measure="service", **PEOPLE_ONLY)
    found = standing(stand(), office)
    assert (found.main.is_of_some, found.response_rate) == (False, 50 / 60)


def test_measures_are_never_mixed(make, office, answered, stand):
    answered(make.counter(office=office), 5, 6)
    answered(make.counter(office=office, questionnaire_key="health"), 7, 7)
    assert {(each.measure, each.main.answered) for each in stand()} == {
        ("transaction", 6),
        ("service", 7),
    }


def test_what_was_set_aside_does_not_count(session, make, office, stand):
    counter = make.counter(office=office)
    ids = [make.response(counter) for _ in range(7)]
    session.rollback()
    with session.get_bind().begin() as connection:
        set_aside(connection, ids[0], "nghi vấn")
    assert main(stand(), office).answered == 6


def test_few_answers_are_hidden_and_so_is_what_would_give_them_away(make, office, answered, stand):
    """Of four offices with 3, 40, 60 and 7 answers, both 3 and 7 are hidden (docs/method.md)."""
    offices = [make.office(parent_id=office.id) for _ in range(4)]
    for each, (satisfied, of) in zip(offices, ((2, 3), (30, 40), (50, 60), (5, 7)), strict=True):
        answered(make.counter(office=each), satisfied, of)
    found = stand()
    assert [main(found, each).is_shown for each in offices] == [False, True, True, False]
    assert main(found).is_shown


def test_parts_are_told_of_apart_and_only_from_their_top(make, office, answered, stand):
    child, other = make.office(parent_id=office.id), make.office()
    for each in (office, child, other):
        answered(make.counter(office=each), 5, 6)
    assert [(s.root, s.office, s.main.answered) for s in stand(office, child)] == [
        (office.id, None, 12),
        (office.id, office.id, 6),
        (office.id, child.id, 6),
    ]
    assert {s.root for s in stand(office, other)} == {office.id, other.id}
    assert stand(make.office()) == []
