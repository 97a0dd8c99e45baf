"""What a tablet is given to show: all of it, known again by its digest, and kept."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from forms import parse
from kiosk import register
from survey.deployment import DEMONSTRATION, YES
from survey.models import Fact, KioskContent
from survey.publications import Reach, publish_for
from survey.questionnaires import add_version
from tests.conftest import PUBLISHED, SECRET_KEY
from tests.kiosk.tablet import Tablet

TODAY = date(2026, 10, 20)


def kept(session):
    session.rollback()
    return {row.digest: row for row in session.scalars(select(KioskContent))}


def test_a_tablet_is_given_its_counter_and_questions(paired, make):
    counter = make.counter(
        number="18073-1",
        name="Quầy 1",
        office=make.office(code="so-tu-phap", name="Sở Tư pháp", complaints="0239 3 123 456"),
        fields=[make.field(code="ho-tich", name_vi="Hộ tịch", name_en="Civil status")],
    )
    content = paired(counter).content()
    assert {key: content[key] for key in content if key not in ("questionnaire", "pin")} == {
        "counter": "18073-1",
        "office_code": "so-tu-phap",
        "office": "Sở Tư pháp",
        "where": f"Quầy 1 · {counter.place.name}",
        "complaints": "0239 3 123 456",
        "open": True,
        "reason": None,
        "fields": [{"code": "ho-tich", "vi": "Hộ tịch", "en": "Civil status"}],
        "matter": "dossier",
        "is_demonstration": False,
        "settings": {"idle_seconds": 30, "countdown_seconds": 10, "thanks_seconds": 10},
        "digest": content["digest"],
        "file_key": content["file_key"],
    }
    assert len(content["digest"]) == 64
    assert len(content["file_key"]) == 43


def test_an_office_without_a_line_of_its_own_points_to_the_national_portal(paired, make):
    content = paired(make.counter(office=make.office(complaints=""))).content()
    assert content["complaints"] == "https://dichvucong.gov.vn"


def test_the_questions_are_those_of_the_questionnaire(paired, make):
    given = paired(make.counter()).content()["questionnaire"]
    questionnaire = make.questionnaire("one-stop")
    asked = [question for question in questionnaire.questions if question.kind != "derived"]
    assert given["digest"] == questionnaire.digest
    assert [screen["key"] for screen in given["screens"]] == ["overall", "rest"]
    assert [question["key"] for question in given["questions"]] == [each.key for each in asked]
    overall, reasons = given["questions"][:2]
    assert overall == {
        "key": "overall",
        "kind": "scale",
        "words": {
            "vi": "Ông/Bà có hài lòng với lần làm hồ sơ này không?",
            "en": "How satisfied are you with how your dossier was handled?",
        },
        "hint": None,
        "screen": "overall",
        "role": "overall",
        "required": True,
        "options": overall["options"],
        "when": [],
    }
    assert overall["options"][4] == {
        "key": "5",
        "words": {"vi": "Rất hài lòng", "en": "Very satisfied"},
        "face": "very-happy",
        "satisfied": True,
    }
    assert reasons["when"] == [{"question": "overall", "one_of": ["1", "2", "3"]}]
    assert reasons["hint"] == {"vi": "Có thể chọn nhiều ý.", "en": "You may choose several."}


@pytest.mark.parametrize("key", ["one-stop", "online", "health", "school", "sipas"])
def test_every_questionnaire_can_be_given(paired, make, key):
    questionnaire = make.questionnaire(key)
    given = paired(make.counter(questionnaire_key=key)).content()
    assert (given["open"], given["matter"]) == (True, questionnaire.matter)
    assert len(given["questionnaire"]["questions"]) == len(
        [question for question in questionnaire.questions if question.screen]
    )


def test_content_is_kept_once_with_whose_it_is(paired, make, session, clock):
    counter = make.counter()
    tablet = paired(counter)
    made_at = clock()
    digest = tablet.content()["digest"]
    clock.pass_time(days=1)
    tablet.content()
    (row,) = kept(session).values()
    assert (row.digest, row.counter_id, row.office_id, row.made_at) == (
        digest,
        counter.id,
        counter.office_id,
        made_at,
    )
    assert row.questionnaire_id == make.version("one-stop").id


def test_no_secret_is_kept_with_it(paired, make, session):
    content = paired(make.counter()).content()
    (row,) = kept(session).values()
    for secret in (content["file_key"], content["pin"]["hash"], content["pin"]["salt"]):
        assert secret not in json.dumps(row.body)


def changes(make, counter, session, clock, app):
    """What makes another content, by what it is."""

    another_field = make.field()

    def office():
        counter.office = make.office(name=counter.office.name)

    def pin():
        register.give_pin(register.kiosk_named(session, "K1"))

    return {
        "name": lambda: setattr(counter, "name", "Quầy khác"),
        "office of the same name": office,
        "field": lambda: counter.fields.append(another_field),
        "questionnaire": lambda: make.follow("one-stop"),
        "complaints": lambda: setattr(counter.office, "complaints", "0239 3 123 456"),
        "pin": pin,
        "idle": lambda: app.config.update(KIOSK_IDLE_SECONDS=60),
        "demonstration": lambda: session.add(Fact(name=DEMONSTRATION, value=YES)),
        "closed": lambda: setattr(counter, "closed", clock().date()),
    }


WHAT = [
    "name",
    "office of the same name",
    "field",
    "questionnaire",
    "complaints",
    "pin",
    "idle",
    "demonstration",
    "closed",
]


@pytest.mark.parametrize("what", WHAT)
def test_whatever_changes_makes_another_content(app, paired, make, session, clock, what):
    counter = make.counter()
    tablet = paired(counter)
    before = tablet.content()["digest"]
    clock.pass_time(hours=1)
    changes(make, counter, session, clock, app)[what]()
    session.commit()
    assert tablet.content()["digest"] != before


def test_two_counters_that_look_alike_have_contents_of_their_own(paired, make, session):
    office, field = make.office(), make.field()
    one = make.counter(fields=[field], office=office, name="Quầy 1")
    two = make.counter(fields=[field], office=office, place=one.place, name="Quầy 1")
    digests = [paired(counter).content()["digest"] for counter in (one, two)]
    assert {kept(session)[digest].counter_id for digest in digests} == {one.id, two.id}


def test_a_new_pin_reaches_the_tablet(paired, make, session):
    tablet = paired(make.counter())
    before = tablet.content()["pin"]
    register.give_pin(register.kiosk_named(session, "K1"))
    session.commit()
    after = tablet.content()["pin"]
    assert before != after
    assert set(after) == {"salt", "hash", "iterations"}


@pytest.mark.parametrize("what", ["counter", "place", "office", "only field"])
def test_a_closed_counter_says_so_and_asks_nothing(paired, make, session, what):
    counter = make.counter()
    tablet = paired(counter)
    closed = {
        "counter": counter,
        "place": counter.place,
        "office": counter.office,
        "only field": counter.fields[0],
    }[what]
    closed.closed = date(2026, 10, 20)
    session.commit()
    content = tablet.content()
    assert (content["open"], content["fields"], content["questionnaire"]) == (False, [], None)
    assert content["reason"] == ("no-field" if what == "only field" else "not-in-use")
    assert kept(session) == {}


def test_a_counter_whose_questionnaire_is_to_come_is_closed(paired, make, session, clock):
    clock.now = PUBLISHED - timedelta(minutes=1)
    tablet = paired(make.counter())
    assert tablet.content()["reason"] == "no-questionnaire"
    clock.pass_time(minutes=1)
    assert tablet.content()["open"] is True


def test_a_version_published_for_tablets_comes_with_the_next_look(paired, make, session, clock):
    counter = make.counter()
    tablet = paired(counter)
    before = tablet.content()
    newest = make.version("one-stop")
    text = newest.text.replace("version = 1\n", "version = 2\n", 1)
    row = add_version(session, parse(text), text, clock(), "an")
    for channel in ("qr", "kiosk"):
        publish_for(session, row, Reach({counter.office_id}, {channel}, TODAY), clock())
        session.commit()
        after = tablet.content()
        is_for_tablets = channel == "kiosk"
        assert (after["questionnaire"]["digest"] == row.digest) == is_for_tablets
        assert (after["digest"] != before["digest"]) == is_for_tablets


def test_a_code_that_was_revoked_closes_no_tablet(paired, make, session, clock):
    counter = make.counter()
    counter.codes[0].revoked_at = clock()
    session.commit()
    assert paired(counter).content()["open"] is True


def test_a_kiosk_that_was_moved_shows_its_new_counter(paired, make, session, clock):
    tablet = paired(make.counter())
    tablet.content()
    there = make.counter(number="there")
    register.move(session, register.kiosk_named(session, "K1"), there, clock())
    session.commit()
    assert tablet.content()["counter"] == "there"


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Basic !",
        "Bearer short",
        f"Bearer {'A' * 43}",
        f"Bearer {'é' * 43}",
        f"Bearer {'x' * 40000}",
    ],
)
def test_without_its_credential_nothing_is_told(client, paired, make, authorization):
    paired(make.counter())
    headers = {} if authorization is None else {"Authorization": authorization}
    reply = client.get("/kiosk/content", headers=headers)
    assert (reply.status_code, reply.json["error"]) == (401, "not-paired")
    assert set(reply.json) == {"now", "error"}
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_kiosk_is_told_nothing(paired, make, session, clock):
    tablet = paired(make.counter())
    register.revoke(register.kiosk_named(session, "K1"), clock())
    session.commit()
    reply = tablet.get("/kiosk/content")
    assert (reply.status_code, reply.json["error"]) == (401, "not-paired")


def test_a_tablet_that_was_replaced_is_told_nothing(client, paired, make, session, clock):
    old, new = paired(make.counter()), Tablet(client)
    kiosk = register.kiosk_named(session, "K1")
    code = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    assert old.get("/kiosk/content").status_code == 200
    new.pair(code)
    assert (old.get("/kiosk/content").status_code, new.get("/kiosk/content").status_code) == (
        401,
        200,
    )
