"""What is there when tables change is there afterwards, as the program needs it."""

from datetime import date

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from survey.history import was
from survey.models import FieldGroup, OfficePast
from survey.schema import MIGRATIONS


@pytest.fixture
def step(app, session):
    """Goes back to before a migration, or again through it."""

    def step(name, go):
        scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
        script = next(each for each in scripts if each.path.endswith(f"_{name}.py"))
        revision = script.down_revision if go is flask_migrate.downgrade else script.revision
        session.rollback()
        with app.app_context():
            go(directory=str(MIGRATIONS), revision=revision)

    return step


def test_offices_that_were_there_have_no_past_and_groups_are_found(step, session, make):
    office = make.office(name="Sở Nội vụ", opened=date(2025, 7, 1))
    step("office_pasts", flask_migrate.downgrade)
    group = "INSERT INTO field_groups (code, name_vi, name_en) VALUES ('g', 'Đất đai', 'Land')"
    session.execute(text(group))
    session.commit()
    step("office_pasts", flask_migrate.upgrade)
    assert session.scalars(select(FieldGroup.folded)).all() == ["dat dai land g"]
    assert session.scalars(select(OfficePast)).all() == []
    assert was(session, date(2020, 1, 1))[office.id].name == "Sở Nội vụ"
