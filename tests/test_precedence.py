"""The target that holds is the most specific one; between equals the later document's."""

from datetime import date

import pytest

from survey.models import FieldGroup
from survey.precedence import Precedence, troubles

TODAY = date(2026, 10, 20)


@pytest.fixture
def set_target(make):
    """Sets a target of a document: all fields, everybody, 2026, unless told otherwise."""

    def set_target(document, scope, threshold=90, **columns):
        columns = {"threshold": threshold, **columns, "document": document}
        make.target(scope, scope_name=f"Nơi {scope}", **columns)

    return set_target


@pytest.fixture
def tree(make, session):
    """A province, a commune in it, and two fields of which the first belongs to a group."""
    province = make.office(code="42")
    land, civil = make.field(code="dat-dai"), make.field(code="ho-tich")
    session.add(FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land", fields=[land]))
    session.commit()
    return {
        "province": province.id,
        "commune": make.office(code="18112", parent_id=province.id).id,
        "land": land.id,
        "civil": civil.id,
    }


@pytest.fixture
def held(session, tree):
    """The document of the target that holds in the commune."""

    def held(field="civil", year=2026, measure="transaction", whom="people", at="commune"):
        precedence = Precedence.read(session, TODAY)
        field_id = tree[field] if field else None
        found = precedence.holding(tree[at], field_id, year, measure, whom)
        return found and found.aim.document

    return held


def group(session):
    return session.query(FieldGroup).one()


def test_that_of_the_nearest_office_holds(set_target, held):
    assert held() is None
    set_target("tỉnh", "42", precedence=9)
    assert held() == "tỉnh"
    set_target("xã", "18112")
    assert (held(), held(at="province")) == ("xã", "tỉnh")


def test_one_for_a_group_goes_before_one_for_all_fields_of_the_same_office(
    set_target, held, session
):
    set_target("mọi lĩnh vực", "42", precedence=9)
    set_target("nhà đất", "42", 85, group=group(session))
    assert (held("land"), held("civil"), held(None)) == ("nhà đất", "mọi lĩnh vực", "mọi lĩnh vực")


def test_one_for_all_fields_of_a_nearer_office_goes_before_a_group_of_a_farther(
    set_target, held, session
):
    set_target("nhà đất", "42", 85, group=group(session))
    set_target("xã", "18112", 91)
    assert held("land") == "xã"


def test_between_equals_the_larger_precedence_holds(set_target, held):
    """Hà Tĩnh 2025 (shared/domain/targets.md): the plan of the year follows the project of 90 %."""
    set_target("Kế hoạch 2025", "42", 95, precedence=1)
    set_target("Đề án", "42", 90)
    assert held() == "Kế hoạch 2025"


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        ({}, "kế hoạch"),
        ({"year": 2025}, None),
        ({"year": 2027}, None),
        ({"measure": "service"}, None),
        ({"whom": "organisations"}, None),
    ],
)
def test_years_measure_and_people_have_to_fit(set_target, held, asked, document):
    set_target("kế hoạch", "42", organisations=False)
    assert held(**asked) == document


def found(session, scopes=None):
    return troubles(Precedence.read(session, TODAY), scopes, 2026)


def test_two_that_are_equally_specific_and_differ_are_a_conflict_in_their_common_years(
    set_target, tree, session
):
    set_target("một", "42", 90, first_year=2024, last_year=2026)
    set_target("hai", "42", 95, first_year=2026, last_year=2030)
    (conflict,) = found(session).conflicts
    assert {conflict.one.document, conflict.other.document} == {"một", "hai"}
    assert (conflict.first_year, conflict.last_year) == (2026, 2026)
    holding = Precedence.read(session, TODAY).holding(
        tree["commune"], None, 2026, "transaction", "people"
    )
    assert (holding.aim.document, [rival.document for rival in holding.rivals]) == ("hai", ["một"])


@pytest.mark.parametrize(
    "other",
    [
        {"threshold": 90},
        {"precedence": 1},
        {"first_year": 2027, "last_year": 2028},
        {"measure": "service"},
    ],
)
def test_what_says_the_same_or_lies_elsewhere_is_no_conflict(set_target, tree, session, other):
    set_target("một", "42")
    set_target("hai", "42", **{"threshold": 95, **other})
    assert found(session).conflicts == ()


def test_a_threshold_to_be_exceeded_differs_from_one_to_be_reached(set_target, tree, session):
    set_target("một", "42", comparator=">=")
    set_target("hai", "42", comparator=">")
    assert len(found(session).conflicts) == 1


def documents(aims):
    return [aim.document for aim in aims]


def test_what_ends_without_a_follower_is_named(set_target, tree, session):
    set_target("đã hết", "42", measure="service", first_year=2025, last_year=2025)
    set_target("sắp hết", "42")
    told = found(session)
    assert (documents(told.ended), documents(told.ending)) == (["đã hết"], ["sắp hết"])
    set_target("tiếp theo", "42", first_year=2027, last_year=2030, organisations=False)
    assert documents(found(session).ending) == ["sắp hết"]  # Nothing for organisations.
    set_target("cho tất cả", "42", first_year=2027, last_year=2030)
    assert found(session).ending == ()


def test_one_for_all_fields_follows_one_for_a_group(set_target, tree, session):
    set_target("nhà đất", "42", group=group(session))
    set_target("tiếp theo", "42", first_year=2027, last_year=2030)
    assert found(session).ending == ()


def test_a_scope_that_is_no_office_is_named_and_holds_nowhere(set_target, tree, session):
    set_target("tỉnh khác", "40", first_year=2020, last_year=2020)
    told = found(session)
    assert (documents(told.elsewhere), told.ended) == (["tỉnh khác"], ())
    assert not found(session, frozenset({"42"}))


def test_nothing_follows_an_office_that_is_closed(set_target, make, session):
    make.office(code="42-duc-tho", closed=date(2025, 7, 1))
    set_target("huyện", "42-duc-tho", first_year=2021, last_year=2021)
    assert not found(session)
