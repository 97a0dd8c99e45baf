"""What answers add to the counts, wherever and whenever they were given."""

from datetime import UTC, datetime

import pytest

from forms import parse
from survey.counting import Standpoint, add_rows, additions, change
from survey.models import day_counts, factor_counts, index_counts, question_counts

HERE = Standpoint(
    office_id=1,
    field_id=2,
    counter_id=3,
    channel="qr",
    questionnaire_id=4,
    answered_at=datetime(2026, 10, 20, 3, tzinfo=UTC),
)

VISIT = """\
key = "visit"
version = 1
measure = "transaction"
title = { vi = "Ý kiến", en = "Opinion" }

[[scales]]
key = "levels"
options = [
  { key = "1", vi = "Kém", en = "Poor" },
  { key = "2", vi = "Vừa", en = "Fair" },
  { key = "3", vi = "Tốt", en = "Good", satisfied = true },
]

[[parts]]
key = "service"
words = { vi = "Dịch vụ", en = "Service" }

[[screens]]
key = "first"
[[screens]]
key = "second"
[[screens]]
key = "third"

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
key = "where"
screen = "third"
kind = "choice"
when = { why = ["wait"] }
vi = "Chờ ở đâu?"
en = "Where did you wait?"
options = [{ key = "in", vi = "Trong", en = "In" }, { key = "out", vi = "Ngoài", en = "Out" }]

[[questions]]
key = "why"
screen = "second"
kind = "choices"
role = "reasons"
when = { overall = ["1"] }
vi = "Vì sao?"
en = "Why?"
options = [{ key = "wait", vi = "Chờ", en = "Wait" }, { key = "cost", vi = "Phí", en = "Cost" }]

[[questions]]
key = "staff"
screen = "second"
kind = "scale"
scale = "levels"
factor = "officials"
block = "service"
group = "service"
vi = "Cán bộ"
en = "Staff"

[[questions]]
key = "told"
kind = "derived"
vi = "Suy ra"
en = "Derived"
options = [
  { key = "yes", vi = "Có", en = "Yes", when = { why = ["cost"] } },
  { key = "no", vi = "Không", en = "No", when = { staff = ["3"] } },
]
"""


@pytest.fixture(scope="module")
def questionnaire():
    return parse(VISIT)


def counts(added, table, width=None):
    """What is added, by the last part of the row's key, without the columns at the end."""
    return {row[-1]: numbers[:width] for row, numbers in added[table].items()}


UNHAPPY = {"overall": "1", "why": ["wait", "cost"], "where": "in"}


def test_each_question_that_was_answered_is_counted(questionnaire):
    assert counts(additions(HERE, questionnaire, UNHAPPY), question_counts, 4) == {
        "overall": (1, 1, 0, 0),
        "why": (1, 1, 1, 0),
        "where": (1, 1, 0, 0),
        "told": (1, 1, 0, 0),
    }


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        ({**UNHAPPY, "overall": "3"}, {"overall"}),
        ({**UNHAPPY, "overall": "2", "staff": "3"}, {"overall", "staff", "told"}),
        ({**UNHAPPY, "why": ["cost"]}, {"overall", "why", "told"}),
        ({"overall": "1", "why": []}, {"overall"}),
        ({"overall": "1", "weather": "fine"}, {"overall"}),
    ],
)
def test_what_is_no_longer_asked_is_no_longer_counted(questionnaire, answers, counted):
    added = additions(HERE, questionnaire, answers)
    assert counts(added, question_counts).keys() == counted


def test_a_block_that_is_its_own_group_is_counted_once(questionnaire):
    added = additions(HERE, questionnaire, {"overall": "1", "staff": "3"})
    assert counts(added, index_counts) == {
        "whole": (1, 1, 1, 1, 1, 1),
        "service": (1, 1, 1, 1, 1, 1),
    }


def test_without_an_item_there_is_no_index_and_no_factor(questionnaire):
    added = additions(HERE, questionnaire, {"overall": "2"})
    assert (added[index_counts], added[factor_counts]) == ({}, {})
    assert list(added[day_counts].values()) == [(1, 0, 1, 0, 0, 0)]


@pytest.mark.parametrize("before", [{"overall": "1"}, UNHAPPY, {"overall": "3", "staff": "1"}])
@pytest.mark.parametrize("after", [{"overall": "1"}, UNHAPPY, {"overall": "2", "staff": "3"}])
@pytest.mark.parametrize("field_id", [2, 7])
def test_a_change_makes_of_one_count_the_other(questionnaire, before, after, field_id):
    old = additions(HERE, questionnaire, before)
    new = additions(
        Standpoint(**{**vars(HERE), "field_id": field_id, "is_set_aside": field_id == 7}),
        questionnaire,
        after,
    )
    for table, rows in change(old, new).items():
        sums = dict(old[table])
        add_rows(sums, rows)
        assert {row: added for row, added in sums.items() if any(added)} == new[table]
        assert all(any(added) for added in rows.values())
