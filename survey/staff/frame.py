"""What is around every staff page: where one can go, and what one is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext
from flask_bootstrap import Bootstrap5

from forms.web import translatable
from survey.access import here, signed_in
from survey.roles import Permission
from survey.staff import choices, words


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to."""

    endpoint: str
    title: str
    permission: Permission
    also: frozenset[str] = frozenset()
    """Other blueprints whose pages belong to it."""


@dataclass(frozen=True)
class Section:
    """Pages that belong together: one place in the navigation, which leads to the first of them."""

    title: str
    entries: tuple[Entry, ...]

    @classmethod
    def of_one(cls, endpoint: str, title: str, permission: Permission) -> Section:
        return cls(title, (Entry(endpoint, title, permission),))


OF_QUESTIONNAIRES = frozenset(
    {
        "draft_screens",
        "draft_whole",
        "drafting",
        "drafts",
        "publishing",
        "questions",
        "withdrawing",
    }
)
NAVIGATION = (
    Section(
        translatable("Today"),
        (
            Entry(
                "staff.start",
                translatable("Today"),
                Permission.READ,
                also=frozenset({"standings"}),
            ),
        ),
    ),
    Section(
        translatable("Reports"),
        (
            Entry(
                "reports.show",
                translatable("Reports"),
                Permission.READ,
                also=frozenset({"report_publishing"}),
            ),
        ),
    ),
    Section(
        translatable("Comments and remedies"),
        (
            Entry("comments.show", translatable("Comments"), Permission.READ),
            Entry("remedies.show", translatable("Remedies"), Permission.READ),
        ),
    ),
    Section(
        translatable("Counters"),
        (
            Entry("counters.show", translatable("Counters"), Permission.READ),
            Entry("kiosks.show", translatable("Kiosks"), Permission.READ),
        ),
    ),
    Section(
        translatable("Targets and dossiers"),
        (
            Entry("targets.show", translatable("Targets"), Permission.READ),
            Entry("holding.show", translatable("Which applies where"), Permission.READ),
            Entry("volumes.show", translatable("Dossiers"), Permission.READ),
        ),
    ),
    Section.of_one("responses.show", translatable("Responses"), Permission.READ_LOG),
    Section(
        translatable("Set-up"),
        (
            Entry("offices.show", translatable("Offices"), Permission.READ),
            Entry("places.show", translatable("Places"), Permission.READ),
            Entry("fields.show", translatable("Fields"), Permission.READ),
            Entry(
                "questionnaires.show",
                translatable("Questionnaires"),
                Permission.READ,
                also=OF_QUESTIONNAIRES,
            ),
            Entry("uploads.show", translatable("Upload a file"), Permission.SET_UP),
        ),
    ),
    Section.of_one("people.show", translatable("People"), Permission.READ_LOG),
    Section.of_one("log.show", translatable("Log"), Permission.READ_LOG),
)
"""In the order in which it is shown; the first that somebody may open is their first page."""


@dataclass(frozen=True)
class Link:
    """A place in the navigation, for whoever is there."""

    address: str
    title: str
    is_here: bool
    within: tuple[Link, ...] = ()
    """The pages of a section that has several."""


def init_app(app: Flask) -> None:
    """Serve Bootstrap's files ourselves, and give templates what stands around a page."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5().init_app(app)
    app.add_template_global(_navigation, "navigation")
    app.add_template_global(_roles, "own_roles")
    app.add_template_global(words.grant, "role_words")
    app.add_template_global(words.roles, "role_choices")
    app.add_template_global(words.state, "state_words")
    app.add_template_global(words.channel, "channel_words")
    app.add_template_global(words.measure, "measure_words")
    app.add_template_global(words.measures, "measure_choices")
    app.add_template_global(words.comment_state, "comment_state_words")
    app.add_template_global(words.remedy_state, "remedy_state_words")
    app.add_template_global(choices.field_name, "field_name")


def _navigation() -> list[Link]:
    """Where whoever is there can go."""
    sections = ((section, _links(section.entries)) for section in NAVIGATION)
    return [
        Link(
            links[0].address,
            gettext(section.title),
            any(link.is_here for link in links),
            tuple(links) if len(links) > 1 else (),
        )
        for section, links in sections
        if links
    ]


def _links(entries: Sequence[Entry]) -> list[Link]:
    who = signed_in()
    return [
        Link(url_for(entry.endpoint), gettext(entry.title), _is_here(entry))
        for entry in entries
        if who is not None and who.person.may(entry.permission)
    ]


def _is_here(entry: Entry) -> bool:
    here = {entry.endpoint.split(".")[0], *entry.also}
    return not here.isdisjoint(request.blueprints)


def _roles() -> list[str]:
    return [words.role_and_office(held) for held in here().person.held]
