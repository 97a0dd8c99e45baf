"""An office is added and changed, and what it was stays known."""

from datetime import date

import pytest
from sqlalchemy import select

from survey.history import Was, keep, was
from survey.models import OfficePast

NEW = {
    "code": "18230",
    "name": " UBND  xã Mới ",
    "kind": "commune",
    "parent": "42",
    "opened": "2027-01-01",
    "area_code": "18230",
    "electronic_id": "H27.9",
    "complaints": "Gọi 1022",
}


def test_an_office_is_added_where_one_may(here, province, office, last_entry):
    reply = here.send("/staff/offices/add", **NEW)
    assert (reply.status_code, reply.location) == (303, "/staff/offices")
    added = office("18230")
    assert (added.name, added.parent_id, added.opened) == (
        "UBND xã Mới",
        province.id,
        date(2027, 1, 1),
    )
    after = {**NEW, "name": "UBND xã Mới"}
    del after["code"]
    assert last_entry() == ("office.add", "18230", added.id, {}, after)
    assert "UBND xã Mới" in here.get("/staff/offices?on=2027-01-01").text


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ({"code": "42"}, "code", "Đã có cơ quan dùng mã này."),
        ({"code": "<b>50%</b>"}, "code", "&lt;b&gt;50%&lt;/b&gt;"),
        ({"name": ""}, "name", ""),
        ({"kind": "shop"}, "kind", "shop"),
        ({"parent": "nobody"}, "parent", "Hãy chọn một cơ quan trong danh sách."),
        ({"opened": "soon"}, "opened", "soon"),
        ({"area_code": "4%"}, "area_code", "4%"),
        ({"electronic_id": "H1"}, "electronic_id", "Đã có cơ quan khác dùng mã định danh này."),
        ({"complaints": "=1+1"}, "complaints", "=1+1"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    here, province, make, office, errors, wrong, column, said
):
    make.office(code="other", electronic_id="H1")
    page = here.send("/staff/offices/add", **{**NEW, **wrong})
    assert page.status_code == 422
    assert said in errors(page)[column]
    assert list(errors(page)) == [column]
    for name in NEW.keys() - wrong.keys() - {"name", "kind", "parent"}:
        assert f'value="{NEW[name]}"' in page.text
    assert office("18230") is None
    assert "<b>50" not in page.text


def test_a_new_name_holds_since_a_day_and_quarters_before_keep_the_old_one(
    here, commune, filled, office, last_entry, session
):
    address = f"/staff/offices/{commune.id}"
    form = filled(here, f"{address}/edit")
    assert (form["name"], form["since"]) == ("UBND xã Hộ Độ", "2026-10-20")
    given = {**form, "name": "UBND phường Hộ Độ", "since": "2026-07-01"}
    assert here.send(f"{address}/edit", **given).location == address
    assert office("18229").name == "UBND phường Hộ Độ"
    days = (date(2026, 6, 30), date(2026, 7, 1))
    names = [was(session, day)[commune.id].name for day in days]
    assert names == ["UBND xã Hộ Độ", "UBND phường Hộ Độ"]
    assert last_entry()[3:] == (
        {"name": "UBND xã Hộ Độ"},
        {"name": "UBND phường Hộ Độ", "since": "2026-07-01"},
    )
    page = here.get(address).text
    assert "Trước đây" in page
    assert "UBND xã Hộ Độ" in page


def test_a_mistake_is_corrected_without_a_past(here, commune, filled, office, session):
    address = f"/staff/offices/{commune.id}/edit"
    here.send(address, **{**filled(here, address), "name": "Khác", "was_a_mistake": "yes"})
    assert office("18229").name == "Khác"
    assert session.scalars(select(OfficePast)).all() == []


def test_what_has_no_past_is_changed_whatever_the_day(here, commune, filled, office, session):
    address = f"/staff/offices/{commune.id}/edit"
    given = {**filled(here, address), "complaints": "1022", "since": "2030-01-01"}
    assert here.send(address, **given).status_code == 303
    assert office("18229").complaints == "1022"
    assert session.scalars(select(OfficePast)).all() == []


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2026-10-21", "Hãy chọn hôm nay hoặc một ngày đã qua."),
        ("2026-06-30", "Xin chọn ngày muộn hơn."),
        ("hôm nay", "hôm nay"),
        ("", "Hãy ghi một ngày, ví dụ 31/12/2026."),
    ],
)
def test_a_day_on_which_nothing_can_have_changed_is_refused(
    here, commune, filled, errors, office, session, since, said
):
    keep(session, {commune.id: Was("Cũ", "commune", None)}, date(2026, 7, 1))
    session.commit()
    address = f"/staff/offices/{commune.id}/edit"
    page = here.send(address, **{**filled(here, address), "name": "Khác", "since": since})
    assert page.status_code == 422
    assert said in errors(page)["since"]
    assert 'value="Khác"' in page.text
    assert office("18229").name == "UBND xã Hộ Độ"


def test_two_who_change_an_office_at_once_see_what_the_other_did(
    here, staff, commune, filled, office
):
    address = f"/staff/offices/{commune.id}/edit"
    mine = filled(here, address)
    theirs = filled(here, address)
    assert (
        here.send(address, **{**theirs, "name": "Của họ", "complaints": "1022"}).status_code == 303
    )
    page = staff("administrator").send(address, **{**mine, "name": "Của tôi"})
    assert page.status_code == 422
    assert "đã có người khác thay đổi nội dung này" in page.text
    assert "tên: đã lưu “Của họ”, trong biểu mẫu “Của tôi”" in page.text
    assert "nơi phản ánh: đã lưu “1022”, trong biểu mẫu “–”" in page.text
    assert office("18229").name == "Của họ"
    again = dict(mine, name="Của tôi", seen=page.text.split('name="seen" value="')[1][:32])
    assert here.send(address, **again).status_code == 303
    assert office("18229").name == "Của tôi"


def test_an_office_moves_within_ones_part_only(make, staff, province, filled, office, errors):
    mine = make.office(code="mine", parent=province)
    below, beside = make.office(code="below", parent=mine), make.office(code="beside", parent=mine)
    make.office(code="theirs", name="BÍ MẬT", electronic_id="H9")
    here = staff("administrator", mine)
    address = f"/staff/offices/{below.id}/edit"
    form = filled(here, address)
    assert "BÍ MẬT" not in here.get(address).text
    for parent in ("theirs", "42", "", "below"):
        page = here.send(address, **{**form, "parent": parent})
        assert (page.status_code, list(errors(page))) == (422, ["parent"])
    page = here.send(address, **{**form, "electronic_id": "H9"})
    said = "Không dùng được H9 ở đây; hãy kiểm tra lại."
    assert errors(page)["electronic_id"] == said
    page = here.send("/staff/offices/add", **{**NEW, "parent": "mine", "code": "theirs"})
    assert errors(page) == {"code": "Không dùng được theirs ở đây; hãy chọn mã khác."}
    assert here.send(address, **{**form, "parent": "beside"}).status_code == 303
    assert office("below").parent_id == beside.id


def test_the_top_of_ones_part_stays_where_it_is(make, staff, province, commune, filled, office):
    here = staff("administrator", commune)
    address = f"/staff/offices/{commune.id}/edit"
    assert "UBND tỉnh Lạ" not in here.get(address).text
    form = filled(here, address)
    assert "parent" not in form
    given = {**form, "name": "Khác", "parent": ""}
    assert here.send(address, **given).status_code == 303
    assert (office("18229").name, office("18229").parent_id) == ("Khác", province.id)


def test_no_circle_arises_on_a_day_between_two_changes(make, here, filled, errors):
    """From July to August the first stood under the second, which is to stand under the first."""
    one, two, top = (make.office(code=code) for code in ("one", "two", "top"))
    for office, parent, since in ((one, two, "2026-07-01"), (one, top, "2026-08-01")):
        address = f"/staff/offices/{office.id}/edit"
        given = {**filled(here, address), "parent": parent.code, "since": since}
        assert here.send(address, **given).status_code == 303
    address = f"/staff/offices/{two.id}/edit"
    given = {**filled(here, address), "parent": "one"}
    page = here.send(address, **{**given, "since": "2026-07-15"})
    assert "vòng tròn" in errors(page)["parent"]
    assert here.send(address, **{**given, "since": "2026-08-01"}).status_code == 303


def test_a_hostile_name_is_only_text(make, here):
    hostile = make.office(name="<script>alert(1)</script>")
    for address in ("", f"/{hostile.id}", f"/{hostile.id}/edit", "/add"):
        page = here.get(f"/staff/offices{address}").text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
