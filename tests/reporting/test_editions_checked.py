"""Who changes a published report past the program is found by `thuocdo verify`."""

from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import delete, text, update

from analysis.report import canonical, digest
from survey.commands.verify import verify_command
from survey.editions import kept, public
from survey.editions.checking import Editions
from survey.models import Edition, PublicReport, PublicTurn
from survey.reporting import scopes
from tests.reporting.conftest import NOW, OVER

TABLES = ("editions", "public_reports", "public_turns")


@pytest.fixture
def editions(session, press, make, small_office):
    """The office's, and the province's, which is public."""
    top = make.office(code="42", kind="province")
    small_office.parent_id = top.id
    session.commit()
    who = press.person("administrator", top)
    both = [press.publish(who), press.publish(who, scopes.province(session, NOW.period))]
    public.make_public(session, both[1].id, who, OVER)
    keys = [each.key for each in both]
    session.rollback()
    return keys


def past_the_program(session, statement):
    """Somebody who may do everything with the database takes away what protects the reports."""
    session.rollback()
    for table in TABLES:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(DROPPED[table, "changed"])
            session.execute(DROPPED[table, "deleted"])
        else:
            session.execute(DISABLED[table])
    session.execute(statement)
    session.commit()


DROPPED = {
    ("editions", "changed"): text("DROP TRIGGER editions_not_changed"),
    ("editions", "deleted"): text("DROP TRIGGER editions_not_deleted"),
    ("public_reports", "changed"): text("DROP TRIGGER public_reports_not_changed"),
    ("public_reports", "deleted"): text("DROP TRIGGER public_reports_not_deleted"),
    ("public_turns", "changed"): text("DROP TRIGGER public_turns_not_changed"),
    ("public_turns", "deleted"): text("DROP TRIGGER public_turns_not_deleted"),
}
DISABLED = {
    "editions": text("ALTER TABLE editions DISABLE TRIGGER USER"),
    "public_reports": text("ALTER TABLE public_reports DISABLE TRIGGER USER"),
    "public_turns": text("ALTER TABLE public_turns DISABLE TRIGGER USER"),
}


def first_broken(session):
    session.rollback()
    return Editions(session.connection()).first_broken()


def test_editions_as_they_were_published_are_whole(session, editions):
    checked = Editions(session.connection())
    assert (checked.first_broken(), checked.number) == (None, 2)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"figures": b"{}"}, "hash"),
        ({"digest": "f" * 64}, "hash"),
        ({"year": 2025}, "beside its figures"),
        ({"method": 2}, "beside its figures"),
        ({"remarks": "Đã được sửa"}, "no such publication"),
        ({"note": "Đã được sửa"}, "no such publication"),
    ],
    ids=str,
)
def test_the_first_edition_that_was_changed_is_named(session, editions, columns, reason):
    past_the_program(session, update(Edition).where(Edition.scope == "office").values(**columns))
    broken = first_broken(session)
    assert reason in broken.reason
    assert broken.key == editions[0].replace("2026-4", f"{columns.get('year', 2026)}-4")


def test_other_figures_with_their_hash_are_found_by_the_log(session, editions):
    edition = session.query(Edition).filter_by(scope="province").one()
    forged = replace(kept.read(edition), parts=())
    columns = {"figures": canonical(forged), "digest": digest(forged)}
    past_the_program(session, update(Edition).where(Edition.id == edition.id).values(**columns))
    assert (first_broken(session).key, first_broken(session).reason) == (
        editions[1],
        "the log has no such publication",
    )


def test_a_public_report_that_was_changed_is_named(session, editions):
    past_the_program(session, update(PublicReport).values(figures=b"{}"))
    assert first_broken(session).key == f"{editions[1]}, as it is public"


def test_a_turn_of_the_public_page_that_is_gone_or_was_turned_round_is_named(session, editions):
    past_the_program(session, update(PublicTurn).values(is_public=False))
    assert (first_broken(session).key, "public page" in first_broken(session).reason) == (
        editions[1],
        True,
    )
    session.execute(delete(PublicTurn))
    session.commit()
    assert first_broken(session).key == editions[1]


def test_an_edition_that_is_gone_is_named(session, editions):
    past_the_program(session, delete(Edition).where(Edition.scope == "office"))
    assert first_broken(session).key == editions[0]
    session.execute(delete(PublicTurn))
    session.execute(delete(PublicReport))
    session.commit()
    assert first_broken(session).key == editions[0]


def test_the_command_names_the_first_and_fails(app, session, editions):
    past_the_program(session, update(Edition).values(figures=b"{}"))
    result = app.test_cli_runner().invoke(verify_command)
    found = result.stderr.splitlines()
    assert result.exit_code == 1
    assert found == [
        f"The report {editions[0]} is broken: its figures are not those that the hash is of."
    ]


def test_a_text_that_is_no_report_is_named_as_such(session, editions):
    columns = {"figures": b"{}", "digest": sha256(b"{}").hexdigest()}
    past_the_program(session, update(Edition).values(**columns))
    assert "no report" in first_broken(session).reason
