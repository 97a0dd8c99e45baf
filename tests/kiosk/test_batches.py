"""A batch in, a verdict for each answer out: nothing is lost, and nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from forms import parse
from survey.models import Comment, KioskRefusal
from survey.questionnaires import publish
from tests.kiosk.stored import refused, stored
from tests.kiosk.tablet import Tablet, entry


@pytest.fixture
def counter(make):
    return make.counter(fields=[make.field(), make.field()])


@pytest.fixture
def tablet(paired, counter):
    return paired(counter)


@pytest.fixture
def content(tablet):
    return tablet.content()


@pytest.fixture
def give(content, clock):
    """An answer given now."""
    return lambda **given: entry(content, at=clock(), **given)


def test_an_answer_is_stored_as_one_of_the_kiosk(tablet, give, session, clock, counter, make):
    field = counter.fields[1]
    given = give(
        answers={"overall": "2", "reasons": ["waiting", "late"], "respondent": "person"},
        texts={"comment": "Chờ lâu quá, gọi 0912 345 678"},
        field=field.code,
    )
    clock.pass_time(minutes=5)
    reply = tablet.send(given)
    assert reply.json["verdicts"] == [{"id": given["id"], "verdict": "stored"}]
    (response,) = stored(session).values()
    assert {key: getattr(response, key) for key in vars(response) if key[0] != "_"} == {
        "id": response.id,
        "counter_id": counter.id,
        "office_id": counter.office_id,
        "field_id": field.id,
        "channel": "kiosk",
        "questionnaire_id": make.version("one-stop").id,
        "answers": {"overall": "2", "reasons": ["waiting", "late"], "respondent": "person"},
        "answered_at": response.answered_at,
        "received_at": clock(),
        "set_aside": None,
    }
    assert (clock() - response.answered_at).total_seconds() == 300
    assert session.scalars(select(Comment.body)).all() == ["Chờ lâu quá, gọi ▒▒▒"]


def test_one_bad_answer_does_not_refuse_the_others(tablet, give, session):
    good = [give(answers={"overall": str(level)}) for level in (1, 2, 3, 4)]
    bad = give(answers={"overall": "6"})
    assert tablet.verdicts(good[0], good[1], bad, good[2], good[3]) == [
        "stored",
        "stored",
        "invalid-answers",
        "stored",
        "stored",
    ]
    assert set(stored(session)) == {each["id"] for each in good}
    assert refused(session) == {bad["id"]: "invalid-answers"}


def test_the_same_batch_twice_is_stored_once(tablet, give, session):
    batch = [give(answers={"overall": "5"}), give(answers={"overall": "9"}), give()]
    assert tablet.verdicts(*batch) == ["stored", "invalid-answers", "stored"]
    assert tablet.verdicts(*batch) == ["already", "invalid-answers", "already"]
    assert (len(stored(session)), len(refused(session))) == (2, 1)


def test_an_answer_that_comes_again_much_later_is_there_already(tablet, give, session, clock):
    given = give(answers={"overall": "4"})
    assert tablet.verdicts(given) == ["stored"]
    clock.pass_time(days=40)
    assert tablet.verdicts({**given, "answers": {"overall": "1"}}) == ["already"]
    assert [response.answers for response in stored(session).values()] == [{"overall": "4"}]


def test_an_answer_that_was_sent_before_it_was_finished_is_added_to(tablet, give, session):
    given = give(answers={"overall": "2"})
    more = {**given, "answers": {"overall": "2", "reasons": ["manner"]}}
    assert tablet.verdicts(given, more, given) == ["stored", "already", "already"]
    (response,) = stored(session).values()
    assert response.answers == {"overall": "2", "reasons": ["manner"]}


def test_an_answer_twice_in_a_batch_is_one(tablet, give, session):
    given = give()
    assert tablet.verdicts(given, given) == ["stored", "already"]
    assert len(stored(session)) == 1


def test_the_same_batch_from_several_at_once_is_stored_once(app, tablet, give, session):
    batch = [give(answers={"overall": str(number % 6)}) for number in range(12)]
    session.rollback()

    def send(_):
        return Tablet(app.test_client(), tablet.credential).verdicts(*batch)

    with ThreadPoolExecutor(8) as several:
        said = list(several.map(send, range(8)))
    for number, verdicts in enumerate(zip(*said, strict=True)):
        expected = ["already"] * 7 + ["stored"] if number % 6 else ["invalid-answers"] * 8
        assert sorted(verdicts) == expected
    assert (len(stored(session)), len(refused(session))) == (10, 2)


def refusals(give, make, content):
    """Answers that can never be taken, with the reason."""
    elsewhere = make.field()
    return [
        ("unknown-content", give(content="0" * 64)),
        ("unknown-content", give(content=content["digest"].upper())),
        ("unknown-content", give(content="\0")),
        ("unknown-content", give(content="")),
        ("unknown-field", give(field=elsewhere.code)),
        ("unknown-field", give(field="")),
        ("unknown-field", give(field=None)),
        ("unknown-field", give(field="\ud800")),
        ("invalid-answers", give(answers={})),
        ("invalid-answers", give(answers={"overall": ""})),
        ("invalid-answers", give(answers={"overall": []})),
        ("invalid-answers", give(answers={"overall": ["4", "5"]})),
        ("invalid-answers", give(answers={"overall": "2", "reasons": ["waiting", "weather"]})),
        ("invalid-answers", give(answers={"overall": "2", "time": "early\0"})),
        ("invalid-answers", give(texts={"comment": "x" * 1001})),
        ("not-an-answer", give(answers={"overall": 5})),
        ("not-an-answer", give(answers={"overall": ["5", 5]})),
        ("not-an-answer", give(answers=["overall", "5"])),
        ("not-an-answer", give(texts={"comment": ["a", "b"]})),
        ("not-an-answer", give(texts=["comment"])),
        ("not-an-answer", give(field=7)),
        ("not-an-answer", give(content=None)),
        ("not-an-answer", give(given_at=None)),
        ("not-an-answer", give(given_at="2026-10-20")),
        ("not-an-answer", give(given_at=True)),
        ("not-an-answer", give(id="7")),
        ("not-an-answer", give(id=f"{{{uuid4()}}}")),
    ]


def test_what_can_never_be_taken_is_refused_with_its_reason_and_kept(
    tablet, give, make, session, content
):
    expected, entries = zip(*refusals(give, make, content), strict=True)
    assert tuple(tablet.verdicts(*entries)) == expected
    assert (len(stored(session)), len(refused(session))) == (0, len(entries))
    assert tuple(tablet.verdicts(*entries)) == expected
    assert len(refused(session)) == len(entries)


def test_what_is_refused_is_kept_without_what_names_a_person(tablet, give, session):
    given = give(
        answers={"overall": "7", "0912 345 678": "a.b@c.vn"},
        texts={"comment": "Tôi là A, 0912345678, a@b.vn"},
        other={"nested": [912345678, {"deep": "CCCD 042090001234\0\ud800"}]},
        offset_ms=-90_000_000,
    )
    tablet.send(given)
    (row,) = session.scalars(select(KioskRefusal))
    assert row.entry == {
        **given,
        "answers": {"overall": "7", "▒▒▒": "▒▒▒"},
        "texts": {"comment": "Tôi là A, ▒▒▒, ▒▒▒"},
        "other": {"nested": ["▒▒▒", {"deep": "CCCD ▒▒▒"}]},
    }


@pytest.mark.parametrize("sent", [None, 7, "answer", [], [{}], {}, {"id": 7}, {"id": "x" * 99}])
def test_an_answer_without_a_name_is_refused_without_one(tablet, give, session, sent):
    good = give()
    for _ in range(2):
        said = tablet.send(sent, good).json["verdicts"]
        assert said[0] == {"id": None, "verdict": "refused", "reason": "not-an-answer"}
        assert (said[1]["id"], said[1].get("reason")) == (good["id"], None)
    assert list(refused(session).values()) == ["not-an-answer"]


def test_what_is_not_asked_given_the_other_answers_is_left_out(tablet, give, session):
    given = give(
        answers={
            "overall": "5",
            "reasons": ["waiting"],
            "weather": "fine",
            "attitude": "complaint",
        },
        texts={"reasons": "x", "letter": "y"},
    )
    assert tablet.verdicts(given) == ["stored"]
    (response,) = stored(session).values()
    assert response.answers == {"overall": "5"}
    assert session.scalars(select(Comment)).all() == []


def test_a_required_question_of_a_later_screen_may_be_left_alone(make, paired, clock, session):
    """As on the phone, where people go away before it."""
    text = make.version("one-stop").text.replace("version = 1\n", "version = 2\n", 1)
    text = text.replace('role = "respondent"\n', 'role = "respondent"\nrequired = true\n')
    publish(session, parse(text), text, clock())
    session.commit()
    tablet = paired(make.counter())
    content = tablet.content()
    required = {each["key"] for each in content["questionnaire"]["questions"] if each["required"]}
    assert required == {"overall", "respondent"}
    given = entry(content, at=clock(), answers={"overall": "5", "time": "early"})
    assert tablet.verdicts(given) == ["stored"]
    answers = [response.answers for response in stored(session).values()]
    assert answers == [{"overall": "5", "time": "early"}]


def test_an_identifier_that_was_used_at_another_counter_is_refused(
    tablet, give, make, session, paired, clock
):
    elsewhere = make.response(make.counter(), {"overall": "1"})
    given = give(id=str(elsewhere))
    assert tablet.verdicts(given) == ["another-counter"]
    assert [response.answers for response in stored(session).values()] == [{"overall": "1"}]


def test_the_queue_of_another_kiosk_is_refused_and_still_taken_from_the_right_one(
    tablet, give, make, paired, session, counter
):
    """Somebody loaded a saved queue on the wrong tablet."""
    batch = [give(), give()]
    wrong = paired(make.counter())
    assert wrong.verdicts(*batch) == ["another-counter"] * 2
    assert tablet.verdicts(*batch) == ["stored"] * 2
    assert paired(counter).verdicts(*batch) == ["already"] * 2
    assert len(stored(session)) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"entries": {}}',
        b'{"entries": null}',
        b'{"entries": "x"}',
        b"{" * 60000,
    ],
)
def test_a_body_that_is_no_batch_is_refused(client, tablet, session, body):
    reply = client.post("/kiosk/responses", data=body, headers=tablet.authorization)
    assert (reply.status_code, reply.json["error"]) == (400, "bad-request")
    assert (stored(session), refused(session)) == ({}, {})


def test_an_empty_batch_is_answered(tablet):
    assert tablet.verdicts() == []


def test_a_batch_has_at_most_a_hundred_answers_and_64_kilobytes(tablet, give, session):
    small = [{"id": None}] * 101
    heavy = [give(texts={"comment": "x" * 1000}) for _ in range(60)]
    for batch in (small, heavy):
        reply = tablet.send(*batch)
        assert (reply.status_code, reply.json["error"]) == (413, "too-large")
    assert stored(session) == {}
    assert tablet.verdicts(*heavy[:40]) == ["stored"] * 40
