"""What the weekly summary says to somebody: the figures of their part and what needs them, as their
first page says it, in their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from forms.web import translatable
from survey.accounts.person import Person
from survey.matters import Day, Matter, Provider, Urgency
from survey.periods import Period
from survey.roles import Permission
from survey.staff import figure_words, quarters
from survey.staff.forms import on_one_line
from survey.staff.part_figures import PartFigures, Section, quarter_of
from survey.staff.watch import needing

SUBJECT = translatable("Thước Đo: week %(week)s")
QUARTER = translatable("%(quarter)s so far (%(period)s)")
UNDER = translatable("%(office)s and everything under it")
RATE = translatable("%(rate)s (95%% interval %(interval)s), %(number)s answers")
AGAINST = translatable("Target %(demand)s: %(verdict)s.")
NOBODY = translatable("Nobody has answered yet in this quarter.")
NEEDED = translatable("What needs you")
NOTHING = translatable("Nothing is waiting for you.")
NOW = translatable("Now: %(matter)s")
FIRST_PAGE = translatable("The first page says the same every day:")
WHY = translatable("You asked for this weekly message. Have it sent no more:")
MOST_NAMES = 5

Address = Callable[[str, Mapping[str, str]], str]
"""Of a page, by its endpoint and what is asked of it."""


@dataclass(frozen=True)
class Line:
    """Something that is said, and the page where it is seen."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Lines under a heading; without one if it is empty."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Letter:
    """A summary in words. No line has a break in it, whatever an office is called."""

    subject: str
    language: str
    paragraphs: Sequence[Paragraph]
    stop: str
    """Where it is ended."""

    @property
    def text(self) -> str:
        """As plain text."""
        return "\n\n".join("\n".join(_written(each)) for each in self.paragraphs) + "\n"


def _written(paragraph: Paragraph) -> Sequence[str]:
    lines = [paragraph.heading] if paragraph.heading else []
    for line in paragraph.lines:
        lines.append(f"- {line.words}" if paragraph.heading else line.words)
        if line.address:
            lines.append(f"  {line.address}" if paragraph.heading else line.address)
    return lines


@dataclass(frozen=True)
class Writer:
    """Writes summaries in the language of the moment."""

    day: Day
    week: Period
    providers: Sequence[Provider]
    address: Address
    language: str

    def to(self, person: Person) -> Letter:
        """What somebody is told. They may follow up somewhere."""
        page = PartFigures.of(self.day, person.part(Permission.READ))
        needed = needing(person, self.day, page, self.providers)
        stop = self.address("summary.show", {})
        return Letter(
            str(gettext(SUBJECT, week=str(self.week))),
            self.language,
            (
                self._figures(page),
                Paragraph(gettext(NEEDED), self._needed(needed)),
                Paragraph("", [Line(gettext(FIRST_PAGE), self.address("staff.start", {}))]),
                Paragraph("", [Line(gettext(WHY), stop)]),
            ),
            stop,
        )

    def _figures(self, page: PartFigures) -> Paragraph:
        quarter = quarter_of(self.day)
        name = quarters.name(quarter)
        heading = gettext(QUARTER, quarter=name, period=str(quarter.period))
        lines = [self._section(page, each) for each in page.sections]
        return Paragraph(heading, lines or [Line(gettext(NOBODY))])

    def _section(self, page: PartFigures, section: Section) -> Line:
        whole = section.whole
        name = on_one_line(page.names[whole.root])
        under = gettext(UNDER, office=name) if len(section.offices) > 1 else name
        said = [f"{under}, {figure_words.measure(whole.measure)}: {_rate(section)}."]
        if whole.main.is_shown and whole.main.status:
            demand, verdict = figure_words.demand(whole.main), figure_words.status(whole.main)
            said.append(gettext(AGAINST, demand=demand, verdict=verdict))
        return Line(" ".join(said))

    def _needed(self, found: Sequence[Matter]) -> Sequence[Line]:
        lines = [Line(_said(each), self.address(each.endpoint, each.query)) for each in found]
        return lines or [Line(gettext(NOTHING))]


def _rate(section: Section) -> str:
    figure = section.whole.main
    if not figure.is_shown:
        return figure_words.hidden()
    return str(
        gettext(
            RATE,
            rate=figure_words.rate(figure.estimate),
            interval=figure_words.interval(figure),
            number=figure_words.number(figure.answered),
        )
    )


def _said(matter: Matter) -> str:
    words = f"{matter.words}: {figure_words.number(matter.count)}"
    if matter.names:
        more = " …" if len(matter.names) > MOST_NAMES else ""
        words += f" ({'; '.join(map(on_one_line, matter.names[:MOST_NAMES]))}{more})"
    return str(gettext(NOW, matter=words)) if matter.urgency == Urgency.NOW else words
