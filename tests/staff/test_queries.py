"""A page asks the database as often for fifty things as for one."""

from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import event

from kiosk import register
from survey import remedies
from survey.audit import Action, Actor, Deed, append, change
from survey.database import db
from survey.remedies import Promise
from tests.staff.test_walk import ROUTES

MOST = 14
MOST_ON = {"/staff/": 26}
"""The first page asks about everything that anybody may have to do."""
PAGES = sorted({route.path for route in ROUTES if route.method == "GET" and not route.thing})


@contextmanager
def asked(app):
    """The statements that the application sends meanwhile."""
    statements = []
    with app.app_context():
        engine = db.engine

    def note(*about):
        statements.append(about[2])

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def furnish(make, number):
    office = make.office(name=f"Sở {number}")
    counter = make.counter(office=office)
    register.add(make.session, counter, make.clock())
    make.user("head", "operator", office=office)
    comment = {"comment": "Chờ lâu"}
    make.response(counter, {"overall": "2"}, comment, at=make.clock() - timedelta(hours=1))
    promise = Promise(office.id, counter.fields[0].id, "Thêm quầy", "Văn phòng", date(2026, 11, 1))
    with change(make.session) as connection:
        deed = Deed(Action.CODE_REVOKED, "counter", "x", office.id)
        append(connection, Actor("an"), deed, make.clock())
        remedies.add(make.session, promise, Actor("an"), make.clock())


def test_a_page_asks_as_often_for_many_things_as_for_one(app, make, staff):
    """All pages in one test: furnishing takes longer than looking at them."""
    here = staff("administrator")

    def statements(path):
        with asked(app) as sent:
            here.get(path)
        return len(sent)

    furnish(make, 0)
    of_one = {path: statements(path) for path in PAGES}
    for number in range(1, 12):
        furnish(make, number)
    of_many = {path: statements(path) for path in PAGES}
    assert [path for path in PAGES if of_many[path] > of_one[path]] == []
    most = {path: MOST_ON.get(path, MOST) for path in PAGES}
    assert {path: of_many[path] for path in PAGES if not 0 < of_many[path] <= most[path]} == {}


def test_a_persons_page_asks_as_often_in_a_tree_of_many_offices(app, make, staff):
    user = make.user("head")
    here, path = staff("administrator"), f"/staff/people/{user.id}"
    furnish(make, 0)
    with asked(app) as of_one:
        here.get(path)
    for number in range(1, 12):
        furnish(make, number)
    with asked(app) as of_many:
        here.get(path)
    assert len(of_many) == len(of_one) <= MOST
