"""Reports as somebody takes them along."""

import pytest

from survey.documents.blocks import Blank, Paragraph
from survey.editions import copies
from survey.editions.said import Said
from survey.reporting import scopes
from survey.reporting.spans import Span
from tests.reporting.conftest import NOW, OVER

REMARKS = "Quầy đất đai thiếu người.\n\nSẽ bổ sung."


@pytest.fixture
def copy(small_office, press, session):
    """Of the edition in which the head said something."""
    head = press.person("head", small_office)
    edition = press.publish(head, note=Said(remarks=REMARKS))
    session.rollback()
    return copies.published(session, scopes.office(session, "42.01"), edition)


def room(document):
    """What stands in the room for remarks and next steps."""
    section = next(each for each in document.sections if each.key == "remedies")
    return [block for block in section.blocks if isinstance(block, Blank | Paragraph)]


def test_what_the_head_said_stands_in_its_room(copy):
    said = room(copy.document("vi"))[-4:]
    assert [block.text for block in said[:3]] == [
        "Ý kiến của thủ trưởng:",
        "Quầy đất đai thiếu người.",
        "Sẽ bổ sung.",
    ]
    assert said[3].heading == "Biện pháp quý tới"


def test_an_edition_says_which_it_is_and_has_the_figures_that_are_kept(copy):
    assert copy.document("vi").head.state.startswith("Ban hành lần 1, ngày 15/12/2026")
    assert copy.figures == copy.edition.figures == copy.file("json", "vi")
    assert copy.name("pdf", "en") == "report-42.01-2026Q4-edition-1-en.pdf"


def test_a_draft_leaves_room_and_names_the_office_above(session, province, press):
    draft = copies.draft(session, press.request("42.01"))
    assert [type(block) for block in room(draft.document("vi"))[-2:]] == [Blank, Blank]
    assert (draft.over, draft.document("vi").head.over) == ("Tỉnh", "Tỉnh")
    assert draft.name("csv", "vi") == "report-42.01-2026Q4-draft.zip"
    assert copies.over(session, scopes.province(session, NOW.period), NOW) == ""


def test_a_span_without_a_word_is_named_by_its_days(session, small_office, press):
    cut = Span(NOW.kind, NOW.year, NOW.number, cut_off=NOW.period.start)
    name = copies.draft(session, press.request("42.01", span=cut, now=OVER)).name("json", "vi")
    assert name == "report-42.01-2026-09-15-2026-09-15-draft.json"
