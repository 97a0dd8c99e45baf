"""A report as a document of one language: its head, a section for each measure, and what is said
once at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from analysis.report import Report, digest
from analysis.report.names import OFFICE
from analysis.report.report import Part
from analysis.words import Language, Words
from survey.documents.answer import answer_section
from survey.documents.appendix import appendix_section
from survey.documents.blocks import Document, Head, Section
from survey.documents.breakdown import breakdown_section
from survey.documents.comparison import comparison_section
from survey.documents.dissatisfaction import dissatisfaction_section
from survey.documents.names import MEASURES
from survey.documents.reform import reform_section
from survey.documents.remedies import remedies_section
from survey.documents.respondents import respondents_section
from survey.documents.spans import long_day, span_days
from survey.documents.voice import Voice, capital

TITLE = Words("Báo cáo", "Report")
SUBJECT = {
    True: Words(
        "Kết quả đo lường sự hài lòng của người dân, tổ chức, {span}",
        "How satisfied people and organisations are, {span}",
    ),
    False: Words(
        "Kết quả đo lường sự hài lòng của người dân, tổ chức tại {name} và các cơ quan, đơn vị "
        "trực thuộc, {span}",
        "How satisfied people and organisations are with {name} and the offices under it, {span}",
    ),
}
"""Of an office alone, or with those under it."""
DRAFT = Words("Bản dự thảo, chưa ban hành", "Draft, not published")
PUBLISHED = Words("Ban hành lần {edition}, ngày {day}", "Edition {edition}, published on {day}")
BY = Words("{state}, người ban hành: {by}", "{state} by {by}")


@dataclass(frozen=True)
class Published:
    """An edition: its number, the day on which it was published, and who did."""

    edition: int
    day: date
    by: str
    """Their name; nothing where it is nobody's business."""


def document(
    report: Report,
    language: Language,
    *,
    state: Published | None = None,
    over: str = "",
    is_public: bool = False,
) -> Document:
    """A report in one language; a draft if it was not published. `over` is the office above.

    What is for the public has no remedies, which are staff's own words and name people, and no
    paragraphs that somebody has yet to finish; nor does it name who published it.
    """
    voice = Voice.of(report, language)
    if is_public and state is not None:
        state = replace(state, by="")
    once = (appendix_section(report, voice),) if is_public else _once(report, voice)
    sections = (*_measures(report, voice), *once)
    return Document(language, _head(report, state, over, voice), sections)


def _head(report: Report, state: Published | None, over: str, voice: Voice) -> Head:
    scope, span = report.scope, span_days(report.span, voice)
    subject = voice.say(SUBJECT[scope.kind == OFFICE], name=scope.name, span=span)
    return Head(
        issuer=scope.name,
        over=over,
        title=voice.say(TITLE),
        subject=subject,
        span=capital(span),
        state=_state(state, voice),
        day=long_day(state.day if state else None, voice),
        figures=digest(report),
    )


def _state(state: Published | None, voice: Voice) -> str:
    if state is None:
        return voice.say(DRAFT)
    published = voice.say(PUBLISHED, edition=str(state.edition), day=voice.day(state.day))
    return voice.say(BY, state=published, by=state.by) if state.by else published


def _measures(report: Report, voice: Voice) -> Iterator[Section]:
    for n, part in enumerate(report.parts):
        sections = tuple(each for each in _told(part, report, voice) if each is not None)
        heading = voice.say(MEASURES[part.measure])
        yield Section(part.measure, heading, (), sections, new_page=n > 0)


def _told(part: Part, report: Report, voice: Voice) -> Iterator[Section | None]:
    yield answer_section(part, report, voice)
    yield respondents_section(part, voice)
    yield breakdown_section(part, report, voice)
    yield dissatisfaction_section(part, voice)
    yield comparison_section(part, voice)


def _once(report: Report, voice: Voice) -> Iterator[Section]:
    yield remedies_section(report, voice)
    if report.scope.kind != OFFICE:
        yield reform_section(report, voice)
    yield appendix_section(report, voice)
