"""`thuocdo list` shows a person columns and a program JSON, in a handful of queries."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from survey.commands.listing import listing
from survey.models import Counter, Office, Place, QuestionnaireVersion
from tests.conftest import PUBLISHED


@pytest.fixture
def listed(app):
    def listed(*arguments):
        result = app.test_cli_runner().invoke(listing, arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return listed


@pytest.fixture
def listed_json(listed):
    return lambda what: [json.loads(line) for line in listed(what, "--json").splitlines()]


def test_offices(listed, listed_json, make):
    province = make.office(code="42", name="UBND tỉnh Hà Tĩnh", kind="province", area_code="42")
    make.office(
        code="b",
        name="Xã B",
        kind="commune",
        parent=province,
        successor=province,
        opened=date(2020, 1, 1),
        closed=date(2025, 7, 1),
        electronic_id="H27.1",
        complaints="Gọi 1022",
    )
    assert listed("offices") == (
        "code  name               kind      parent  closed\n"
        "42    UBND tỉnh Hà Tĩnh  province  -       -\n"
        "b     Xã B               commune   42      01/07/2025\n"
    )
    assert listed_json("offices")[1] == {
        "code": "b",
        "name": "Xã B",
        "kind": "commune",
        "parent": "42",
        "opened": "2020-01-01",
        "closed": "2025-07-01",
        "successor": "42",
        "electronic_id": "H27.1",
        "area_code": None,
        "complaints": "Gọi 1022",
    }
    assert "UBND tỉnh Hà Tĩnh" in listed("offices", "--json")


def test_fields(listed, listed_json, make):
    make.field(code="dat-dai", name_vi="Đất đai", name_en="Land")
    assert listed("fields") == ("code     name_vi  name_en  groups\ndat-dai  Đất đai  Land     -\n")
    assert listed_json("fields") == [
        {
            "code": "dat-dai",
            "name_vi": "Đất đai",
            "name_en": "Land",
            "groups": [],
            "opened": None,
            "closed": None,
        }
    ]


def test_counters(listed, listed_json, make, one_stop_centre):
    office, land, status = one_stop_centre
    counter = make.counter([status, land], office, number="q1", name="Quầy 1")
    assert listed_json("counters") == [
        {
            "number": "q1",
            "code": counter.code,
            "name": "Quầy 1",
            "place": counter.place.code,
            "place_name": counter.place.name,
            "office": "so-noi-vu",
            "fields": ["dat-dai", "ho-tich"],
            "questionnaire": "one-stop",
            "opened": None,
            "closed": None,
            "open": True,
            "why_not": None,
        }
    ]
    header, line = listed("counters").splitlines()
    assert " ".join(header.split()) == (
        "number code name place office fields questionnaire open why_not"
    )
    assert line.split()[:2] == ["q1", counter.code]
    assert line.endswith("so-noi-vu  dat-dai ho-tich  one-stop       yes   -")


@pytest.fixture
def said_of(listed_json, client):
    """Why nobody can answer at the only counter; what a scan of its code shows must agree."""

    def said_of(code):
        (counter,) = listed_json("counters")
        page = client.get(f"/s/{code}")
        assert counter["open"] == (counter["why_not"] is None) == (page.status_code == 200)
        return counter["why_not"]

    return said_of


@pytest.mark.parametrize(
    ("there", "why_not"),
    [
        ({"opened": date(2026, 10, 20)}, None),
        ({"opened": date(2026, 10, 21)}, "{} opens on 21/10/2026"),
        ({"closed": date(2026, 10, 20)}, "{} closed on 20/10/2026"),
        ({"closed": date(2026, 10, 21)}, None),
    ],
)
@pytest.mark.parametrize("what", [Counter, Place, Office])
def test_a_counter_is_open_while_it_its_place_and_its_office_are(
    said_of, make, session, what, there, why_not
):
    code = make.counter().code
    session.execute(update(what).values(**there))
    session.commit()
    assert said_of(code) == (why_not and why_not.format(what.__name__.lower()))


@pytest.mark.parametrize(
    ("fields", "why_not"),
    [
        ([{}, {"closed": date(2026, 10, 20)}], None),
        ([{"closed": date(2026, 10, 21)}], None),
        ([{"opened": date(2026, 10, 20)}], None),
        ([{"closed": date(2026, 10, 20)}], "no field is open"),
        ([{"opened": date(2026, 10, 21)}, {"closed": date(2020, 1, 1)}], "no field is open"),
    ],
)
def test_a_counter_is_open_while_one_of_its_fields_is(said_of, make, fields, why_not):
    assert said_of(make.counter([make.field(**each) for each in fields]).code) == why_not


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_counter_is_open_once_its_questionnaire_is_published(
    said_of, make, session, clock, seconds
):
    clock.now = PUBLISHED - timedelta(seconds=seconds)
    code = make.counter().code
    assert said_of(code) == ("no questionnaire is published" if seconds else None)


def test_a_counter_of_an_unknown_questionnaire_is_not_open(said_of, make):
    code = make.counter(questionnaire_key="no-such").code
    assert said_of(code) == "no questionnaire is published"


def test_a_counter_without_a_code_in_force_is_not_open(
    said_of, listed, listed_json, make, session, clock
):
    counter = make.counter()
    code = counter.code
    counter.codes[0].revoked_at = clock()
    session.commit()
    assert said_of(code) == "no code in force"
    assert listed_json("counters")[0]["code"] is None
    assert listed("counters").splitlines()[1].endswith("no    no code in force")


def test_questionnaires(listed, listed_json):
    found = listed_json("questionnaires")
    assert [(each["key"], each["version"], each["measure"]) for each in found] == [
        ("health", 1, "service"),
        ("one-stop", 1, "transaction"),
        ("online", 1, "transaction"),
        ("school", 1, "service"),
        ("sipas", 1, "sipas"),
    ]
    assert all(each["title"] and each["title_en"] for each in found)
    assert listed("questionnaires").splitlines()[2].startswith("one-stop  1        transaction  ")


@pytest.mark.parametrize("what", ["offices", "fields", "counters"])
def test_nothing_is_listed_as_a_header_and_no_json(listed, what):
    assert listed(what).count("\n") == 1
    assert listed(what, "--json") == ""


def copies_of_a_questionnaire(session):
    text = session.scalars(select(QuestionnaireVersion.text).limit(1)).one()
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        QuestionnaireVersion(
            key="copy",
            version=n,
            measure="sipas",
            digest=str(n),
            text=f"{text}# {n}",
            published_at=at,
        )
        for n in range(1, 20)
    ]


@pytest.mark.parametrize("what", ["offices", "fields", "counters", "questionnaires"])
def test_a_long_list_takes_as_many_statements_as_a_short_one(
    listed, make, session, statements, what
):
    def taken():
        with statements() as sent:
            listed(what)
        return len(sent)

    make.counter()
    few = taken()
    parent = make.office()
    for _ in range(20):
        make.counter(office=make.office(parent=parent))
    session.add_all(copies_of_a_questionnaire(session))
    session.commit()
    assert taken() == few
    assert 0 < few <= 8
