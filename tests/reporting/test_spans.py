"""Spans of time, and which one each is compared with."""

from datetime import date

import pytest

from survey.periods import CALENDAR
from survey.reporting.spans import NINE_MONTHS, QUARTER, SIX_MONTHS, YEAR, BadSpan, Span
from tests.reporting.conftest import NOW

# The administration's year runs from 15/12 to 14/12 (Nghị định 09/2019/NĐ-CP).


@pytest.mark.parametrize(("kind", "last"), [
    (QUARTER, date(2026, 3, 14)), (SIX_MONTHS, date(2026, 6, 14)),
    (NINE_MONTHS, date(2026, 9, 14)), (YEAR, date(2026, 12, 14)),
])  # fmt: skip
def test_every_span_begins_with_the_year(kind, last):
    told = Span(kind, 2026).told
    assert (told.starts, told.last) == (date(2025, 12, 15), last)


def test_a_span_of_the_calendar_and_one_that_is_cut_off():
    told = Span(SIX_MONTHS, 2026, calendar=CALENDAR).told
    assert (told.starts, told.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert Span(QUARTER, 2026, 1, cut_off=date(2026, 3, 1)).told.last == date(2026, 3, 1)
    for wrong in ({"cut_off": date(2026, 3, 15)}, {"cut_off": date(2025, 12, 14)}, {"number": 5}):
        with pytest.raises(ValueError, match=r"2026|5"):
            Span(**{"kind": QUARTER, "year": 2026, "number": 1, **wrong})
    with pytest.raises(BadSpan):
        Span("month", 2026)


@pytest.mark.parametrize(("span", "others"), [
    (Span(QUARTER, 2026, 1), [(QUARTER, 2025, 4)]),
    (Span(QUARTER, 2026, 3), [(QUARTER, 2026, 2)]),
    (Span(SIX_MONTHS, 2026), [(SIX_MONTHS, 2025, 1), (SIX_MONTHS, 2025, 3)]),
    (Span(NINE_MONTHS, 2026), [(NINE_MONTHS, 2025, 1), (NINE_MONTHS, 2025, 2)]),
    (Span(YEAR, 2026), [(YEAR, 2025, 1)]),
])  # fmt: skip
def test_what_a_span_is_compared_with_the_best_first(span, others):
    assert [(each.kind, each.year, each.number) for each in span.others] == others
    assert all(each.period.end <= span.period.start for each in span.others)


def test_the_first_that_has_answers_is_taken(office, answered, report_of):
    six_months = Span(SIX_MONTHS, 2027)
    for day in (date(2027, 1, 5), date(2026, 11, 5)):
        answered([(day, "H", "5", "qr")] * 6)
    (part,) = report_of(office, six_months).parts
    assert part.answer.change.span == Span(SIX_MONTHS, 2026, 3).told
    answered([(date(2026, 2, 5), "H", "5", "qr")] * 6)
    (part,) = report_of(office, six_months).parts
    assert part.answer.change.span == Span(SIX_MONTHS, 2026).told


def test_a_cut_off_leaves_out_what_came_later(small_office, report_of):
    cut = Span(QUARTER, 2026, 4, cut_off=date(2026, 9, 25))
    (part,) = report_of(small_office, cut).parts
    # Eighteen of the twenty answers; the dossiers are those of the whole quarter, so not known.
    assert (part.answer.judged.rate.answered, part.answer.judged.rate.dossiers) == (18, None)
    (whole,) = report_of(small_office, NOW).parts
    assert whole.answer.judged.rate.answered == 20


@pytest.mark.parametrize(("word", "span"), [
    ("2026Q3", Span(QUARTER, 2026, 3)), ("2026H1", Span(SIX_MONTHS, 2026)),
    ("2026H2", Span(SIX_MONTHS, 2026, 3)), ("2026M9", Span(NINE_MONTHS, 2026)),
    ("2026", Span(YEAR, 2026)),
])  # fmt: skip
def test_a_span_has_a_word(word, span):
    assert Span.parse(word) == span
    assert span.word == word


@pytest.mark.parametrize("word", ["", "2026Q5", "2026q3", "26Q3", "2026H3", "2026M6", "2026Q3 "])
def test_other_words_are_no_spans(word):
    with pytest.raises(BadSpan, match="no span is called"):
        Span.parse(word)


def test_spans_that_no_word_tells_apart_have_none():
    assert Span(QUARTER, 2026, 3, calendar=CALENDAR).word is None
    assert Span(QUARTER, 2026, 1, cut_off=date(2026, 3, 1)).word is None
    assert Span(SIX_MONTHS, 2026, 2).word is None
