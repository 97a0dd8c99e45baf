"""The demonstration's offices, places and counters are shaped like those of a province."""

from collections import Counter as Numbers
from datetime import date

from sqlalchemy import select

from survey.codes import as_typed
from survey.demo.province import SINCE
from survey.history import was
from survey.models import Counter, Office, Place, Response


def test_there_are_a_province_its_departments_and_69_communes(filled):
    kinds = Numbers(filled.scalars(select(Office.kind)))
    assert kinds == {
        "province": 1,
        "district": 1,
        "department": 10,
        "centre": 1,
        "hospital": 1,
        "school": 1,
        "commune": 69,
    }


def test_a_commune_has_its_official_code_and_name(filled):
    communes = filled.scalars(select(Office).filter_by(kind="commune")).all()
    assert {len(commune.code) for commune in communes} == {5}
    assert {commune.name.split()[1] for commune in communes} == {"phường", "xã"}
    duc_tho = next(commune for commune in communes if commune.name == "UBND xã Đức Thọ")
    assert (duc_tho.code, duc_tho.parent.code) == ("18229", "42")
    assert duc_tho.opened == date(2025, 7, 1)


def test_the_district_is_there_as_it_was_until_2025(filled):
    district = filled.scalars(select(Office).filter_by(kind="district")).one()
    assert (district.code, district.closed) == ("42-duc-tho", date(2025, 7, 1))
    served = select(Response).filter_by(office_id=district.id)
    assert filled.scalars(served).all() == []


def test_the_hospital_had_another_name_while_there_were_districts(filled):
    hospital = filled.scalars(select(Office).filter_by(kind="hospital")).one()
    then, now = (was(filled, day)[hospital.id].name for day in (date(2025, 6, 30), SINCE))
    assert (then, now) == (
        "Bệnh viện đa khoa huyện (minh họa)",
        "Bệnh viện đa khoa (minh họa)",
    )


def test_every_counter_has_a_code_a_field_and_an_office(filled):
    counters = filled.scalars(select(Counter)).all()
    assert len(counters) == 2 * 69 + 10 + 2 + 2
    assert all(as_typed(counter.code) == counter.code for counter in counters)
    assert all(counter.fields and counter.office for counter in counters)
    assert len({counter.code for counter in counters}) == len(counters)


def test_departments_have_counters_in_the_place_of_the_centre(filled):
    place = filled.scalars(select(Place).filter_by(code="42-trung-tam")).one()
    there = filled.scalars(select(Counter).filter_by(place_id=place.id)).all()
    assert Numbers(counter.office.kind for counter in there) == {"department": 10, "centre": 1}
    assert place.office.kind == "centre"


def test_a_counter_asks_what_suits_its_office(filled):
    pairs = {(c.office.kind, c.questionnaire_key) for c in filled.scalars(select(Counter))}
    assert pairs == {
        ("commune", "one-stop"),
        ("department", "one-stop"),
        ("centre", "one-stop"),
        ("centre", "online"),
        ("hospital", "health"),
        ("school", "school"),
    }


def test_the_same_seed_prints_the_same_codes(filled):
    number = select(Counter).filter_by(number="18229-1")
    assert filled.scalars(number).one().code == "ntfn8m97rk"
