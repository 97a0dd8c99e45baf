"""What is there when tables change is there afterwards, as the program needs it."""

from datetime import date, timedelta

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from survey.audit import Action, Actor, Deed, append
from survey.history import was
from survey.models import Counter, CounterFieldPast, CounterPast, FieldGroup, OfficePast
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


FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 18)
MOVED, CHANGED = Action.OFFICE_COUNTERS_MOVED, Action.COUNTER_CHANGED


def test_counters_that_have_moved_were_whose_the_log_and_the_answers_say(
    step, session, make, clock
):
    late = clock().replace(day=17, hour=17, minute=30)  # Half past midnight on the 18th in Vietnam.
    closed, left, now = make.office(code="a", closed=FIRST), make.office(code="b"), make.office()
    merged, changed, loaded = (make.counter(office=each) for each in (closed, left, left))
    make.response(loaded, at=late - timedelta(days=1))
    for action, key, before, after in (
        (MOVED, "a", {"office": "a"}, {"office": now.code, "counters": [merged.number]}),
        (CHANGED, changed.number, {"office": "b"}, {"office": now.code}),
        (CHANGED, make.counter().number, {"name": "Quầy"}, {"name": "Quầy 1"}),
    ):
        deed = Deed(action, "", key, None, before, after)
        append(session.connection(), Actor("test"), deed, late)
    for counter in (merged, changed, loaded):
        session.get(Counter, counter.id).office_id = now.id
    session.commit()
    step("counter_pasts", flask_migrate.downgrade)
    step("counter_pasts", flask_migrate.upgrade)
    rows = session.execute(select(CounterPast.counter_id, CounterPast.until, CounterPast.office_id))
    assert {tuple(row) for row in rows} == {
        (merged.id, FIRST, closed.id),
        (changed.id, SECOND, left.id),
        (loaded.id, SECOND, left.id),
    }


def test_fields_that_counters_have_served_are_those_that_the_log_says(step, session, make, clock):
    late = clock().replace(day=17, hour=17, minute=30)  # Half past midnight on the 18th in Vietnam.
    land, civil, tax = (make.field(code=code) for code in ("dat-dai", "ho-tich", "thue"))
    changed, opened = make.counter([tax]), make.counter([tax], opened=SECOND)
    for action, key, before, after in (
        (CHANGED, changed.number, {"fields": "dat-dai ho-tich"}, {"fields": "dat-dai"}),
        (CHANGED, changed.number, {"fields": "dat-dai"}, {"fields": "thue"}),
        (CHANGED, changed.number, {"name": "Quầy"}, {"name": "Quầy 1"}),
        (CHANGED, opened.number, {"fields": "dat-dai"}, {"fields": "thue"}),
        (CHANGED, "gone", {"fields": "dat-dai"}, {"fields": "thue"}),
    ):
        deed = Deed(action, "", key, None, before, after)
        append(session.connection(), Actor("test"), deed, late)
    session.commit()
    step("counter_field_pasts", flask_migrate.downgrade)
    step("counter_field_pasts", flask_migrate.upgrade)
    past = CounterFieldPast
    rows = session.execute(select(past.counter_id, past.until, past.field_id))
    assert {tuple(row) for row in rows} == {
        (changed.id, SECOND, land.id),
        (changed.id, SECOND, civil.id),
    }
