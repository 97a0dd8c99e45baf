"""The questionnaires that come with the product, held against the official measurements."""

import re
import unicodedata
from collections import Counter

import pytest

from forms.loading import shipped, shipped_texts
from forms.questionnaire import FACTORS, RESPONDENTS

BY_KEY = {questionnaire.key: questionnaire for questionnaire in shipped()}
ALL = pytest.mark.parametrize("questionnaire", shipped(), ids=lambda each: each.key)
WITH_OVERALL = pytest.mark.parametrize("key", ["one-stop", "online", "health", "school"])

LONGEST = {"title": 70, "question": 80, "hint": 60, "option": 28}
"""Letters that a telephone 320 pixels wide shows: an option in one line, the rest in three."""


def words(questionnaire):
    yield "title", questionnaire.title
    yield from (("title", screen.title) for screen in questionnaire.screens if screen.title)
    yield from (("title", part.words) for part in questionnaire.parts)
    for question in questionnaire.questions:
        yield "question", question.words
        yield from (("option", option.words) for option in question.options)
        if question.hint:
            yield "hint", question.hint


def points(question):
    return {option.key: option.points for option in question.options}


def levels(question):
    return [(option.words.vi, option.face, option.satisfied) for option in question.options]


def test_five_questionnaires_are_shipped_and_each_has_its_measure():
    assert {each.key: each.measure for each in shipped()} == {
        "one-stop": "transaction",
        "online": "transaction",
        "health": "service",
        "school": "service",
        "sipas": "sipas",
    }


def test_a_questionnaire_says_what_people_are_asked_about():
    assert {each.key: each.matter for each in shipped()} == {
        "one-stop": "dossier",
        "online": "dossier",
        "health": "visit",
        "school": "school",
        "sipas": "authorities",
    }


# Quyết định 1001/QĐ-BNV: 39 items, 23 on policy in 4 groups and 16 on service in 5.
def test_sipas_has_the_items_groups_and_blocks_of_the_method():
    items = [question for question in BY_KEY["sipas"].questions if question.is_item]
    assert Counter((item.block, item.group) for item in items) == {
        ("policy", "accountability"): 2,
        ("policy", "participation"): 2,
        ("policy", "quality"): 9,
        ("policy", "effects"): 10,
        ("service", "access"): 3,
        ("service", "procedures"): 4,
        ("service", "officials"): 3,
        ("service", "results"): 3,
        ("service", "feedback"): 3,
    }
    assert {part.key for part in BY_KEY["sipas"].parts} == {"policy", "service"} | {
        item.group for item in items
    }


def test_the_index_of_sipas_is_pooled_and_only_service_items_have_a_factor():
    items = [question for question in BY_KEY["sipas"].questions if question.is_item]
    assert BY_KEY["sipas"].index_rule == "pooled"
    assert all(i.factor == (i.group if i.block == "service" else None) for i in items)


# Quyết định 1001/QĐ-BNV: ten wishes of four levels, and five age bands.
def test_sipas_asks_ten_wishes_and_five_age_bands_and_neither_is_in_the_index():
    wishes = [q for q in BY_KEY["sipas"].questions if q.key.startswith("wish-")]
    assert [(q.kind, len(q.options), q.is_item) for q in wishes] == [("choice", 4, False)] * 10
    bands = BY_KEY["sipas"].question("age").option_keys
    assert bands == ("18-24", "25-34", "35-49", "50-60", "over-60")


def test_sipas_asks_nobody_to_write_anything_about_themselves():
    kinds = {question.kind for question in BY_KEY["sipas"].questions}
    assert kinds == {"scale", "choice", "choices"}


def test_one_stop_asks_about_each_of_the_five_factors_once():
    asked = [q.factor for q in BY_KEY["one-stop"].questions if q.factor]
    assert sorted(asked) == sorted(FACTORS)


# Thông tư 01/2018/TT-VPCP: the four indicators of nine that come from a questionnaire.
def test_one_stop_gives_the_points_of_the_circular():
    asked = {q.indicator: points(q) for q in BY_KEY["one-stop"].questions if q.indicator}
    assert asked == {
        1: {"early": 2, "on-time": 1, "late": 0},
        3: {"none": 2, "one": 1, "more": 0},
        4: {"none": 2, "one": 1, "more": 0},
        7: {"early-no-complaint": 2, "on-time-no-complaint": 1, "complaint": 0},
    }


# The same circular, indicator 7. Late without a complaint is not in its table.
@pytest.mark.parametrize(
    ("time", "complaint", "expected"),
    [
        ("early", "no", [2]),
        ("on-time", "no", [1]),
        ("late", "no", []),
        ("early", "yes", [0]),
        ("on-time", "yes", [0]),
        ("late", "yes", [0]),
    ],
)
def test_attitude_follows_from_time_and_complaint(time, complaint, expected):
    answers = {"time": time, "complaint": complaint}
    options = BY_KEY["one-stop"].question("attitude").options
    held = [o.points for o in options if all(each.holds(answers) for each in o.when)]
    assert held == expected


@pytest.mark.parametrize("key", ["one-stop", "health", "school", "sipas"])
def test_levels_four_and_five_of_five_are_satisfied(key):
    scales = [question for question in BY_KEY[key].questions if question.kind == "scale"]
    for scale in scales:
        assert scale.option_keys == ("1", "2", "3", "4", "5")
        assert levels(scale) == [
            ("Rất không hài lòng", "very-sad", False),
            ("Không hài lòng", "sad", False),
            ("Bình thường", "neutral", False),
            ("Hài lòng", "happy", True),
            ("Rất hài lòng", "very-happy", True),
        ]


# Thông tư 32/2017: three levels for services online.
def test_online_has_a_scale_of_three_that_shares_no_key_with_the_scale_of_five():
    for scale in (q for q in BY_KEY["online"].questions if q.kind == "scale"):
        assert scale.option_keys == ("not-satisfied", "satisfied", "very-satisfied")
        assert levels(scale) == [
            ("Không hài lòng", "sad", False),
            ("Hài lòng", "happy", True),
            ("Rất hài lòng", "very-happy", True),
        ]


@WITH_OVERALL
def test_only_the_overall_question_stands_on_the_first_screen_and_must_be_answered(key):
    first, rest = BY_KEY[key].screens
    assert BY_KEY[key].asked_on(first, {}) == (BY_KEY[key].overall,)
    assert not any(question.required for question in BY_KEY[key].asked_on(rest, {}))


@WITH_OVERALL
def test_reasons_are_asked_of_whoever_was_not_satisfied_and_one_is_other(key):
    questionnaire = BY_KEY[key]
    reasons = questionnaire.with_role("reasons")
    for option in questionnaire.overall.options:
        asked = questionnaire.asked_on(questionnaire.screens[1], {"overall": option.key})
        assert (reasons in asked) != option.satisfied
    assert reasons.option_keys[-1] == "other"


@WITH_OVERALL
def test_a_comment_comes_last_and_warns_against_names(key):
    last = BY_KEY[key].questions[-1]
    assert (last.role, last.kind) == ("comment", "text")
    assert "tên" in last.hint.vi
    assert "names" in last.hint.en


@pytest.mark.parametrize("key", ["one-stop", "online"])
def test_a_transaction_says_whether_a_person_or_an_organisation_answered(key):
    assert BY_KEY[key].with_role("respondent").option_keys == RESPONDENTS


def test_files_are_written_in_composed_letters():
    # Loading composes what it reads, so only the files themselves can tell.
    composed = {name: unicodedata.is_normalized("NFC", text) for name, text in shipped_texts()}
    assert composed == {f"{key}.toml": True for key in BY_KEY}


@ALL
def test_words_are_tidy(questionnaire):
    for _, each in words(questionnaire):
        for text in (each.vi, each.en):
            assert text == " ".join(text.split())
            assert text[0].isupper() or text[0].isdigit()


@ALL
def test_no_vietnamese_is_left_in_english(questionnaire):
    marked = [
        each.en
        for _, each in words(questionnaire)
        if re.search("[\u0300-\u036fđ]", unicodedata.normalize("NFD", each.en.lower()))
    ]
    assert marked == []


@ALL
def test_no_english_is_left_in_vietnamese(questionnaire):
    # Vietnamese is written without f, j, w and z, and hardly a phrase of it goes unmarked.
    foreign = [w.vi for _, w in words(questionnaire) if re.search("[fjwz]", w.vi.lower())]
    bare = {w.vi for _, w in words(questionnaire) if w.vi.isascii()}
    same = {w.vi for _, w in words(questionnaire) if w.vi == w.en}
    assert foreign == []
    assert bare <= {"Nam", "Kinh", "Ti vi"}
    assert same <= {"Kinh", "18–24", "25–34", "35–49", "50–60"}


@ALL
@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_are_short_enough_for_a_small_telephone(questionnaire, language):
    long = [w[language] for what, w in words(questionnaire) if len(w[language]) > LONGEST[what]]
    assert long == []


@ALL
def test_the_reader_is_addressed_as_ong_ba_and_once_at_most(questionnaire):
    for _, each in words(questionnaire):
        assert each.vi.count("Ông/Bà") <= 1
        assert not re.search(r"\b(anh|chị|bạn|quý vị|ông|bà)\b(?!/)", each.vi.replace("Ông/Bà", ""))
