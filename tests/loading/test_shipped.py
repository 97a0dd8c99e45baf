"""The shipped fields and targets are those of the plans, and never overwrite a change."""

from decimal import Decimal

from sqlalchemy import select

from survey.models import Field, FieldGroup, Target
from survey.shipped import load_shipped

LAND = "dat-dai-xay-dung-dau-tu"
PUBLIC = "y-te-giao-duc"

BOTH, PEOPLE = (True, True), (True, False)

TARGETS = {
    # scope, measure, group, year, comparator, threshold, whom, precedence
    ("42", "transaction", "", 2025, ">=", 90, BOTH, 0),
    ("42", "transaction", LAND, 2025, ">=", 85, BOTH, 0),
    ("42", "service", PUBLIC, 2025, ">=", 85, PEOPLE, 0),
    ("42", "transaction", "", 2025, ">=", 95, BOTH, 1),
    ("42-duc-tho", "transaction", "", 2021, ">=", 91, BOTH, 0),
    ("40", "transaction", "", 2025, ">", 95, BOTH, 0),
    ("40", "transaction", "", 2030, ">", 95, BOTH, 0),
    ("40", "transaction", LAND, 2025, ">", 90, BOTH, 0),
    ("40", "transaction", LAND, 2030, ">", 90, BOTH, 0),
    ("40", "sipas", "", 2025, ">", 90, BOTH, 0),
    ("40", "sipas", "", 2030, ">", 95, BOTH, 0),
    ("40", "service", PUBLIC, 2025, ">", 85, PEOPLE, 0),
    ("40", "service", PUBLIC, 2030, ">", 90, PEOPLE, 0),
}


def targets(session):
    return {
        (
            target.scope,
            target.measure,
            target.group.code if target.group else "",
            target.first_year,
            target.comparator,
            int(target.threshold),
            (target.people, target.organisations),
            target.precedence,
        )
        for target in session.scalars(select(Target))
    }


def test_the_targets_are_those_of_the_plans(session, clock):
    load_shipped(session, clock())
    assert targets(session) == TARGETS
    assert all(target.first_year == target.last_year for target in session.scalars(select(Target)))


def test_the_groups_are_those_that_share_a_target(session, clock):
    load_shipped(session, clock())
    groups = session.scalars(select(FieldGroup))
    assert {group.code: {field.code for field in group.fields} for group in groups} == {
        LAND: {"dat-dai", "xay-dung", "dau-tu"},
        PUBLIC: {"y-te", "giao-duc"},
    }


def test_the_fields_are_those_that_the_plans_name_and_the_one_for_none(session, clock):
    load_shipped(session, clock())
    assert {field.name_vi for field in session.scalars(select(Field))} == {
        "Đất đai", "Xây dựng", "Đầu tư", "Hộ tịch", "Chứng thực",
        "Lao động, người có công và xã hội", "Bảo hiểm xã hội", "Tư pháp", "Y tế", "Giáo dục",
        "Giao thông vận tải", "Đăng ký kinh doanh", "Tài nguyên và môi trường", "Nông nghiệp",
        "Công thương", "Văn hóa", "Không theo lĩnh vực",
    }  # fmt: skip
    assert session.scalar(select(Field.name_en).filter_by(code="chung")) == "No particular field"


def test_loading_again_adds_what_is_missing_and_keeps_what_staff_changed(session, clock):
    load_shipped(session, clock())
    land = session.scalar(select(Field).filter_by(code="dat-dai"))
    land.name_vi, land.groups = "Đất đai và nhà ở", []
    target = session.scalar(select(Target).filter_by(scope="42-duc-tho"))
    target.threshold = Decimal("92.5")
    session.delete(session.scalar(select(Field).filter_by(code="van-hoa")))
    session.commit()
    load_shipped(session, clock())
    assert (land.name_vi, land.groups) == ("Đất đai và nhà ở", [])
    assert target.threshold == Decimal("92.5")
    assert session.scalar(select(Field.name_vi).filter_by(code="van-hoa")) == "Văn hóa"
    assert len(session.scalars(select(Target)).all()) == 13


def test_the_caller_ends_the_transaction(session, clock):
    load_shipped(session, clock())
    session.rollback()
    assert targets(session) == set()
