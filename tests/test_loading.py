"""A questionnaire file is read whole, or refused with its name, a line and a reason."""

import unicodedata

import pytest

from forms.loading import BadQuestionnaire, parse

GOOD = """\
key = "visit"
version = 1
measure = "transaction"
title = { vi = "Ý kiến", en = "Opinion" }

[[scales]]
key = "levels"
options = [
  { key = "1", vi = "Kém", en = "Poor" },
  { key = "2", vi = "Tạm", en = "Fair" },
  { key = "3", vi = "Vừa", en = "Middling" },
  { key = "4", vi = "Tốt", en = "Good", satisfied = true },
]

[[screens]]
key = "first"

[[screens]]
key = "second"
title = { vi = "Thêm", en = "More" }

[[questions]]
key = "overall"
screen = "first"
kind = "scale"
scale = "levels"
role = "overall"
required = true
vi = "Thế nào?"
en = "How was it?"

[[questions]]
key = "reasons"
screen = "second"
kind = "choices"
role = "reasons"
when = { overall = ["1", "2", "3"] }
vi = "Vì sao?"
en = "Why?"
options = [
  { key = "late", vi = "Trễ", en = "Late" },
  { key = "other", vi = "Khác", en = "Other" },
]

[[questions]]
key = "staff"
screen = "second"
kind = "scale"
scale = "levels"
factor = "officials"
vi = "Cán bộ"
en = "Staff"

[[questions]]
key = "good"
kind = "derived"
indicator = 7
vi = "Suy ra"
en = "Derived"
options = [
  { key = "yes", points = 2, vi = "Có", en = "Yes", when = { staff = ["4"] } },
  { key = "no", points = 0, vi = "Không", en = "No", when = { staff = ["1"] } },
]

[[questions]]
key = "comment"
screen = "second"
kind = "text"
role = "comment"
vi = "Góp ý"
en = "Comment"
"""

OVERALL, REASONS, STAFF, DERIVED, COMMENT = 22, 32, 45, 54, 65
"""The lines that the questions above begin at."""

LATE = '{ key = "late", vi = "Trễ", en = "Late" },'
THIRTEEN = "".join(f'{{ key = "o{n}", vi = "Ý {n}", en = "Thing {n}" }},' for n in range(12))

MISTAKES = [
    # The spelling of the file.
    ('measure = "transaction"', "measure = transaction", 3, "cannot be read here or just before"),
    ("version = 1", 'version = 1\nkey = "again"', 3, "is there already"),
    ('en = "Comment"\n', 'en = "Comment', 71, "a quotation mark"),
    ('en = "Comment"\n', "options = [", 71, "a bracket"),
    ("version = 1", "version = " + 5000 * "1", 1, "digits"),
    ("version = 1", "version = " + 5000 * "[", 1, "nested too deeply"),
    # The names and types in it.
    ("version = 1", "version = 1\nscreeens = 1", 3, "screeens"),
    ("version = 1\n", "", 1, "'version' is missing"),
    ("version = 1", 'version = "1"', 2, "'version' should be a whole number"),
    (', en = "Opinion"', "", 4, "'en' is missing in title"),
    (', en = "Middling"', "", 6, "'en' is missing in scales 1, options 3"),
    ("title = { vi", "titel = { vi", 4, "titel"),
    ('title = { vi = "Thêm"', 'titel = { vi = "Thêm"', 18, "titel"),
    ('en = "Why?"', 'en = "Why?"\nhelp = "no"', REASONS, "help"),
    ('en = "Why?"\n', "", REASONS, "'en' is missing in questions 2"),
    ('en = "Why?"', "en = 3", REASONS, "'en' should be a text"),
    (
        'en = "Why?"',
        'en = "Why?"\nhint = { vi = "Ý" }',
        REASONS,
        "'en' is missing in questions 2, hint",
    ),
    (LATE, '{ key = "late", vi = "Trễ" },', REASONS, "'en' is missing in questions 2, options 1"),
    ("required = true", 'required = "yes"', OVERALL, "'required' should be true or false"),
    ('overall = ["1", "2", "3"]', 'overall = "1"', REASONS, "'when' should be a list"),
    # The whole.
    ("version = 1", "version = 0", 2, "version 0"),
    ('key = "visit"', 'key = "Visit 1"', 1, "'Visit 1'"),
    ('measure = "transaction"', 'measure = "mood"', 3, "'mood'"),
    ("version = 1", 'version = 1\nindex = "median"', 3, "'median'"),
    ("version = 1", 'version = 1\nmatter = "weather"', 3, "'weather'"),
    ('vi = "Ý kiến"', 'vi = " "', 4, "title"),
    ('vi = "Thêm"', 'vi = ""', 18, "'second'"),
    ('key = "second"', 'key = "first"', 18, "two screens 'first'"),
    ('key = "second"', 'key = "second"\n[[screens]]\nkey = "third"', 20, "'third' asks nothing"),
    ("[[scales]]", '[[scales]]\nkey = "levels"\noptions = []\n[[scales]]', 9, "scales 'levels'"),
    # Larger than anything that people answer.
    ('en = "Opinion"', f'en = "{"o" * 301}"', 4, "too long"),
    ('en = "Why?"', f'en = "{"o" * 301}"', REASONS, "300 characters are the most"),
    (LATE, LATE.replace('"Late"', f'"{"o" * 301}"'), REASONS, "too long"),
    ('vi = "Thêm"', f'vi = "{"o" * 301}"', 18, "too long"),
    ("[[scales]]", '[[parts]]\nkey = "p"\nwords = {vi="a", en="b"}\n' * 41 + "[[scales]]", 6, "41"),
    # What databases refuse, or a page would break at.
    ('en = "Opinion"', 'en = "Opin\\u0000ion"', 4, "'Opinion' has a line break"),
    ('en = "Why?"', 'en = "Why\\n?"', REASONS, "control character"),
    ('key = "second"', 'key = "se\\u0000cond"', 18, "small letters"),
    ("[[scales]]", '[[parts]]\nkey = "P 1"\nwords = {vi="a", en="b"}\n[[scales]]', 6, "'P 1'"),
    # The overall question and the other roles.
    ("required = true", "required = false", OVERALL, "overall question must be required"),
    ('role = "overall"\n', "", OVERALL, 'role = "overall"'),
    ('role = "overall"', 'role = "main"', OVERALL, "'main'"),
    ('role = "reasons"', 'role = "overall"', REASONS, "two questions have the role 'overall'"),
    ('role = "reasons"', 'role = "respondent"', REASONS, "respondent"),
    ('role = "reasons"', 'role = "comment"', COMMENT, "two questions have the role 'comment'"),
    ('kind = "text"', 'kind = "choice"', COMMENT, "a text must"),
    ('role = "comment"\n', "", COMMENT, "comment"),
    # One question.
    ('key = "reasons"', 'key = "Why not"', REASONS, "'Why not'"),
    ('key = "reasons"', 'key = "data"', REASONS, "'data'"),
    ('key = "reasons"', 'key = "field"', REASONS, "'field'"),
    ('key = "staff"', 'key = "reasons"', STAFF, "two questions 'reasons'"),
    ('en = "Why?"', 'en = " "', REASONS, "needs words"),
    ('kind = "choices"', 'kind = "checkbox"', REASONS, "'checkbox'"),
    ('en = "Why?"', 'en = "Why?"\nrequired = true', REASONS, "required"),
    ('en = "Why?"', 'en = "Why?"\nfactor = "access"', REASONS, "only a scale"),
    ('factor = "officials"', 'factor = "charm"', STAFF, "'charm'"),
    ('factor = "officials"', 'group = "officials"', STAFF, "'officials'"),
    ('screen = "second"\nkind = "scale"', 'screen = "third"\nkind = "scale"', STAFF, "'third'"),
    ('screen = "second"\nkind = "scale"', 'kind = "scale"', STAFF, "on no screen"),
    # Its options.
    ('scale = "levels"\nfactor', 'scale = "stars"\nfactor', STAFF, "'stars'"),
    ('scale = "levels"\nfactor', "factor", STAFF, "0 options"),
    ('en = "Staff"', f'en = "Staff"\noptions = [{LATE}]', STAFF, "not both"),
    (", satisfied = true", "", OVERALL, "satisfied"),
    (LATE, THIRTEEN, REASONS, "13 options"),
    (LATE, "", REASONS, "1 options"),
    (LATE, LATE + LATE, REASONS, "'late'"),
    (LATE, LATE.replace("late", "Too late"), REASONS, "'Too late'"),
    (LATE, LATE.replace("Late", ""), REASONS, "'late'"),
    (LATE, LATE.replace(" }", ', face = "angry" }'), REASONS, "'angry'"),
    (LATE, LATE.replace(" }", ', when = { overall = ["1"] } }'), REASONS, "'late' has a when"),
    ('en = "Comment"', f'en = "Comment"\noptions = [{LATE}{LATE}]', COMMENT, "no options"),
    # What it hangs on.
    ('overall = ["1", "2", "3"]', 'staff = ["1"]', REASONS, "'staff', which no earlier screen"),
    ('overall = ["1", "2", "3"]', 'overall = ["1", "9"]', REASONS, "'9', which 'overall'"),
    (', when = { staff = ["4"] }', "", DERIVED, "'yes' has a when"),
    ('when = { staff = ["4"] }', 'when = { stuff = ["4"] }', DERIVED, "'stuff'"),
    ("points = 2", "points = 3", DERIVED, "'yes' of an indicator"),
    (
        'kind = "derived"',
        'kind = "derived"\nscreen = "second"',
        DERIVED,
        "derived question is on no",
    ),
    (
        'kind = "derived"',
        'kind = "derived"\nscreen = "third"',
        DERIVED,
        "derived question is on no",
    ),
]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "reason"), MISTAKES, ids=[reason for *_, reason in MISTAKES]
)
def test_a_wrong_file_is_refused_with_its_name_the_line_and_the_reason(right, wrong, line, reason):
    text = GOOD.replace(right, wrong, 1)
    with pytest.raises(BadQuestionnaire) as refusal:
        parse(text, "visit.toml")
    place, said = str(refusal.value).split(": ", 1)
    assert place == f"visit.toml:{line}"
    assert reason in said


@pytest.mark.parametrize("right", sorted({right for right, *_ in MISTAKES}))
def test_every_mistake_above_changes_something(right):
    assert right in GOOD


def test_an_overall_question_on_a_later_screen_is_refused():
    text = GOOD.replace('screen = "first"', 'screen = "second"')
    text = text.replace('screen = "second"\nkind = "choices"', 'screen = "first"\nkind = "choices"')
    with pytest.raises(BadQuestionnaire, match=f":{OVERALL}: the overall question must be"):
        parse(text)


def test_six_levels_are_too_many_for_the_overall_question():
    two_more = 'true }, { key = "5", vi = "A", en = "A" }, { key = "6", vi = "B", en = "B" }'
    with pytest.raises(BadQuestionnaire, match=f":{OVERALL}: 6 options; between 2 and 5"):
        parse(GOOD.replace("true }", two_more, 1))


def test_sipas_needs_no_overall_question_but_a_required_one_on_its_first_screen():
    sipas = GOOD.replace('"transaction"', '"sipas"').replace('role = "overall"\n', "")
    assert parse(sipas).overall is None
    with pytest.raises(BadQuestionnaire, match=":15: the first screen has no required question"):
        parse(sipas.replace("required = true\n", ""))


def test_a_file_without_screens_is_refused():
    before, after = GOOD.split("[[screens]]", 1)
    after = after[after.index("[[questions]]") :]
    with pytest.raises(BadQuestionnaire, match=r":1: there is no \[\[screens\]\]"):
        parse(f"screens = []\n{before}{after}")


def test_equal_texts_give_equal_questionnaires_whatever_the_file_is_called():
    assert parse(GOOD, "one.toml") == parse(GOOD, "two.toml")
    assert len(parse(GOOD).digest) == 64
    assert parse(GOOD) != parse(GOOD.replace("Thế nào?", "Ra sao?"))


def test_text_is_composed_as_it_is_read():
    decomposed = unicodedata.normalize("NFD", GOOD)
    assert decomposed != GOOD
    assert parse(decomposed) == parse(GOOD)
    assert parse(decomposed).question("overall").words.vi == "Thế nào?"


@pytest.mark.parametrize(
    ("overall", "asked"),
    [
        ("1", ["reasons", "staff", "comment"]),
        ("2", ["reasons", "staff", "comment"]),
        ("3", ["reasons", "staff", "comment"]),
        ("4", ["staff", "comment"]),
        (None, ["staff", "comment"]),
    ],
)
def test_reasons_are_asked_up_to_level_three_and_a_derived_question_never(overall, asked):
    questionnaire = parse(GOOD)
    earlier = {"overall": overall} if overall else {}
    screen = questionnaire.screens[1]
    assert [question.key for question in questionnaire.asked_on(screen, earlier)] == asked


def test_a_scale_is_shared_by_the_questions_that_name_it():
    questionnaire = parse(GOOD)
    assert questionnaire.question("staff").options == questionnaire.overall.options
    assert questionnaire.overall.is_satisfied("4")
    assert not questionnaire.overall.is_satisfied("3")
