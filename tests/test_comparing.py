"""Which differences between versions are named, and which of them would break a series."""

from dataclasses import replace

import pytest

from forms import shipped
from forms.comparing import broken, changes
from forms.questionnaire import Condition, Words

ONE_STOP = next(each for each in shipped() if each.key == "one-stop")


def with_question(key, **changed):
    """The questionnaire for one-stop centres with one question changed."""
    questions = tuple(
        replace(each, **changed) if each.key == key else each for each in ONE_STOP.questions
    )
    return replace(ONE_STOP, questions=questions)


def options_of(key, **changed):
    first, *others = ONE_STOP.question(key).options
    return (replace(first, **changed), *others)


def found(after):
    return [(each.question, each.what) for each in changes(ONE_STOP, after, "vi")]


def test_a_version_is_no_different_from_itself():
    assert found(ONE_STOP) == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"words": Words("Khác", "Other")}, "words"),
        ({"hint": Words("Khác", "Other")}, "hint"),
        ({"options": options_of("overall", words=Words("Kém", "Bad"))}, "labels"),
        ({"required": False}, "required"),
        ({"when": (Condition("time", frozenset({"late"})),)}, "when"),
        ({"factor": "access"}, "factor"),
        ({"block": "service"}, "part"),
        ({"role": None}, "role"),
        ({"screen": "rest"}, "screen"),
    ],
)
def test_what_does_not_change_the_meaning_of_a_key_lets_its_series_go_on(changed, what):
    after = with_question("overall", **changed)
    assert found(after) == [("overall", what)]
    assert list(broken([ONE_STOP], after)) == []


@pytest.mark.parametrize(
    ("key", "changed", "what"),
    [
        ("overall", {"options": options_of("overall", satisfied=True)}, "levels"),
        ("overall", {"options": ONE_STOP.question("overall").options[1:]}, "levels"),
        ("overall", {"kind": "choice"}, "kind"),
        ("time", {"options": options_of("time", points=0)}, "points"),
        ("time", {"indicator": None}, "points"),
        ("attitude", {"options": options_of("attitude", when=())}, "derivation"),
    ],
)
def test_another_meaning_breaks_the_series_of_a_key(key, changed, what):
    after = with_question(key, **changed)
    assert (key, what) in found(after)
    assert (key, what) in [(each.question, each.what) for each in broken([ONE_STOP], after)]


def test_a_key_has_no_other_meaning_than_in_a_version_long_ago():
    between = replace(ONE_STOP, questions=ONE_STOP.questions[1:])
    after = with_question("overall", kind="choice")
    assert next(broken([ONE_STOP, between], after)).question == "overall"


def test_new_and_gone_and_moved_questions_are_named():
    first, second, *others = ONE_STOP.questions
    another = replace(first, key="another")
    assert found(replace(ONE_STOP, questions=(*ONE_STOP.questions, another))) == [
        ("another", "new")
    ]
    assert found(replace(ONE_STOP, questions=(first, *others))) == [(second.key, "gone")]
    assert found(replace(ONE_STOP, questions=(second, first, *others))) == [("", "order")]


def test_the_whole_is_compared_too():
    after = replace(ONE_STOP, title=Words("Khác", "Other"), measure="sipas", index_rule="mean")
    assert found(replace(after, matter="visit")) == [
        ("", "title"),
        ("", "measure"),
        ("", "index"),
        ("", "matter"),
    ]
