"""Whatever JSON a tablet sends, the server answers, and the good answers beside it are stored."""

import json
from itertools import chain

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
    max_examples=30,  # Of about five things each.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def tablet(paired, make):
    return paired(make.counter())


@pytest.fixture
def send(client, tablet, clock):
    """Send some things in a batch with a good answer after each; what was said of them."""
    content = tablet.content()

    def send(*broken: str):
        clock.pass_time(minutes=2)  # A new allowance.
        good = [json.dumps(entry(content, at=clock())) for _ in broken]
        entries = ", ".join(chain.from_iterable(zip(broken, good, strict=True)))
        body = f'{{"entries": [{entries}]}}'
        reply = client.post("/kiosk/responses", data=body, headers=tablet.authorization)
        assert reply.status_code == 200, reply.text
        verdicts = reply.json["verdicts"]
        stored = [{"id": json.loads(each)["id"], "verdict": "stored"} for each in good]
        assert verdicts[1::2] == stored
        return verdicts[::2]

    return send


def some(things):
    return st.lists(things, min_size=4, max_size=6)


@QUICKLY
@given(some(ANY))
@example(["\ud800\0", {"id": {}, "answers": {"\0": "\ud800"}}])
@example([[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]])
def test_any_json_at_all_leaves_its_neighbours_alone(send, broken):
    verdicts = send(*map(json.dumps, broken))
    assert [verdict["reason"] for verdict in verdicts] == ["not-an-answer"] * len(broken)


@QUICKLY
@given(some(st.dictionaries(st.sampled_from(NAMES), ANY, min_size=1)))
def test_an_answer_with_something_broken_leaves_its_neighbours_alone(send, tablet, clock, changed):
    content = tablet.content()
    sent = [json.dumps({**entry(content, at=clock()), **each}) for each in changed]
    for verdict in send(*sent):
        assert verdict["verdict"] in ("stored", "refused")
        assert ("reason" in verdict) == (verdict["verdict"] == "refused")


ANSWERS = st.dictionaries(
    st.sampled_from(["overall", "reasons", "time", "comment", "token", "field", "data"])
    | st.text(),
    st.sampled_from(["1", "5", "waiting", "", "late"]) | st.text() | st.lists(st.text()),
)
TEXTS = st.dictionaries(st.sampled_from(["comment", "overall"]), st.text(max_size=1100))


@QUICKLY
@given(some(st.tuples(ANSWERS, TEXTS)))
def test_any_answers_are_stored_or_refused(send, tablet, clock, said):
    shown = tablet.content()
    sent = [
        json.dumps(entry(shown, at=clock(), answers={"overall": "2", **answers}, texts=texts))
        for answers, texts in said
    ]
    assert {verdict.get("reason") for verdict in send(*sent)} <= {None, "invalid-answers"}


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
    assert [verdict["reason"] for verdict in send(broken)] == ["not-an-answer"]
    assert list(refused(session).values()) == ["not-an-answer"]
    assert len(stored(session)) == 1


def test_a_text_with_half_a_character_is_stored_without_it(send, tablet, clock, session):
    sent = entry(tablet.content(), at=clock(), texts={"comment": "Tốt \ud83d"})
    assert [verdict["verdict"] for verdict in send(json.dumps(sent))] == ["stored"]
    assert len(stored(session)) == 2
