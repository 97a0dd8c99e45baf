"""Places are added, changed and closed."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from survey.models import Place

NAMES = re.compile(r'<th scope="row"><a href="/staff/places/\d+">([^<]+)<')


@pytest.fixture
def place(session, commune):
    place = Place(code="tt", name="Trung tâm Hộ Độ", office=commune)
    session.add(place)
    session.commit()
    return place


@pytest.fixture
def stored(session):
    def stored(code):
        session.rollback()
        return session.scalars(select(Place).filter_by(code=code)).one_or_none()

    return stored


def test_a_place_is_added_for_an_office_of_ones_part(here, commune, stored, last_entry):
    given = {"code": "moi", "name": "Nơi mới", "office": "18229", "opened": "2026-11-01"}
    assert here.send("/staff/places/add", **given).location == "/staff/places"
    place = stored("moi")
    assert (place.name, place.office_id, place.opened) == ("Nơi mới", commune.id, date(2026, 11, 1))
    after = {name: given[name] for name in ("name", "office", "opened")}
    assert last_entry() == ("place.add", "moi", commune.id, {}, after)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"code": "tt"}, "code"),
        ({"code": "mã có dấu"}, "code"),
        ({"name": ""}, "name"),
        ({"office": "secret"}, "office"),
        ({"office": ""}, "office"),
        ({"opened": "soon"}, "opened"),
        ({"closed": "2020-01-01"}, "closed"),
    ],
)
def test_a_wrong_place_is_refused_beside_the_field(
    staff, make, commune, place, stored, errors, wrong, column
):
    make.office(code="secret", name="BÍ MẬT")
    here = staff("administrator", commune)
    given = {"code": "moi", "name": "Mới", "office": "18229", "opened": "2026-11-01", **wrong}
    page = here.send("/staff/places/add", **given)
    assert (page.status_code, list(errors(page))) == (422, [column])
    assert "BÍ MẬT" not in page.text
    assert stored("moi") is None


def test_a_place_is_renamed_and_given_to_another_office(
    here, province, place, filled, stored, last_entry
):
    address = f"/staff/places/{place.id}/edit"
    given = {**filled(here, address), "name": "Trung tâm", "office": "42"}
    assert here.send(address, **given).location == f"/staff/places/{place.id}"
    assert (stored("tt").name, stored("tt").office_id) == ("Trung tâm", province.id)
    assert last_entry() == (
        "place.change",
        "tt",
        province.id,  # The lowest office that has both under it.
        {"name": "Trung tâm Hộ Độ", "office": "18229"},
        {"name": "Trung tâm", "office": "42"},
    )


def test_closing_a_place_is_asked_about_first(
    here, make, commune, place, filled, stored, client, last_entry
):
    counter = make.counter(office=commune, place=place)
    address = f"/staff/places/{place.id}/edit"
    given = {**filled(here, address), "closed": "2026-10-20"}
    assert "(số quầy: 1)" in here.send(address, **given).text
    assert stored("tt").closed is None
    here.send(address, **given, sure="yes")
    assert stored("tt").closed == date(2026, 10, 20)
    assert last_entry()[0] == "place.close"
    assert client.get(f"/s/{counter.code}").status_code == 410
    # What is closed already is changed without a question.
    here.send(address, **{**filled(here, address), "closed": ""})
    assert client.get(f"/s/{counter.code}").status_code == 200


def test_two_who_change_a_place_at_once_see_what_the_other_did(here, place, filled, stored):
    address = f"/staff/places/{place.id}/edit"
    mine = filled(here, address)
    here.send(address, **{**mine, "name": "Của họ"})
    page = here.send(address, **{**mine, "name": "Của tôi"})
    assert page.status_code == 422
    assert "tên: đã lưu “Của họ”, trong biểu mẫu “Của tôi”" in page.text
    assert stored("tt").name == "Của họ"


def test_places_are_found_without_accents_and_by_their_office(here, make, place, province):
    make.session.add(Place(code="x", name="Trung tâm tỉnh", office=province))
    make.session.commit()
    assert NAMES.findall(here.get("/staff/places?q=ho do").text) == ["Trung tâm Hộ Độ"]
    assert len(NAMES.findall(here.get("/staff/places").text)) == 2
    assert NAMES.findall(here.get("/staff/places?state=closed").text) == []


def test_a_place_shows_counters_of_ones_own_part_only(staff, make, commune, place):
    make.counter(office=commune, place=place, name="Quầy của ta")
    make.counter(place=place, name="Quầy của họ")
    page = staff("head", commune).get(f"/staff/places/{place.id}").text
    assert ("Quầy của ta" in page, "Quầy của họ" in page) == (True, False)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("tt", "Đã có nơi tiếp nhận dùng mã này. Xin chọn mã khác."),
        ("theirs", "Không dùng được theirs ở đây; hãy chọn mã khác."),
    ],
)
def test_of_a_place_of_others_nobody_is_told_that_it_is_there(
    staff, make, session, commune, place, errors, code, said
):
    session.add(Place(code="theirs", name="BÍ MẬT", office=make.office()))
    session.commit()
    given = {"code": code, "name": "Mới", "office": "18229"}
    page = staff("administrator", commune).send("/staff/places/add", **given)
    assert (page.status_code, errors(page)) == (422, {"code": said})
