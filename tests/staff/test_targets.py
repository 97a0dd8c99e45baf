"""Targets on pages: listed, typed with the checks of files, changed, removed; which holds where."""

from decimal import Decimal
from html import unescape

import pytest
from sqlalchemy import select

from survey import targets
from survey.models import FieldGroup, LogEntry, Target
from survey.shipped import load_shipped
from tests.staff.browsing import SEEN
from tests.staff.questionnaires.filled import filled_in
from tests.staff.test_queries import MOST, asked

TYPED = {
    "scope": "so-xay-dung",
    "measure": "transaction",
    "group": "",
    "people": "yes",
    "organisations": "yes",
    "first_year": "2026",
    "last_year": "2030",
    "comparator": ">=",
    "threshold": "92,5",
    "document": "Kế hoạch 5/KH-UBND",
    "precedence": "0",
}
ADD = "/staff/targets/add"


@pytest.fixture
def office(make):
    return make.office(code="so-xay-dung", name="Sở Xây dựng")


@pytest.fixture
def here(staff, office):
    return staff("administrator", office)


@pytest.fixture
def stored(session):
    def stored():
        session.rollback()
        return session.scalars(select(Target).order_by(Target.id)).all()

    return stored


def entries(session):
    session.rollback()
    found = session.scalars(select(LogEntry).order_by(LogEntry.number))
    return [(each.action, each.office_id, each.before, each.after) for each in found]


TOLD = {
    "scope": "Sở Xây dựng (so-xay-dung)",
    "measure": "transaction",
    "fields": None,
    "whom": ["people", "organisations"],
    "years": "2026–2030",
    "demand": ">= 92.5",
    "document": "Kế hoạch 5/KH-UBND",
    "precedence": 0,
}


def test_what_is_typed_is_stored_and_logged(here, office, stored, session):
    assert here.send(ADD, **TYPED).status_code == 303
    (target,) = stored()
    assert (target.scope, target.threshold, target.last_year) == (
        "so-xay-dung",
        Decimal("92.50"),
        2030,
    )
    assert entries(session) == [("target.add", office.id, {}, TOLD)]
    assert "≥ 92,5\xa0%" in here.get("/staff/targets").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"threshold": "0,95"}, "threshold"),
        ({"threshold": "=1+1"}, "threshold"),
        ({"threshold": "%(x)s %"}, "threshold"),
        ({"first_year": "2031"}, "last_year"),
        ({"measure": "joy"}, "measure"),
        ({"group": "nowhere"}, "group"),
        ({"document": ""}, "document"),
        ({"document": "dài " * 200}, "document"),
        ({"people": "", "organisations": ""}, "people"),
        ({"comparator": ">", "threshold": "100"}, "comparator"),
        ({"precedence": "-1"}, "precedence"),
        ({"scope": "elsewhere"}, "scope"),
        ({"scope": ""}, "scope"),
        ({"scope": "-", "other_scope": "40", "other_name": "Nghệ An"}, "scope"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_all_is_kept(here, stored, wrong, field):
    given = {key: said for key, said in {**TYPED, **wrong}.items() if said or key not in wrong}
    page = here.send(ADD, **given)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert ("Kế hoạch 5" in page.text) == ("document" not in wrong)
    assert stored() == []


def test_what_is_wrong_is_said_in_the_readers_language(here):
    page = here.send(ADD, **{**TYPED, "threshold": "0,95"})
    assert "phần trăm" in page.text.split('id="threshold-error"')[1].split("</p>")[0]
    assert "is not a percentage" not in page.text


def test_above_a_long_form_stands_that_nothing_was_stored_and_where_to_look(here):
    page = here.send(ADD, **{**TYPED, "threshold": "0,95"})
    alert = page.text.split('role="alert"')[1].split("</p>")[0]
    assert "Chưa lưu gì: có nội dung cần sửa ở dưới." in alert
    assert 'href="#threshold-error"' in alert
    assert 'role="alert"' not in here.get(ADD).text


def test_with_a_role_on_everything_a_target_is_kept_for_a_place_that_is_no_office(staff, stored):
    elsewhere = {"scope": "-", "other_scope": "40", "other_name": "Nghệ An"}
    page = staff("administrator").send(ADD, **{**TYPED, **elsewhere})
    assert page.status_code == 303
    assert [(target.scope, target.scope_name) for target in stored()] == [("40", "Nghệ An")]


def test_a_target_that_is_sent_twice_is_there_once(here, stored, session):
    here.send(ADD, **TYPED)
    before = entries(session)
    reply = here.send(ADD, **TYPED)
    assert (reply.status_code, reply.location) == (303, "/staff/targets")
    assert "Đã lưu chỉ tiêu" in here.get(reply.location).text
    assert (len(stored()), entries(session)) == (1, before)


def test_another_target_of_the_same_document_and_scope_is_refused(here, stored):
    here.send(ADD, **TYPED)
    page = here.send(ADD, **{**TYPED, "threshold": "95"})
    assert (page.status_code, 'id="document-error"' in page.text) == (422, True)
    assert [target.threshold for target in stored()] == [Decimal("92.50")]


@pytest.fixture
def one(here, stored):
    """The address of a target that is there."""
    here.send(ADD, **TYPED)
    return f"/staff/targets/{stored()[0].id}"


def test_a_change_keeps_the_target_and_tells_what_it_was(here, one, stored, session):
    before = stored()[0].id
    changed = {"document": "Kế hoạch 6/KH-UBND", "threshold": "95"}
    assert here.send(one, **{**TYPED, **changed}).status_code == 303
    (target,) = stored()
    assert (target.id, target.document) == (before, "Kế hoạch 6/KH-UBND")
    action, _, was, now = entries(session)[-1]
    assert (action, was) == ("target.change", TOLD)
    assert now == {**TOLD, "document": "Kế hoạch 6/KH-UBND", "demand": ">= 95"}


@pytest.fixture
def opened(here, one):
    """What the form of the target has shown to somebody."""
    return SEEN.search(here.get(one).text)[1]


def test_two_who_change_a_target_at_once_see_what_the_other_did(
    here, staff, one, opened, stored, session
):
    theirs = {**TYPED, "threshold": "95", "last_year": "2027", "organisations": ""}
    assert here.send(one, **theirs).status_code == 303
    mine = {**TYPED, "threshold": "97,5", "seen": opened}
    page = staff("administrator").send(one, **mine)
    assert page.status_code == 422
    said = unescape(page.text)
    assert "đã có người khác thay đổi nội dung này" in said
    for column, now, typed in (
        ("mức đặt ra", "≥ 95\xa0%", "≥ 97,5\xa0%"),
        ("các năm", "2026–2027", "2026–2030"),
        ("đối tượng", "người dân", "người dân, tổ chức"),
    ):
        assert f"{column}: đã lưu “{now}”, trong biểu mẫu “{typed}”" in said
    assert "văn bản: đã lưu" not in said
    assert 'value="97,5"' in said
    assert [target.threshold for target in stored()] == [Decimal("95.00")]
    assert len(entries(session)) == 2
    assert here.send(one, **{**mine, "seen": SEEN.search(page.text)[1]}).status_code == 303
    assert [target.threshold for target in stored()] == [Decimal("97.50")]


def test_who_changes_meanwhile_what_cannot_be_read_is_told_all_the_same(here, one, opened):
    here.send(one, **{**TYPED, "threshold": "95"})
    wrong = {"threshold": "viel", "comparator": "<", "measure": "joy", "group": "nowhere"}
    page = here.send(one, **{**TYPED, **wrong, "seen": opened})
    assert page.status_code == 422
    assert "trong biểu mẫu “&lt; viel”" in page.text


def test_what_was_typed_for_a_target_that_is_removed_meanwhile_is_kept(here, one, opened, stored):
    here.send(f"{one}/remove", form_at=one, sure="yes")
    page = here.send(one, form_at=ADD, **{**TYPED, "threshold": "97,5", "seen": opened})
    assert (page.status_code, "Chỉ tiêu này không còn nữa" in page.text) == (422, True)
    assert 'value="97,5"' in page.text
    assert f'action="{ADD}"' in page.text
    assert stored() == []
    assert here.send(one, form_at=ADD, **TYPED).status_code == 404


def test_a_target_of_others_is_answered_as_one_that_is_not_there(here, opened, of_province):
    pages = [
        here.send(f"/staff/targets/{number}", form_at=ADD, **{**TYPED, "seen": opened})
        for number in (of_province, 999_999)
    ]
    assert [page.status_code for page in pages] == [422, 422]
    assert [page.text.count("Chỉ tiêu này không còn nữa") for page in pages] == [1, 1]


def test_a_change_that_changes_nothing_is_not_logged(here, one, session):
    assert here.send(one, **TYPED).status_code == 303
    assert [entry[0] for entry in entries(session)] == ["target.add"]


def test_forms_of_shipped_targets_that_nobody_touched_change_nothing(
    make, staff, stored, session, clock
):
    """The office 42 has another name than the plan gives its province; 40 is no office here."""
    make.office(code="42", name="UBND tỉnh Hà Tĩnh")
    load_shipped(session, clock())
    session.commit()
    here = staff("administrator")
    before, logged = [targets.said(target) for target in stored()], len(entries(session))
    assert {each["scope_name"] for each in before} >= {"Hà Tĩnh", "Nghệ An"}
    for target in stored():
        page = here.get(f"/staff/targets/{target.id}")
        sent = here.client.post(f"/staff/targets/{target.id}", data=filled_in(page))
        assert sent.status_code == 303
    assert [targets.said(target) for target in stored()] == before
    assert len(entries(session)) == logged


def test_a_target_that_goes_to_another_office_is_logged_for_the_one_above_both(
    make, staff, stored, session
):
    """Who audits one of them does not read what the other had."""
    province = make.office(code="42", name="UBND tỉnh")
    one, other = (make.office(code=code, parent=province) for code in ("xa-an", "xa-binh"))
    here = staff("administrator", province)
    here.send(ADD, **TYPED | {"scope": one.code})
    here.send(f"/staff/targets/{stored()[0].id}", **TYPED | {"scope": other.code})
    assert [target.scope for target in stored()] == ["xa-binh"]
    assert [entry[:2] for entry in entries(session)] == [
        ("target.add", one.id),
        ("target.change", province.id),
    ]


def test_a_wrong_change_leaves_all_as_it_was(here, one, stored):
    assert here.send(one, **{**TYPED, "threshold": "150"}).status_code == 422
    assert [target.threshold for target in stored()] == [Decimal("92.50")]


def test_a_target_is_removed_when_one_is_sure(here, one, stored, session):
    asked = here.send(f"{one}/remove", form_at=one)
    assert "Xóa chỉ tiêu này?" in asked.text
    assert len(stored()) == 1
    assert here.send(f"{one}/remove", form_at=one, sure="yes").status_code == 303
    assert stored() == []
    assert entries(session)[-1][0::2] == ("target.remove", TOLD)


def test_a_target_that_was_changed_meanwhile_is_not_removed(here, one, opened, stored):
    here.send(one, **{**TYPED, "threshold": "95"})
    reply = here.send(f"{one}/remove", form_at=one, sure="yes", seen=opened)
    assert reply.location == one
    assert "nên chỉ tiêu chưa bị xóa" in here.get(one).text
    assert [target.threshold for target in stored()] == [Decimal("95.00")]


@pytest.fixture
def of_province(make, session, office):
    """A target of the office above."""
    province = make.office(code="42", name="UBND tỉnh")
    office = session.merge(office)
    office.parent_id = province.id
    columns = {
        name: said for name, said in TYPED.items() if name in ("measure", "comparator", "document")
    }
    columns |= {"scope": "42", "scope_name": "UBND tỉnh", "first_year": 2026, "last_year": 2026}
    target = Target(**columns, people=True, organisations=True, threshold=Decimal(90))
    session.add(target)
    session.commit()
    return target.id


def test_those_from_above_are_read_and_left_alone(here, of_province):
    page = here.get("/staff/targets").text
    assert "UBND tỉnh" in page
    assert f"/staff/targets/{of_province}" not in page
    assert here.get(f"/staff/targets/{of_province}").status_code == 404


def test_which_holds_where_names_the_document_and_why(here, of_province, office, session):
    assert "≥ 90\xa0%" in here.get("/staff/targets/where?year=2026").text
    page = here.get(f"/staff/targets/where/{office.id}?year=2026").text
    assert "Kế hoạch 5/KH-UBND" in page
    assert "đặt cho UBND tỉnh, cơ quan cấp trên gần nhất" in page
    here.send(ADD, **{**TYPED, "threshold": "95"})
    page = here.get(f"/staff/targets/where/{office.id}?year=2026").text
    assert "đặt cho chính cơ quan này" in page
    assert "cụ thể hơn" in page


def test_what_is_in_doubt_is_named(here, one, office):
    here.send(ADD, **{**TYPED, "threshold": "95", "document": "Kế hoạch 6"})
    assert "chưa rõ văn bản nào được ưu tiên" in here.get("/staff/targets").text
    assert "(chưa rõ)" in here.get("/staff/targets/where").text
    page = here.get(f"/staff/targets/where/{office.id}").text
    assert "“Kế hoạch 5/KH-UBND” đặt ra ≥ 92,5\xa0% và cụ thể ngang bằng" in page


def test_a_target_for_people_beside_one_for_everybody_is_told_apart(here, one, office):
    """Which of them goes before the other for people somebody must say; each is judged by the
    answers of those whom its document speaks of."""
    of_people = {**TYPED, "threshold": "95", "document": "Kế hoạch 6"}
    del of_people["organisations"]
    here.send(ADD, **of_people)
    page = unescape(here.get("/staff/targets").text)
    both, people = "mọi lĩnh vực; người dân, tổ chức", "mọi lĩnh vực; người dân"
    assert f"“Kế hoạch 5/KH-UBND” đặt ra ≥ 92,5\xa0% ({both})" in page
    assert f"“Kế hoạch 6” đặt ra ≥ 95\xa0% ({people})" in page
    page = here.get(f"/staff/targets/where/{office.id}").text
    assert "tỷ lệ tính chung cho người dân, tổ chức, như văn bản đặt ra" in page


def test_the_list_is_searched_without_accents_and_narrowed(here, make, session, one):
    land = make.field(name_vi="Đất đai")
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà", name_en="Land", fields=[land]))
    session.commit()
    here.send(ADD, **{**TYPED, "group": "nha-dat", "document": "Đề án", "last_year": "2026"})

    def documents(query):
        lines = here.get(f"/staff/targets?as=csv&{query}").data.decode("utf-8-sig").splitlines()
        return [line.split(";")[6] for line in lines[1:]]

    assert documents("q=dat+dai") == ["Đề án"]
    assert documents("q=de+an") == ["Đề án"]
    assert documents("q=xay+dung&order=-years") == ["Kế hoạch 5/KH-UBND", "Đề án"]
    assert documents("state=ended") == []
    assert documents("measure=service") == []


def test_pages_ask_as_often_for_many_targets_as_for_one(app, here, one):
    def counts():
        for address in ("/staff/targets", "/staff/targets/where"):
            with asked(app) as statements:
                here.get(address)
            yield len(statements)

    of_one = list(counts())
    for number in range(8):
        here.send(ADD, **{**TYPED, "document": f"Kế hoạch số {number}"})
    assert list(counts()) == of_one
    assert max(of_one) <= MOST
