"""A province, and somebody who looks after it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select

from survey.models import LogEntry, Office

BOX = re.compile(r'<input[^>]*type="checkbox"[^>]*>')
VALUE = re.compile(r'name="(\w+)" value="([^"]*)"')
CHOSEN = re.compile(
    r'<select[^>]* name="(\w+)"(?:(?!</select>).)*?<option value="([^"]*)" selected', re.DOTALL
)
ERROR = re.compile(r'id="(\w+)-error"><span class="sr">Lỗi:</span>\s*([^<]+?)\s*</p>')


@pytest.fixture
def province(make):
    return make.office(code="42", name="UBND tỉnh Lạ", kind="province")


@pytest.fixture
def commune(make, province):
    return make.office(code="18229", name="UBND xã Hộ Độ", kind="commune", parent=province)


@pytest.fixture
def here(staff):
    """A browser of an administrator of everything."""
    return staff("administrator")


@pytest.fixture
def filled():
    """What a form holds when it is opened."""

    def filled(browser, address):
        page = browser.get(address)
        assert page.status_code == 200
        form = page.text.split("<main")[1]
        typed = {name: unescape(value) for name, value in VALUE.findall(BOX.sub("", form))}
        del typed["csrf_token"]
        return typed | dict(CHOSEN.findall(form))

    return filled


@pytest.fixture
def errors():
    """What is said beside the fields of a form."""
    return lambda page: dict(ERROR.findall(page.text))


@pytest.fixture
def office(session):
    """An office by its code, as it is stored now."""

    def office(code):
        session.rollback()
        return session.scalars(select(Office).filter_by(code=code)).one_or_none()

    return office


@pytest.fixture
def last_entry(session):
    """The newest entry of the log."""

    def last_entry():
        session.rollback()
        entry = session.scalars(select(LogEntry).order_by(LogEntry.number.desc())).first()
        return entry and (entry.action, entry.key, entry.office_id, entry.before, entry.after)

    return last_entry
