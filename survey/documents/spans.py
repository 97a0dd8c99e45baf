"""What the administration calls a quarter, six months, nine months and a year."""

from __future__ import annotations

from datetime import date

from analysis.report.names import Span
from analysis.words import Words
from survey.documents.voice import Voice

ROMAN = ("I", "II", "III", "IV")
ORDINAL = ("first", "second", "third", "fourth")
QUARTER = Words("Quý {quarter}/{year}", "the {quarter} quarter of {year}")
FIRST = {
    "six-months": Words("6 tháng đầu năm {year}", "the first six months of {year}"),
    "nine-months": Words("9 tháng đầu năm {year}", "the first nine months of {year}"),
    "year": Words("năm {year}", "the year {year}"),
}
LAST = {
    "six-months": Words("6 tháng cuối năm {year}", "the last six months of {year}"),
    "nine-months": Words("9 tháng cuối năm {year}", "the last nine months of {year}"),
}
LAST_BEGINS = {"six-months": 3, "nine-months": 2}
"""The quarter with which the rest of the year begins."""
FROM = {
    "six-months": Words(
        "6 tháng từ Quý {quarter}/{year}", "six months from the {quarter} quarter of {year}"
    ),
    "nine-months": Words(
        "9 tháng từ Quý {quarter}/{year}", "nine months from the {quarter} quarter of {year}"
    ),
    "year": Words("một năm từ Quý {quarter}/{year}", "a year from the {quarter} quarter of {year}"),
}
DAYS = Words("{name} (từ {first} đến {last})", "{name} ({first} to {last})")
LONG_DAY = Words("ngày {day} tháng {month} năm {year}", "{day} {month} {year}")
ROOM = Words("ngày …… tháng …… năm ……", "Date: ……………")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def span_name(span: Span, voice: Voice) -> str:
    """As it is called within a sentence."""
    quarter = (ROMAN if voice.language == "vi" else ORDINAL)[span.number - 1]
    return voice.say(_words(span), year=str(span.year), quarter=quarter)


def _words(span: Span) -> Words:
    if span.kind == "quarter":
        return QUARTER
    if span.number == 1:
        return FIRST[span.kind]
    is_last = LAST_BEGINS.get(span.kind) == span.number
    return (LAST if is_last else FROM)[span.kind]


def span_days(span: Span, voice: Voice) -> str:
    """The same, with its days: two calendars have a third quarter."""
    days = {"first": voice.day(span.starts), "last": voice.day(span.last)}
    return voice.say(DAYS, name=span_name(span, voice), **days)


def long_day(day: date | None, voice: Voice) -> str:
    """As it stands beside a place, with a zero before days below 10 and the months 1 and 2; room
    for it where it is not known."""
    if day is None:
        return voice.say(ROOM)
    if voice.language == "en":
        name = MONTHS[day.month - 1]
        return voice.say(LONG_DAY, day=str(day.day), month=name, year=str(day.year))
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return voice.say(LONG_DAY, day=f"{day.day:02}", month=month, year=str(day.year))
