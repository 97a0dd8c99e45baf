"""What is hard to take back is asked once more, and nothing is done before."""

import re

import pytest
from sqlalchemy import select

from survey.models import Grant, User

HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def user(make):
    return make.user("head", full_name="Nguyễn Văn An")


@pytest.fixture
def here(staff):
    return staff("administrator")


def test_closing_an_account_is_asked_about_first(here, user, session):
    address = f"/staff/people/{user.id}"
    page = here.send(f"{address}/close", form_at=address)
    assert "<h1>Đóng tài khoản này?</h1>" in page.text
    assert "Nguyễn Văn An sẽ bị đăng xuất ở mọi nơi" in page.text
    assert f'href="{address}">Không, quay lại</a>' in page.text
    assert session.scalars(select(User.closed_at).filter_by(id=user.id)).one() is None


def test_whoever_says_yes_sends_what_they_sent_and_it_is_done(here, user, session):
    address = f"/staff/people/{user.id}"
    [grant] = session.scalars(select(Grant).filter_by(user_id=user.id)).all()
    path = f"{address}/revoke/{grant.id}"
    asked = here.send(path, form_at=address, note='"><b>lạ</b>')
    assert "<b>lạ" not in asked.text
    assert "sẽ không còn vai trò: Lãnh đạo · tất cả cơ quan." in asked.text
    fields = dict(HIDDEN.findall(asked.text))
    assert (fields["sure"], fields["note"]) == ("yes", "&#34;&gt;&lt;b&gt;lạ&lt;/b&gt;")
    session.rollback()
    here.client.post(path, data=fields)
    assert session.scalars(select(Grant).filter_by(user_id=user.id)).all() == []
