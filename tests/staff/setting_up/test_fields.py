"""Fields and their groups: everybody reads them, whoever sets up everything changes them."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from survey.models import Field, FieldGroup

NAMES = re.compile(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<')


@pytest.fixture
def field(make):
    return make.field(code="ho-tich", name_vi="Hộ tịch", name_en="Civil status")


@pytest.fixture
def groups(session):
    groups = [
        FieldGroup(code=code, name_vi=f"Nhóm {code}", name_en=f"Group {code}") for code in "ab"
    ]
    session.add_all(groups)
    session.commit()
    return groups


@pytest.fixture
def stored(session):
    def stored(model, code):
        session.rollback()
        return session.scalars(select(model).filter_by(code=code)).one_or_none()

    return stored


def test_a_field_is_added_with_its_groups(here, groups, stored, last_entry):
    given = {"code": "dat-dai", "name_vi": "Đất đai", "name_en": "Land", "groups": ["b", "a"]}
    assert here.send("/staff/fields/add", **given).location == "/staff/fields"
    assert [group.code for group in stored(Field, "dat-dai").groups] == ["a", "b"]
    after = {"name_vi": "Đất đai", "name_en": "Land", "groups": "a b"}
    assert last_entry() == ("field.add", "dat-dai", None, {}, after)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"code": "ho-tich"}, "code"),
        ({"code": ""}, "code"),
        ({"name_vi": ""}, "name_vi"),
        ({"name_en": ""}, "name_en"),
        ({"groups": "z"}, "groups"),
        ({"opened": "x"}, "opened"),
        ({"opened": "2026-01-01", "closed": "2026-01-01"}, "closed"),
    ],
)
def test_a_wrong_field_is_refused_beside_what_is_wrong(
    here, field, groups, stored, errors, wrong, column
):
    given = {"code": "new", "name_vi": "Mới", "name_en": "New", **wrong}
    page = here.send("/staff/fields/add", **given)
    assert (page.status_code, list(errors(page))) == (422, [column])
    assert stored(Field, "new") is None


def test_a_field_changes_its_name_and_its_groups(here, field, groups, filled, stored, last_entry):
    address = f"/staff/fields/{field.id}/edit"
    given = {**filled(here, address), "name_vi": "Hộ tịch, quốc tịch", "groups": ["a"]}
    assert here.send(address, **given).status_code == 303
    assert stored(Field, "ho-tich").name_vi == "Hộ tịch, quốc tịch"
    assert last_entry()[3:] == (
        {"name_vi": "Hộ tịch", "groups": ""},
        {"name_vi": "Hộ tịch, quốc tịch", "groups": "a"},
    )
    assert 'value="a" checked' in here.get(address).text


def test_closing_a_field_is_asked_about_first(
    here, make, field, filled, stored, client, last_entry
):
    counter = make.counter([field])
    address = f"/staff/fields/{field.id}/edit"
    given = {**filled(here, address), "closed": "2026-10-20"}
    assert "không quầy nào nhận ý kiến về lĩnh vực Hộ tịch" in here.send(address, **given).text
    assert stored(Field, "ho-tich").closed is None
    here.send(address, **given, sure="yes")
    assert stored(Field, "ho-tich").closed == date(2026, 10, 20)
    assert last_entry()[0] == "field.close"
    assert client.get(f"/s/{counter.code}").status_code == 410
    assert NAMES.findall(here.get("/staff/fields").text) == []
    assert NAMES.findall(here.get("/staff/fields?state=closed").text) == ["Hộ tịch"]


def test_two_who_change_a_field_at_once_see_what_the_other_did(here, field, groups, filled, stored):
    address = f"/staff/fields/{field.id}/edit"
    mine = filled(here, address)
    here.send(address, **{**mine, "groups": ["a", "b"]})
    page = here.send(address, **{**mine, "name_vi": "Của tôi"})
    assert page.status_code == 422
    assert "các nhóm: đã lưu “a b”, trong biểu mẫu “–”" in page.text
    assert stored(Field, "ho-tich").name_vi == "Hộ tịch"


def test_a_group_is_added_and_renamed(here, filled, stored, last_entry):
    given = {"code": "g", "name_vi": "Nhóm", "name_en": "Group"}
    assert here.send("/staff/fields/groups/add", **given).location == "/staff/fields/groups"
    assert last_entry()[:3] == ("group.add", "g", None)
    address = f"/staff/fields/groups/{stored(FieldGroup, 'g').id}/edit"
    here.send(address, **{**filled(here, address), "name_vi": "Nhóm đất đai"})
    assert stored(FieldGroup, "g").name_vi == "Nhóm đất đai"
    assert last_entry()[0] == "group.change"
    assert last_entry()[3:] == ({"name_vi": "Nhóm"}, {"name_vi": "Nhóm đất đai"})
    assert NAMES.findall(here.get("/staff/fields/groups?q=dat dai").text) == ["Nhóm đất đai"]
    page = here.send("/staff/fields/groups/add", **given)
    assert page.status_code == 422


def test_who_looks_after_an_office_reads_fields_and_changes_none(
    staff, commune, field, groups, stored
):
    here = staff("administrator", commune)
    page = here.get("/staff/fields").text
    assert NAMES.findall(page) == ["Hộ tịch"]
    assert "/staff/fields/add" not in page
    assert f"/staff/fields/{field.id}/edit" not in page
    given = {"code": "new", "name_vi": "Mới", "name_en": "New"}
    assert here.send("/staff/fields/add", "/staff/account", **given).status_code == 404
    assert stored(Field, "new") is None


@pytest.mark.parametrize("search", ["ho tich", "civil", "HỘ", "ho-tich"])
def test_a_field_is_found_by_either_name(here, field, make, search):
    make.field()
    assert NAMES.findall(here.get(f"/staff/fields?q={search}").text) == ["Hộ tịch"]
