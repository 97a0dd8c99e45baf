"""What of the province everybody may read: put on the page and taken from it, one by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from analysis.report.public import public_report
from survey.database import table_of
from survey.editions import kept, public, refusals
from survey.models import LogEntry, PublicReport, PublicTurn
from survey.reporting import scopes
from survey.reporting.spans import NINE_MONTHS, YEAR, Span
from tests.reporting.conftest import BEFORE, NOW, OVER


@pytest.fixture
def top(make, session, small_office):
    top = make.office(code="42", name="Tỉnh", kind="province")
    small_office.parent_id = top.id
    session.commit()
    return top


@pytest.fixture
def administrator(press, top):
    return press.person("administrator", top, full_name="Lê Văn Cường")


@pytest.fixture
def published(press, session, administrator):
    """An edition of the province."""

    def published(span=NOW, note=None):
        session.rollback()
        return press.publish(
            administrator, scopes.province(session, span.period), note=note, span=span
        )

    return published


def shown(session):
    session.rollback()
    return [each.edition_id for each in session.scalars(public.all_public())]


def test_an_edition_is_put_on_the_page_taken_away_and_put_there_again(
    session, published, administrator
):
    edition = published()
    assert shown(session) == []
    first = public.make_public(session, edition.id, administrator, OVER)
    assert shown(session) == [edition.id]
    digest, figures = first.digest, first.figures
    assert digest == sha256(figures).hexdigest()
    public.withdraw(session, edition.id, administrator, OVER)
    assert (shown(session), public.shown(session, edition.id)) == ([], None)
    again = public.make_public(session, edition.id, administrator, OVER)
    assert (again.digest, again.figures) == (digest, figures)
    turns = public.turns(session, edition.id)
    assert [(each.is_public, each.name) for each in turns] == [
        (True, "Lê Văn Cường"),
        (False, "Lê Văn Cường"),
        (True, "Lê Văn Cường"),
    ]
    entries = session.scalars(select(LogEntry).order_by(LogEntry.number)).all()
    assert [each.action for each in entries[1:]] == [
        "report.make-public",
        "report.take-from-public",
        "report.make-public",
    ]
    assert {each.key for each in entries} == {edition.key}
    assert entries[1].after == {"edition": 1, "sha256": digest}


def test_the_public_figures_are_those_of_the_edition_whatever_came_later(
    session, published, administrator, answered
):
    edition = published()
    answered([(date(2026, 12, 14), "D", "5", "qr")] * 9)
    made = public.make_public(session, edition.id, administrator, OVER)
    assert kept.read_public(made) == public_report(kept.read(edition))
    assert public.preview(session, edition) == kept.read_public(made)


def test_only_the_newest_edition_of_the_province_can_be_public(
    session, press, published, administrator, answered
):
    of_office = press.publish(administrator)
    first = published()
    answered([(date(2026, 12, 14), "D", "5", "qr")] * 9)
    second = published(note="Trả lời muộn")
    for other in (of_office, first):
        with pytest.raises(refusals.NotForEverybody):
            public.make_public(session, other.id, administrator, OVER)
    public.make_public(session, second.id, administrator, OVER)
    assert shown(session) == [second.id]


def test_what_is_there_already_or_not_there_is_said(session, published, administrator):
    edition = published()
    with pytest.raises(refusals.AlreadySo):
        public.withdraw(session, edition.id, administrator, OVER)
    public.make_public(session, edition.id, administrator, OVER)
    with pytest.raises(refusals.AlreadySo):
        public.make_public(session, edition.id, administrator, OVER)


@pytest.mark.parametrize(
    ("role", "on"), [("head", "top"), ("auditor", "top"), ("administrator", "office")]
)
def test_an_administrator_of_the_top_decides_and_nobody_else(
    session, press, published, top, small_office, role, on
):
    edition = published()
    other = press.person(role, {"top": top, "office": small_office}[on])
    for act in (public.make_public, public.withdraw):
        with pytest.raises(refusals.MayNotPublish):
            act(session, edition.id, other, OVER)
    assert shown(session) == []


def test_two_who_put_it_there_at_once_do_it_once(session, published, administrator):
    edition, engine = published(), session.get_bind()
    edition_id = edition.id
    session.rollback()

    def go(_):
        with Session(engine) as own:
            try:
                return public.make_public(own, edition_id, administrator, OVER).edition_id
            except refusals.AlreadySo:
                return None

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(go, range(4)))
    assert sorted(outcomes, key=bool) == [None, None, None, edition_id]
    assert len(public.turns(session, edition_id)) == 1


def test_a_year_tells_nothing_of_two_who_answered_late(session, published, administrator, answered):
    """32 of the year, less 20 of the fourth quarter and 12 of nine months: nobody. Then two more,
    whom the year alone has; what was withdrawn has been read."""
    quarter, months = published(), published(span=Span(NINE_MONTHS, 2026))
    for each in (quarter, months):
        public.make_public(session, each.id, administrator, OVER)
    public.withdraw(session, months.id, administrator, OVER)
    year = published(span=Span(YEAR, 2026))
    (part,) = public.preview(session, year).parts
    assert part.answer.judged.rate.answered == 32
    answered([(date(2026, 8, 3), "D", "5", "qr")] * 2)
    year = published(span=Span(YEAR, 2026), note="Trả lời muộn")
    (part,) = public.preview(session, year).parts
    assert part.answer.judged.rate == "hidden"
    made = public.make_public(session, year.id, administrator, OVER + timedelta(days=1))
    assert kept.read_public(made).parts == (part,)
    session.rollback()
    assert kept.read(year).parts[0].answer.judged.rate.answered == 34


def test_the_newest_span_stands_first_on_the_page(session, published, administrator):
    for span in (BEFORE, NOW, Span(YEAR, 2026)):
        edition = published(span=span)
        public.make_public(session, edition.id, administrator, OVER)
    session.rollback()
    found = [each.edition.span for each in session.scalars(public.all_public())]
    last = [each.edition.last for each in session.scalars(public.all_public())]
    assert found == ["year", "quarter", "quarter"]
    assert last == sorted(last, reverse=True)


@pytest.mark.parametrize("model", [PublicReport, PublicTurn])
def test_the_database_itself_changes_nothing_of_it(session, published, administrator, model):
    edition = published()
    public.make_public(session, edition.id, administrator, OVER)
    session.rollback()
    table = table_of(model)
    before = session.execute(table.select()).all()
    replaced = {
        "sqlite": insert(model).prefix_with("OR REPLACE").values(before[0]._asdict()),
        "postgresql": {
            PublicReport: text("TRUNCATE public_reports CASCADE"),
            PublicTurn: text("TRUNCATE public_turns"),
        }[model],
    }[session.get_bind().dialect.name]
    for statement in (update(model).values(at=OVER), delete(model), replaced):
        with pytest.raises(DatabaseError, match="a published report is never"):
            session.execute(statement)
        session.rollback()
    assert session.execute(table.select()).all() == before
