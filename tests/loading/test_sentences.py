"""What is wrong with a file is said in English, and in the language of whoever reads it."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

import survey
from survey.languages import CATALOGUE
from survey.loading import Problem
from survey.loading.entries import Entry, unknown
from survey.loading.problems import Refused
from survey.loading.sentences import Sentence

WORDS = {"%(what)s is missing": "thiếu %(what)s", "the key": "chìa khóa"}


@pytest.fixture(scope="module")
def vietnamese():
    with Path(survey.__file__).parent.joinpath(CATALOGUE).open("rb") as file:
        return GNUTranslations(file).gettext


def test_a_sentence_is_english_and_is_said_in_another_language():
    sentence = Sentence("%(what)s is missing", what="'a'")
    assert (sentence, sentence.said(WORDS.get)) == ("'a' is missing", "thiếu 'a'")


def test_a_sentence_within_another_is_said_too():
    sentence = Sentence("%(what)s is missing", what=Sentence("the key"))
    assert (sentence, sentence.said(WORDS.get)) == ("the key is missing", "thiếu chìa khóa")


def test_a_per_cent_sign_that_nothing_is_put_into_stays():
    assert Sentence("above 100 %: no").said(str) == "above 100 %: no"
    assert Sentence("%(what)s", what="100 %s").said(str) == "100 %s"


def test_a_refused_cell_hands_on_its_sentence():
    refused = Refused("%(what)s is missing", what=3)
    assert (str(refused), refused.message.said(WORDS.get)) == ("3 is missing", "thiếu 3")


def test_a_problem_says_what_is_wrong_without_the_place():
    problem = Problem(7, Sentence("%(what)s is missing", what=1), "code")
    assert (problem.said(WORDS.get), problem.line, problem.column) == ("thiếu 1", 7, "code")
    assert problem.within("FILE") == "FILE, line 7: 1 is missing (column code)"


def test_a_hint_is_in_the_same_language_as_the_sentence_before_it(vietnamese):
    (problem,) = unknown([Entry(2, {"parent": "4"})], "parent", "office", ["00004"])
    assert problem.said(vietnamese) == (
        "không có cơ quan nào mang mã '4', nhưng có mã '00004': có thể đã mất các số 0 ở đầu"
    )


def test_all_that_is_wrong_with_a_file_can_be_said_in_vietnamese(refusals, vietnamese):
    said = [
        (problem.line, problem.column, problem.said(vietnamese))
        for problem in refusals(
            "offices",
            "code,name,kind,parent,closed,area_code\n"
            "a,=1+1,centre,,,\n"
            "b,B,village,nowhere,,\n"
            "c,C,centre,,soon,4\n",
        )
    ]
    zeros = "nếu mất số 0 ở đầu thì đặt định dạng ô là văn bản (Text)"
    kinds = "province, department, centre, district, commune, central, hospital, school"
    assert said == [
        (2, "name", "'=1+1' là công thức; hãy dán lại dưới dạng giá trị (Paste Values)"),
        (3, "kind", f"'village' không phải là một trong các từ: {kinds}"),
        (3, "parent", "không có cơ quan nào mang mã 'nowhere'"),
        (4, "closed", "'soon' không phải là ngày viết như 31/12/2026 hoặc 2026-12-31"),
        (
            4,
            "area_code",
            f"'4' không phải là mã đơn vị hành chính gồm 2 hoặc 5 chữ số; {zeros}",
        ),
    ]
