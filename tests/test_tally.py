"""The counts of a period come back as they were given, whichever days it has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from survey import store, tally
from survey.periods import Period, quarter
from survey.store import Given

TABLES = (tally.questions, tally.factors, tally.indices, tally.days)
QUARTER = quarter(2026, 4)  # 15/09/2026–14/12/2026


def at(month, day, hour=5):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def chosen(frame) -> dict[str, int]:
    """How often each option of the overall question was chosen."""
    overall = frame[frame["question"] == "overall"] if "question" in frame else frame
    sums = overall.groupby("option")["chosen"].sum()
    return {option: int(n) for option, n in sums.items() if n}


@pytest.fixture
def counter(make):
    office = make.office(code="18073")
    field = make.field(code="dat-dai")
    return make.counter([field], office, number="quay-1")


def test_a_row_names_its_cell_in_words(session, make, counter):
    make.response(counter, {"overall": "4"}, at=at(10, 1))
    rows = tally.questions(session, QUARTER)
    assert rows[rows["chosen"] > 0].to_dict("records") == [
        {
            "office": "18073",
            "field": "dat-dai",
            "channel": "qr",
            "questionnaire": "one-stop",
            "version": 1,
            "respondent": "unknown",
            "standing": "counted",
            "question": "overall",
            "answered": 1,
            "chosen": 1,
            "option": "4",
        }
    ]


def test_a_quarter_begins_and_ends_at_midnight_in_vietnam(session, make, counter):
    for level, moment in {
        "1": datetime(2026, 9, 14, 16, 59, 59, tzinfo=UTC),  # a second too early
        "2": datetime(2026, 9, 14, 17, 0, tzinfo=UTC),
        "3": datetime(2026, 12, 14, 16, 59, 59, tzinfo=UTC),
        "4": datetime(2026, 12, 14, 17, 0, tzinfo=UTC),  # a second too late
    }.items():
        make.response(counter, {"overall": level}, at=moment)
    assert chosen(tally.questions(session, QUARTER)) == {"2": 1, "3": 1}
    assert chosen(tally.days(session, QUARTER)) == {"2": 1, "3": 1}


# The first quarter of 2024 was reported on 20 March (organisation.md), in the middle of a half.
def test_an_unusual_cut_off_counts_the_days_before_it(session, make, counter):
    for level, day in {"1": 14, "2": 15, "3": 20, "4": 21}.items():
        make.response(counter, {"overall": level}, at=at(11, day))
    cut_off = Period(QUARTER.start, date(2026, 11, 21))
    assert chosen(tally.questions(session, cut_off)) == {"1": 1, "2": 1, "3": 1}
    assert chosen(tally.days(session, cut_off)) == {"1": 1, "2": 1, "3": 1}


def test_a_few_days_without_a_whole_half_are_counted(session, make, counter):
    make.response(counter, {"overall": "5", "officials": "5"}, at=at(10, 2))
    make.response(counter, {"overall": "1", "officials": "1"}, at=at(10, 3))
    days = Period(date(2026, 10, 2), date(2026, 10, 3))
    assert chosen(tally.questions(session, days)) == {"5": 1}
    assert tally.factors(session, days)[["neither_bad", "both_bad"]].to_numpy().tolist() == [[1, 0]]
    assert tally.indices(session, days)[["n", "s", "m"]].to_numpy().tolist() == [[1, 1, 1]]


def test_halves_of_a_quarter_are_added_up(session, make, counter):
    for month, day in [(9, 20), (10, 5), (10, 20), (12, 1)]:
        make.response(counter, {"overall": "5", "access": "4"}, at=at(month, day))
    (row,) = tally.indices(session, QUARTER).to_dict("records")
    assert (row["part"], row["n"], row["s"], row["m"], row["sm"]) == ("whole", 4, 4, 4, 4)
    (factor,) = tally.factors(session, QUARTER).to_dict("records")
    assert (factor["factor"], factor["neither_bad"]) == ("access", 4)


def test_figures_can_be_had_with_and_without_what_was_set_aside(session, make, counter):
    make.response(counter, {"overall": "5"}, at=at(10, 1))
    suspicious = make.response(counter, {"overall": "5"}, at=at(10, 1))
    with session.get_bind().begin() as connection:
        store.set_aside(connection, suspicious, "thử")
    rows = tally.questions(session, QUARTER)
    assert chosen(rows) == {"5": 2}
    assert chosen(rows[rows["standing"] == "counted"]) == {"5": 1}


def test_an_office_is_told_of_alone(session, make, counter):
    other = make.counter()
    make.response(counter, {"overall": "5", "access": "4"}, at=at(10, 1))
    make.response(other, {"overall": "1", "access": "4"}, at=at(10, 1))
    for table in TABLES:
        assert set(table(session, QUARTER, [counter.office_id])["office"]) == {"18073"}
    split = Period(date(2026, 9, 30), date(2026, 10, 2))
    assert set(tally.questions(session, split, [counter.office_id])["office"]) == {"18073"}


def test_answers_stay_with_the_office_that_had_the_counter_when_they_were_given(
    session, make, counter
):
    make.response(counter, {"overall": "5"}, at=at(10, 1))
    before = counter.office_id
    counter.office = make.office(code="18229")
    session.commit()
    make.response(counter, {"overall": "1"}, at=at(10, 1))
    for table in (tally.questions, tally.days):
        rows = table(session, QUARTER)
        chosen = rows[rows["chosen"] > 0]
        assert dict(zip(chosen["office"], chosen["option"], strict=True)) == {
            "18073": "5",
            "18229": "1",
        }
        assert set(table(session, QUARTER, [before])["office"]) == {"18073"}


def test_days_name_their_counter(session, make, counter):
    make.response(counter, {"overall": "5"}, at=at(10, 1))
    rows = tally.days(session, QUARTER)
    (row,) = rows[rows["chosen"] > 0].to_dict("records")
    assert (str(row["day"]), row["counter"], row["option"]) == ("2026-10-01", "quay-1", "5")


WHOLE, SPLIT = QUARTER, Period(date(2026, 10, 2), date(2026, 10, 3))
BOTH = Period(date(2026, 10, 2), date(2026, 11, 20))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("period", [WHOLE, SPLIT, BOTH])
def test_a_table_has_the_same_columns_whether_anybody_answered_or_not(session, make, table, period):
    no_office_yet = table(session, period)
    counter = make.counter()
    make.response(counter, {"overall": "5", "officials": "3"}, at=at(10, 2))
    full = table(session, period)
    nobody, not_yet = table(session, period, []), table(session, quarter(2030, 1))
    assert len(full) > 0 == len(no_office_yet) == len(nobody) == len(not_yet)
    for empty in (no_office_yet, nobody, not_yet):
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()
        assert list(empty.columns) == list(full.columns)


def test_a_cell_is_one_row_though_its_days_are_of_two_halves(session, make, counter):
    for day in (12, 17):
        make.response(counter, {"overall": "5", "access": "4"}, at=at(10, day))
    over_the_edge = Period(date(2026, 10, 10), date(2026, 10, 20))
    assert tally.factors(session, over_the_edge)["neither_bad"].tolist() == [2]
    assert tally.indices(session, over_the_edge)["n"].tolist() == [2]


@pytest.mark.parametrize("period", [WHOLE, SPLIT, BOTH])
def test_cells_that_an_answer_has_left_are_not_told_of(session, make, period):
    first, second = make.field(code="a"), make.field(code="b")
    counter = make.counter([first, second])
    submission = make.submission(counter, {"overall": "5", "access": "4"}, at=at(10, 2))
    questionnaire = make.questionnaire("one-stop")
    session.rollback()
    with session.get_bind().begin() as connection:
        store.save_response(connection, submission, questionnaire)
        again = replace(submission, field_id=second.id, given=Given({"respondent": "person"}, {}))
        store.save_response(connection, again, questionnaire)
        store.set_aside(connection, submission.id, "thử")
    for table in TABLES:
        rows = table(session, period)
        assert set(rows["field"]) == {"b"}
        assert set(rows["standing"]) == {"set aside"}
        assert "respondent" not in rows or set(rows["respondent"]) == {"person"}


def test_a_response_stays_in_the_half_in_which_it_began(session, make, counter):
    """Begun at ten to midnight on the 14th, the last of a half month; ended on the 15th."""
    began = datetime(2026, 10, 14, 16, 50, tzinfo=UTC)
    submission = make.submission(counter, {"overall": "5"}, at=began)
    questionnaire = make.questionnaire("one-stop")
    session.rollback()
    with session.get_bind().begin() as connection:
        store.save_response(connection, submission, questionnaire)
        later = replace(
            submission,
            given=Given({"overall": "1", "access": "2"}, {}),
            answered_at=began + timedelta(minutes=20),
            received_at=began + timedelta(minutes=20),
        )
        assert store.save_response(connection, later, questionnaire) is store.Outcome.ADDED
    edge = date(2026, 10, 15)
    for period in (Period(date(2026, 10, 1), edge), Period(date(2026, 10, 14), edge)):
        assert chosen(tally.questions(session, period))["1"] == 1
        assert chosen(tally.days(session, period)) == {"1": 1}
        assert tally.indices(session, period)[["n", "s", "m"]].to_numpy().tolist() == [[1, 0, 1]]
    for period in (Period(edge, date(2026, 11, 1)), Period(edge, date(2026, 10, 16))):
        assert [len(table(session, period)) for table in TABLES] == [0, 0, 0, 0]


def test_who_answered_no_item_has_no_part_in_the_index(session, make, counter):
    make.response(counter, {"overall": "1"}, at=at(10, 1))
    assert tally.indices(session, QUARTER).empty
    make.response(counter, {"overall": "1", "access": "4"}, at=at(10, 1))
    assert tally.indices(session, QUARTER)[["n", "s", "m"]].to_numpy().tolist() == [[1, 1, 1]]


def test_a_count_leaves_the_connection_as_it_was(session, make, counter):
    make.response(counter, {"overall": "5"}, at=at(10, 2))
    before = session.connection().get_execution_options()
    tally.questions(session, BOTH)
    assert session.connection().get_execution_options() == before


def test_a_version_keeps_its_own_options(session, make, counter):
    make.response(counter, {"overall": "5"}, at=at(10, 2))
    make.follow("one-stop")
    make.response(counter, {"overall": "5"}, at=at(10, 2))
    for table in (tally.questions, tally.days):
        for period in (WHOLE, BOTH):
            rows = table(session, period)
            assert rows[rows["chosen"] > 0]["version"].tolist() == [1, 2]
            assert rows["option"].tolist() == ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"]
