"""A counter as the person in front of it sees it."""

from dataclasses import replace
from datetime import date

import pytest

from survey.counters import Sign, sign, sign_of

SIGN = Sign((), "", 1, "Quầy 1", "Nhà văn hóa", 1, "Sở Tư pháp", None, 1, "", is_in_use=True)


@pytest.mark.parametrize(
    ("office", "counter", "place", "where"),
    [
        ("Sở Tư pháp", "Quầy 1", "Nhà văn hóa", "Quầy 1 · Nhà văn hóa"),
        # The place goes by its office's name, or the other way round.
        ("Bệnh viện Đa khoa", "Quầy ra viện", "Bệnh viện đa khoa", "Quầy ra viện"),
        ("UBND xã Đức Thọ", "Quầy 1", "Trung tâm Phục vụ hành chính công xã Đức Thọ", "Quầy 1"),
        ("Ủy ban nhân dân xã Đức Thọ", "Quầy 1", "UBND xã Đức Thọ", "Quầy 1"),
        ("Văn phòng Đăng ký đất đai khu vực 2", "Quầy 1", "Văn phòng Đăng ký đất đai", "Quầy 1"),
        # So does the counter.
        ("Sở Y tế", "Quầy 6: Sở Y tế", "Trung tâm tỉnh", "Quầy 6 · Trung tâm tỉnh"),
        ("Sở Y tế", "Sở Y tế", "Sở Y tế", ""),
        # Names that are alike in part are others.
        ("UBND xã Đức", "Quầy 1", "Trung tâm xã Đức Thọ", "Quầy 1 · Trung tâm xã Đức Thọ"),
        ("Sở Y tế", "Quầy 1", "Sở Y tếng", "Quầy 1 · Sở Y tếng"),
    ],
)
def test_a_counter_is_named_without_saying_its_office_twice(office, counter, place, where):
    sign = replace(SIGN, office_name=office, counter_name=counter, place_name=place)
    assert sign.where == where


def test_a_counter_is_the_same_with_and_without_its_code(session, make, clock):
    counter, _ = make.counter(fields=[make.field(), make.field()]), make.counter()
    with_code = sign(session.connection(), counter.code, clock())
    assert len(with_code.fields) == 2
    assert sign_of(session.connection(), counter.id, clock()) == replace(with_code, code="")
    assert sign_of(session.connection(), 999, clock()) is None


def test_a_counter_stays_open_without_a_code_in_force(session, make, clock):
    counter = make.counter()
    counter.codes[0].revoked_at = clock()
    session.commit()
    assert not sign(session.connection(), counter.codes[0].code, clock()).is_open
    assert sign_of(session.connection(), counter.id, clock()).is_open


@pytest.mark.parametrize("what", ["counter", "place", "office"])
def test_a_counter_is_closed_with_or_without_its_code(session, make, clock, what):
    counter = make.counter()
    closed = counter if what == "counter" else getattr(counter, what)
    closed.closed = date(2026, 10, 20)
    session.commit()
    assert not sign(session.connection(), counter.code, clock()).is_open
    assert not sign_of(session.connection(), counter.id, clock()).is_open
