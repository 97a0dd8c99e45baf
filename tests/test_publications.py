"""Which version is asked where and when, and that a published one stays as it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import flask_migrate
import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from forms import parse
from survey import tally
from survey.counters import sign, sign_of
from survey.database import db, table_of
from survey.models import Publication, QuestionnaireVersion
from survey.periods import quarter
from survey.publications import Reach, inherit, publish_for
from survey.questionnaires import add_version, publish
from survey.schema import MIGRATIONS
from tests.pages import form_of

TODAY = date(2026, 10, 20)
TOMORROW = date(2026, 10, 21)
MIDNIGHT = datetime(2026, 10, 20, 17, 0, tzinfo=UTC)
"""The beginning of that day in Vietnam."""


@dataclass
class Versions:
    """Own versions of the questionnaire for one-stop centres, and where each is asked."""

    session: object
    make: object
    clock: object

    def add(self, number, made_by="an"):
        shipped = self.make.version("one-stop").text
        current = self.make.version("one-stop").version
        text = shipped.replace(f"version = {current}\n", f"version = {number}\n", 1)
        row = add_version(self.session, parse(text), text, self.clock(), made_by)
        self.session.commit()
        return row

    def publish(self, number, offices, channels=(None,), day=TODAY):
        row = self.session.scalar(
            select(QuestionnaireVersion).filter_by(key="one-stop", version=number)
        ) or self.add(number)
        publish_for(self.session, row, Reach(set(offices), set(channels), day), self.clock())
        self.session.commit()

    def shown(self, counter):
        """To telephones and on tablets."""
        connection = self.session.connection()
        both = (
            sign(connection, counter.code, self.clock()),
            sign_of(connection, counter.id, self.clock()),
        )
        ids = dict(
            self.session.execute(
                select(QuestionnaireVersion.id, QuestionnaireVersion.version)
            ).all()
        )
        return tuple(ids.get(each.questionnaire_id) for each in both)


@pytest.fixture
def versions(session, make, clock):
    return Versions(session, make, clock)


def test_what_comes_with_the_product_is_asked_everywhere(versions, make):
    assert versions.shown(make.counter()) == (1, 1)


def test_a_version_is_asked_at_the_chosen_office_and_under_it_only(versions, make):
    above = make.office()
    here, other = make.counter(office=make.office(parent=above)), make.counter()
    versions.publish(2, {above.id})
    assert (versions.shown(here), versions.shown(other)) == ((2, 2), (1, 1))


@pytest.mark.parametrize(("channel", "shown"), [("qr", (2, 1)), ("kiosk", (1, 2))])
def test_a_version_is_asked_on_the_chosen_channel_only(versions, make, channel, shown):
    counter = make.counter()
    versions.publish(2, {None}, {channel})
    assert versions.shown(counter) == shown


def test_a_version_is_asked_from_the_beginning_of_its_day(versions, make, clock):
    counter = make.counter()
    versions.publish(2, {counter.office_id}, day=TOMORROW)
    clock.now = MIDNIGHT - timedelta(microseconds=1)
    assert versions.shown(counter) == (1, 1)
    clock.now = MIDNIGHT
    assert versions.shown(counter) == (2, 2)


def test_the_last_that_began_is_asked_and_of_those_the_last_that_was_published(versions, make):
    counter = make.counter()
    versions.publish(2, {None})
    versions.publish(3, {counter.office_id})
    assert versions.shown(counter) == (3, 3)
    versions.publish(2, {None})
    assert versions.shown(counter) == (2, 2)


@pytest.mark.parametrize("day", [TODAY, date(2026, 10, 19), date(2020, 1, 1)])
def test_published_today_or_earlier_it_is_asked_from_now_on_and_not_before(
    versions, clock, session, day
):
    versions.publish(2, {None}, day=day)
    newest = select(Publication.starts).order_by(Publication.id.desc()).limit(1)
    assert session.scalar(newest) == clock()


def test_a_new_office_asks_what_the_one_above_it_asks(versions, make, session, clock):
    above = make.office()
    versions.publish(2, {above.id})
    below = make.office(parent=above)
    lower = make.office(parent=below)
    inherit(session, [lower, below])
    session.commit()
    assert versions.shown(make.counter(office=lower)) == (2, 2)
    assert versions.shown(make.counter()) == (1, 1)


def test_a_copy_gives_way_to_what_was_published_later_than_its_original(
    versions, make, session, clock
):
    above = make.office()
    versions.publish(2, {above.id}, day=TOMORROW)
    clock.pass_time(minutes=1)
    versions.publish(3, {None}, day=TOMORROW)
    below = make.office(parent=above)
    inherit(session, [below])
    session.commit()
    clock.now = MIDNIGHT
    assert versions.shown(make.counter(office=below)) == (3, 3)


def test_offices_from_a_file_ask_what_the_one_above_them_asks(versions, make, run, tmp_path):
    above = make.office(code="so-x")
    versions.publish(2, {above.id})
    file = tmp_path / "offices.csv"
    file.write_text("code,name,kind,parent\nz,Z,centre,so-y\nso-y,Y,centre,so-x\n", "utf-8")
    assert run("load", "offices", file).exit_code == 0
    offices = versions.session.scalars(select(Publication.office_id)).all()
    assert len(offices) == 5 + 1 + 2


def test_who_saw_the_version_before_may_still_send_it(client, versions, make, session):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "5"}
    versions.publish(2, {counter.office_id})
    assert client.post(f"/s/{counter.code}", data=form).status_code == 303
    assert f'value="{form["version"]}"' not in client.get(f"/s/{counter.code}").text


def test_nobody_sends_a_version_that_is_asked_elsewhere_only(client, versions, make, session):
    counter, other = make.counter(), make.counter()
    versions.publish(2, {other.office_id})
    elsewhere = form_of(client, other)["version"]
    form = {**form_of(client, counter), "overall": "5", "version": elsewhere}
    client.post(f"/s/{counter.code}", data=form)
    [answered] = session.execute(text("SELECT questionnaire_id FROM responses")).scalars()
    assert answered != make.version("one-stop").id


def test_the_product_does_not_decide_what_is_asked_where_the_province_does(
    versions, make, session, clock
):
    counter = make.counter()
    versions.publish(2, {None})
    later = make.version("one-stop").text.replace("version = 2\n", "version = 3\n", 1)
    assert publish(session, parse(later), later, clock())
    other = later.replace("version = 3\n", "version = 2\n", 1) + "\n"
    assert not publish(session, parse(other), other, clock())
    assert versions.shown(counter) == (2, 2)


@pytest.mark.parametrize(
    "change",
    [
        update(QuestionnaireVersion).values(text="x"),
        delete(QuestionnaireVersion),
    ],
)
def test_a_published_version_cannot_be_changed_in_the_database(versions, session, change):
    versions.publish(2, {None})
    with pytest.raises(DatabaseError, match="a published questionnaire is never"):
        session.execute(change.where(QuestionnaireVersion.version == 2))


def test_nor_one_of_the_product_that_was_answered(session, make):
    make.response(make.counter())
    change = update(QuestionnaireVersion).filter_by(key="one-stop").values(text="x")
    with pytest.raises(DatabaseError, match="a published questionnaire is never changed"):
        session.execute(change)


def test_sqlite_does_not_replace_one_either(versions, session):
    if session.get_bind().dialect.name != "sqlite":
        return
    row = versions.add(2)
    values = {c.name: getattr(row, c.name) for c in table_of(QuestionnaireVersion).columns}
    again = insert(QuestionnaireVersion).prefix_with("OR REPLACE")
    with pytest.raises(DatabaseError, match="a published questionnaire is never replaced"):
        session.execute(again, values | {"text": "x"})


FAR = date(2099, 5, 1)
"""A day that is to come, also by the database's own clock, which no test sets."""


@pytest.mark.parametrize("day", [TODAY, FAR])
@pytest.mark.parametrize("column", ["starts", "office_id", "questionnaire_id", "made_at"])
def test_a_publication_is_never_changed(versions, session, day, column):
    versions.publish(2, {None}, day=day)
    change = update(Publication).values({column: getattr(Publication, column)})
    with pytest.raises(DatabaseError, match="a publication is never changed"):
        session.execute(change)


def test_of_publications_only_one_that_has_not_begun_can_be_taken_away(versions, session):
    versions.publish(2, {None})
    versions.publish(3, {None}, day=FAR)
    begun = Publication.starts < datetime(2099, 1, 1, tzinfo=UTC)
    session.execute(delete(Publication).where(~begun))
    session.commit()
    with pytest.raises(DatabaseError, match="a publication that has begun is never deleted"):
        session.execute(delete(Publication).where(begun))


def test_publications_are_neither_emptied_nor_replaced(versions, session):
    versions.publish(2, {None}, day=FAR)
    row = session.scalars(select(Publication).order_by(Publication.id.desc())).first()
    values = {c.name: getattr(row, c.name) for c in table_of(Publication).columns}
    again = {
        "sqlite": insert(Publication).prefix_with("OR REPLACE").values(values),
        "postgresql": text("TRUNCATE publications"),
    }[session.get_bind().dialect.name]
    with pytest.raises(DatabaseError, match=r"a publication (is never|that has begun)"):
        session.execute(again)


def test_a_question_that_keeps_its_key_keeps_its_series_over_versions(versions, make, session):
    counter = make.counter()
    make.response(counter, {"overall": "5", "results": "4"})
    versions.publish(2, {None})
    make.response(counter, {"overall": "5", "results": "2"})
    make.response(counter, {"overall": "4"})
    counts = tally.questions(session, quarter(2026, 4))
    assert set(counts[counts["chosen"] > 0]["version"]) == {1, 2}
    series = counts.groupby(["question", "option"])["chosen"].sum()
    chosen = {key: int(number) for key, number in series.items() if number}
    assert chosen == {
        ("overall", "4"): 1,
        ("overall", "5"): 2,
        ("results", "2"): 1,
        ("results", "4"): 1,
    }


def test_what_was_asked_before_there_were_publications_still_is(app, session, make, clock):
    """Version 1 was corrected after version 2 had come, and so has not been asked since."""
    with app.app_context():
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision="0012")
        db.session.remove()
    for version, day in ((2, "02-02"), (3, "03-03")):
        session.execute(
            text(
                "INSERT INTO questionnaires (key, version, measure, digest, text, published_at)"
                " SELECT key, :number, measure, :digest, text, :at FROM questionnaires"
                " WHERE key = 'one-stop' AND version = 1"
            ),
            {"number": version, "digest": str(version), "at": f"2026-{day} 00:00:00.000000"},
        )
    session.execute(
        text("UPDATE questionnaires SET published_at = :at WHERE key = 'one-stop' AND version = 1"),
        {"at": "2026-02-10 00:00:00.000000"},
    )
    session.commit()
    with app.app_context():
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        db.session.remove()
    version = QuestionnaireVersion
    asked = select(version.version, Publication.starts, version.title, version.folded)
    rows = session.execute(asked.join(Publication).where(version.key == "one-stop")).all()
    assert [(row.version, row.starts.isoformat()) for row in rows] == [
        (2, "2026-02-02T00:00:00+00:00"),
        (3, "2026-03-03T00:00:00+00:00"),
    ]
    assert rows[0].title == "Ý kiến của Ông/Bà về lần làm hồ sơ này"
    assert "y kien cua ong/ba ve lan lam ho so nay" in rows[0].folded
