"""Whatever JSON a tablet sends, the server answers, and the good answers beside it are stored."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.kiosk.stored import refused, stored
from tests.kiosk.tablet import entry

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(10**30), max_value=10**30)
    | st.floats()
    | st.text(st.characters(codec=None), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec=None), max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = ("id", "content", "field", "answers", "texts", "given_at", "offset_ms")
QUICKLY = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def tablet(paired, make):
    return paired(make.counter())


@pytest.fixture
def send(client, tablet, clock):
    """Send something between two good answers; what was said, and which are the good ones."""
    content = tablet.content()

    def send(broken: str):
        clock.pass_time(minutes=2)  # A new allowance.
        good = [entry(content, at=clock()) for _ in range(2)]
        body = f'{{"entries": [{json.dumps(good[0])}, {broken}, {json.dumps(good[1])}]}}'
        reply = client.post("/kiosk/responses", data=body, headers=tablet.authorization)
        assert reply.status_code == 200, reply.text
        first, between, last = reply.json["verdicts"]
        assert [first, last] == [{"id": each["id"], "verdict": "stored"} for each in good]
        return between

    return send


@QUICKLY
@given(ANY)
@example("\ud800\0")
@example({"id": {}, "answers": {"\0": "\ud800"}})
@example([[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]])
def test_any_json_at_all_leaves_its_neighbours_alone(send, broken):
    assert send(json.dumps(broken))["reason"] == "not-an-answer"


@QUICKLY
@given(st.dictionaries(st.sampled_from(NAMES), ANY, min_size=1))
def test_an_answer_with_something_broken_leaves_its_neighbours_alone(send, tablet, clock, changed):
    verdict = send(json.dumps({**entry(tablet.content(), at=clock()), **changed}))
    assert verdict["verdict"] in ("stored", "refused")
    assert ("reason" in verdict) == (verdict["verdict"] == "refused")


@QUICKLY
@given(
    answers=st.dictionaries(
        st.sampled_from(["overall", "reasons", "time", "comment", "token", "field", "data"])
        | st.text(),
        st.sampled_from(["1", "5", "waiting", "", "late"]) | st.text() | st.lists(st.text()),
    ),
    texts=st.dictionaries(st.sampled_from(["comment", "overall"]), st.text(max_size=1100)),
)
def test_any_answers_are_stored_or_refused(send, tablet, clock, session, answers, texts):
    shown = tablet.content()
    sent = entry(shown, at=clock(), answers={"overall": "2", **answers}, texts=texts)
    verdict = send(json.dumps(sent))
    assert verdict.get("reason") in (None, "invalid-answers")


@pytest.mark.parametrize(
    "broken",
    [
        "NaN",
        "-Infinity",
        "1e999",
        "-1e999",
        "9" * 5000,
        "-0.0",
        '{"id": 1, "id": 2}',
        '"\\ud800"',
        '"\\u0000"',
        '{"given_at": 1e400, "answers": {"\\u0000": "\\udfff"}}',
        "[" * 300 + "]" * 300,
        '{"a":' * 700 + "1" + "}" * 700,
    ],
)
def test_numbers_and_texts_that_databases_refuse_are_refused_first(send, session, broken):
    assert send(broken)["reason"] == "not-an-answer"
    assert list(refused(session).values()) == ["not-an-answer"]
    assert len(stored(session)) == 2


def test_a_text_with_half_a_character_is_stored_without_it(send, tablet, clock, session):
    sent = entry(tablet.content(), at=clock(), texts={"comment": "Tốt \ud83d"})
    assert send(json.dumps(sent))["verdict"] == "stored"
    assert len(stored(session)) == 3
