"""The people of one's part, what they may do there, and links with which they come in."""

import re

import pytest
from sqlalchemy import select

from survey.models import Grant, User
from tests.makers import PASSWORD

NAMES = re.compile(r'<th scope="row"><a href="/staff/people/\d+">([^<]*)<')
NEW = "Một câu hoàn toàn khác"
REFUSED = re.compile(r'role="alert">(?:<span class="sr">Lỗi:</span> )?([^<]*)<')


@pytest.fixture
def office(make):
    return make.office(name="Sở Nội vụ")


@pytest.fixture
def below(make, office):
    return make.office(name="Phòng Cải cách", parent=office)


@pytest.fixture
def other(make):
    return make.office(name="Sở Khác")


@pytest.fixture
def here(staff, office):
    """A browser of the office's administrator."""
    return staff("administrator", office)


def roles_of(session, user):
    session.rollback()
    held = select(Grant.role, Grant.office_id).filter_by(user_id=user.id).order_by(Grant.id)
    return session.execute(held).all()


def test_those_of_ones_part_are_listed_with_their_roles_there(make, here, office, below, other):
    an = make.user("head", office=below, full_name="Nguyễn Thị Ân")
    make.user("auditor", office=other, full_name="Người lạ")
    make.user("auditor", full_name="Người của tỉnh")
    make.session.add(Grant(user_id=an.id, role="auditor", office_id=other.id))
    make.session.commit()
    page = here.get("/staff/people").text
    assert NAMES.findall(here.get("/staff/people?q=nguyen+thi+an").text) == ["Nguyễn Thị Ân"]
    assert len(NAMES.findall(page)) == 2
    assert "Lãnh đạo · Phòng Cải cách" in page
    assert ("Người lạ" in page, "Sở Khác" in page) == (False, False)
    assert "Sở Khác" not in here.get("/staff/people?as=csv").data.decode("utf-8-sig")
    assert "Nguyễn Thị Ân" not in here.get("/staff/people?role=auditor").text


def test_an_auditor_reads_who_may_do_what_and_changes_nothing(make, staff, office, other):
    somebody = make.user("head", office=office, full_name="Nguyễn Thị Ân")
    stranger = make.user("head", office=other)
    here = staff("auditor", office)
    assert "/staff/people/add" not in here.get("/staff/people").text
    page = here.get(f"/staff/people/{somebody.id}").text
    assert "Lãnh đạo · Sở Nội vụ" in page
    assert 'method="post" action="/staff/people' not in page
    assert here.get(f"/staff/people/{stranger.id}").status_code == 404


@pytest.mark.parametrize("state", ["open", "invited", "locked", "closed"])
def test_the_list_is_narrowed_to_a_state(make, staff, state, clock):
    make.user("head", full_name="open")
    make.user("head", full_name="invited", password=None)
    make.user("head", full_name="locked", wrong_attempts=10)
    make.user("head", full_name="closed", closed_at=clock())
    names = NAMES.findall(staff("administrator").get(f"/staff/people?state={state}").text)
    assert state in names
    assert not {"open", "invited", "locked", "closed"} - {state} & set(names)
    for user in make.session.scalars(select(User)):
        assert (user.full_name in names) == (user.state == state)


def test_a_name_is_kept_without_what_nobody_sees(here, office, session):
    given = {"name": "binh", "full_name": "Trần\0 \u202eBình", "role": "head", "office": office.id}
    assert here.send("/staff/people/add", **given).status_code == 200
    assert session.scalars(select(User.full_name).filter_by(name="binh")).all() == ["Trần Bình"]


def test_somebody_who_is_added_chooses_a_password_with_the_link(
    make, here, office, browser, session
):
    given = {"name": "binh", "full_name": " Trần  Bình ", "role": "operator", "office": office.id}
    page = here.send("/staff/people/add", **given)
    link = re.search(r"http://127\.0\.0\.1:8000(/staff/link/[^<]+)<", page.text)[1]
    assert "Trần Bình" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    user = session.scalars(select(User).filter_by(name="binh")).one()
    assert (user.full_name, roles_of(session, user)) == (
        "Trần Bình",
        [("operator", office.id)],
    )
    again = here.send("/staff/people/add", **given)
    assert (again.status_code, again.location) == (303, f"/staff/people/{user.id}")
    shown = here.get(again.location).text
    assert "Đã có Trần Bình từ chính biểu mẫu này" in shown
    assert f"{again.location}/link" in shown
    for other in ({"full_name": "Trần Văn Bình"}, {"role": "head"}):
        page = here.send("/staff/people/add", **{**given, **other})
        assert (page.status_code, "Tên đăng nhập này đã có người dùng." in page.text) == (422, True)
    newcomer = browser()
    assert newcomer.send(link, password=NEW, again=NEW).status_code == 303
    assert newcomer.sign_in("binh", NEW).location == "/staff/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "Bình"}, "Tên đăng nhập gồm 3 đến 40 ký tự"),
        ({"name": ""}, "Tên đăng nhập gồm 3 đến 40 ký tự"),
        ({"name": "taken"}, "Tên đăng nhập này đã có người dùng."),
        ({"name": "stranger"}, "Không dùng được tên đăng nhập này ở đây. Xin chọn tên khác."),
        ({"name": "nobody"}, "Không dùng được tên đăng nhập này ở đây. Xin chọn tên khác."),
        ({"full_name": "  "}, "Xin ghi họ và tên"),
        ({"full_name": "x" * 121}, "Xin ghi họ và tên"),
        ({"role": "king"}, "Hãy chọn vai trò."),
        ({"office": ""}, "Hãy chọn cơ quan của vai trò."),
        ({"office": "everything"}, "Hãy chọn cơ quan của vai trò."),
        ({"office": "0"}, "Hãy chọn cơ quan của vai trò."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    make, here, office, other, session, wrong, said
):
    make.user("head", office=office, name="taken")
    make.user("head", office=other, name="stranger")
    make.user(name="nobody")
    given = {"name": "binh", "full_name": "Trần Bình", "role": "head", "office": office.id}
    page = here.send("/staff/people/add", **{**given, **wrong})
    assert (page.status_code, said in page.text) == (422, True)
    for name in given.keys() - wrong.keys() - {"role", "office"}:
        assert f'value="{given[name]}"' in page.text
    assert session.scalars(select(User).filter_by(full_name="Trần Bình")).all() == []


def test_nobody_gives_a_role_outside_of_their_part(make, here, office, other, session):
    user = make.user("head", office=office)
    address = f"/staff/people/{user.id}"
    for there in (other.id, "everything"):
        page = here.send(f"{address}/grant", form_at=address, role="head", office=there)
        assert page.status_code == 422
    assert here.send("/staff/people/add", name="xyz", full_name="X", role="head", office=other.id)
    assert roles_of(session, user) == [("head", office.id)]
    assert session.scalars(select(User.id).filter_by(name="xyz")).all() == []


def test_a_role_is_given_and_taken(make, here, office, below, session, logged):
    user = make.user("head", office=office, name="an.nguyen")
    address = f"/staff/people/{user.id}"
    reply = here.send(f"{address}/grant", form_at=address, role="operator", office=below.id)
    assert (reply.status_code, reply.location) == (303, address)
    assert roles_of(session, user) == [("head", office.id), ("operator", below.id)]
    for grant in session.scalars(select(Grant).filter_by(user_id=user.id)).all():
        here.send(f"{address}/revoke/{grant.id}", form_at=address, sure="yes")
    assert roles_of(session, user) == []
    assert here.get(address).status_code == 404  # Whoever has no role is nobody's but the whole's.
    assert [(action, key) for _, action, key in logged()] == [
        ("user.grant", "an.nguyen"),
        ("user.revoke", "an.nguyen"),
        ("user.revoke", "an.nguyen"),
    ]


def test_a_role_that_is_outside_of_ones_part_is_not_shown_and_not_taken(
    make, here, office, other, session
):
    user = make.user("head", office=office)
    theirs = Grant(user_id=user.id, role="auditor", office_id=other.id)
    session.add(theirs)
    session.commit()
    address = f"/staff/people/{user.id}"
    page = here.get(address).text
    assert "Sở Khác" not in page
    assert "ngoài phạm vi quản trị của tài khoản" in page
    assert (
        here.send(f"{address}/revoke/{theirs.id}", form_at=address, sure="yes").status_code == 404
    )
    assert len(roles_of(session, user)) == 2
    # Nor does one take over an account that opens more than one's own part.
    assert "/link" not in page
    for deed in ("link", "unlock", "close", "forget-second-step"):
        reply = here.send(f"{address}/{deed}", form_at=address, sure="yes")
        assert reply.location == address
        assert "ngoài phạm vi quản trị" in REFUSED.search(here.get(address).text)[1]


def test_nobody_changes_what_they_themselves_may_do(make, office, signed_in, session):
    user = make.user("administrator", office=office)
    here, address = signed_in(user), f"/staff/people/{user.id}"
    assert "<form" not in here.get(address).text.split("<main")[1]
    grant = session.scalars(select(Grant)).one()
    form_at = "/staff/account"
    for deed in (f"revoke/{grant.id}", "link", "close", "forget-second-step", "unlock"):
        here.send(f"{address}/{deed}", form_at=form_at, sure="yes")
        assert "Không ai tự thay đổi quyền của mình." in here.get(address).text
    given = {"role": "auditor", "office": office.id}
    assert here.send(f"{address}/grant", form_at=form_at, **given).status_code == 303
    assert roles_of(session, user) == [("administrator", office.id)]


def test_the_last_administrator_of_everything_stays(make, signed_in, session):
    """Whoever takes the role from the other is the last one then, and nobody takes it from them."""
    first, second = (make.user("administrator", name=name) for name in ("first", "second"))
    theirs = session.scalars(select(Grant).filter_by(user_id=second.id)).one()
    here, there = signed_in(first), signed_in(second)
    address = f"/staff/people/{second.id}"
    here.send(f"{address}/revoke/{theirs.id}", form_at=address, sure="yes")
    assert roles_of(session, second) == []
    assert there.get(f"/staff/people/{first.id}").status_code == 403


def test_a_link_lets_somebody_in_again_who_was_locked_out(make, here, office, browser):
    user = make.user("head", office=office, name="an.nguyen", wrong_attempts=10)
    address = f"/staff/people/{user.id}"
    assert "bị khóa sau mười lần sai" in here.get(address).text
    page = here.send(f"{address}/link", form_at=address)
    link = re.search(r"http://127\.0\.0\.1:8000(/staff/link/[^<]+)<", page.text)[1]
    comes = browser()
    assert comes.sign_in("an.nguyen").status_code == 403
    comes.send(link, password=NEW, again=NEW)
    assert comes.sign_in("an.nguyen", NEW).status_code == 303


def test_an_account_is_unlocked_closed_and_opened_again(make, here, office, browser, session):
    user = make.user("head", office=office, name="an.nguyen", wrong_attempts=10)
    address = f"/staff/people/{user.id}"
    here.send(f"{address}/unlock", form_at=address)
    assert browser().sign_in("an.nguyen", PASSWORD).status_code == 303
    here.send(f"{address}/close", form_at=address, sure="yes")
    assert browser().sign_in("an.nguyen", PASSWORD).status_code == 403
    page = here.get(address).text
    assert "đã đóng" in page
    assert "/link" not in page
    here.send(f"{address}/reopen", form_at=address)
    assert browser().sign_in("an.nguyen", PASSWORD).status_code == 303


def test_somebody_who_lost_the_device_signs_in_with_the_password(make, here, office, session):
    user = make.user("head", office=office, totp="sealed", totp_since=make.clock())
    address = f"/staff/people/{user.id}"
    assert "Tắt bước xác thực thứ hai" in here.get(address).text
    here.send(f"{address}/forget-second-step", form_at=address)
    session.refresh(user)
    assert (user.totp, user.totp_since) == (None, None)


def test_a_hostile_name_is_only_text(make, staff):
    user = make.user("head", full_name="<script>alert(1)</script>")
    here = staff("administrator")
    for address in ("/staff/people", f"/staff/people/{user.id}"):
        page = here.get(address).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
