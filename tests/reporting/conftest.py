"""A small office whose every figure was computed by hand, and reports of it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from itertools import zip_longest
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from analysis.report import tell
from survey import store
from survey.accounts import person as persons
from survey.editions.publishing import publish
from survey.editions.said import Said
from survey.hours import read_hours
from survey.models import Counter, Response, Volume
from survey.reporting import scopes
from survey.reporting.collecting import Request, collect
from survey.reporting.spans import QUARTER, Span

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = read_hours("1-5 07:30-17:00")
NOW = Span(QUARTER, 2026, 4)  # 15/09/2026-14/12/2026; the clock says 20/10/2026.
BEFORE = Span(QUARTER, 2026, 3)
OVER = datetime(2026, 12, 15, tzinfo=HANOI)
"""The first moment after the quarter."""

# Twenty answers: the day, the counter, the level (4 and 5 are satisfied) and the channel.
ANSWERS = [
    (date(2026, 9, 15), "H", "5", "qr"), (date(2026, 9, 15), "D", "2", "qr"),
    (date(2026, 9, 16), "H", "5", "qr"), (date(2026, 9, 16), "D", "4", "qr"),
    (date(2026, 9, 17), "H", "4", "qr"), (date(2026, 9, 17), "D", "5", "kiosk"),
    (date(2026, 9, 18), "H", "1", "qr"), (date(2026, 9, 18), "D", "3", "kiosk"),
    (date(2026, 9, 21), "H", "5", "kiosk"), (date(2026, 9, 21), "D", "4", "qr"),
    (date(2026, 9, 22), "H", "4", "kiosk"), (date(2026, 9, 22), "D", "5", "qr"),
    (date(2026, 9, 23), "H", "5", "kiosk"), (date(2026, 9, 23), "D", "1", "qr"),
    (date(2026, 9, 24), "H", "5", "kiosk"), (date(2026, 9, 24), "D", "5", "qr"),
    (date(2026, 9, 25), "H", "4", "kiosk"), (date(2026, 9, 25), "D", "4", "qr"),
    (date(2026, 9, 26), "H", "5", "kiosk"), (date(2026, 9, 26), "D", "5", "qr"),
]  # fmt: skip
# What the first ten of them said besides.
EARLY = {"time": "early", "complaint": "no", "contacts": "none", "officials": "5"}
ON_TIME = {"time": "on-time", "complaint": "no", "contacts": "one", "officials": "3"}
LATE = {"time": "late", "complaint": "yes", "contacts": "more", "officials": "2"}
BESIDES = [{**EARLY, "access": "5"}] * 4 + [EARLY] * 2 + [ON_TIME] * 2 + [LATE] * 2
# The quarter before: twelve, of whom five of six, and three of six, were satisfied.
EARLIER = [
    (date(2026, 8, 3), counter, level, "qr")
    for counter, levels in (("H", "555551"), ("D", "444222"))
    for level in levels
]
DOSSIERS = {"H": 40, "D": 60, "X": 25}

# Offices of a part: satisfied and answers, of the quarter and of the one before.
SATISFIED = {"A": (57, 60), "B": (36, 60), "C": (2, 3), "E": (5, 5), "F": (0, 0)}
SATISFIED_BEFORE = {"A": (45, 60), "C": (3, 4), "E": (6, 6)}


@pytest.fixture
def office(make):
    return make.office(code="42.01", name="UBND xã Bình An", kind="commune")


@pytest.fixture
def counters(make, office):
    """Hộ tịch, đất đai and xây dựng, a counter each."""
    names = {
        "H": ("ho-tich", "Hộ tịch", "Civil status"),
        "D": ("dat-dai", "Đất đai", "Land"),
        "X": ("xay-dung", "Xây dựng", "Construction"),
    }
    fields = {
        number: make.field(code=code, name_vi=vi, name_en=en)
        for number, (code, vi, en) in names.items()
    }
    return {
        number: make.counter([field], office, number=number, name=f"Quầy {field.name_vi}")
        for number, field in fields.items()
    }


@pytest.fixture
def answered(make, counters):
    """People answer at noon, as a list says."""

    def answered(answers, besides=()):
        for (day, counter, level, channel), rest in zip_longest(answers, besides, fillvalue={}):
            at = datetime.combine(day, time(12), HANOI)
            given = {"overall": level, **rest}
            make.response(counters[counter], given, at=at, channel=channel)

    return answered


@pytest.fixture
def dossiers(session, counters):
    """So many were settled by field in a span."""

    def dossiers(numbers, span=NOW):
        for counter, number in numbers.items():
            of = {
                "office_id": counters[counter].office_id,
                "field_id": counters[counter].fields[0].id,
            }
            days = {"starts": span.period.start, "ends": span.period.end}
            session.add(Volume(**of, **days, received=number, settled=number))
        session.commit()

    return dossiers


@pytest.fixture
def set_target(make):
    """A target of a document whose name does not tell the threshold."""
    return partial(make.target, document="Kế hoạch số 01")


@pytest.fixture
def small_office(office, answered, dossiers, set_target):
    """The office with its twenty answers and its target."""
    set_target("42.01", 90)
    answered([*ANSWERS, *EARLIER], BESIDES)
    dossiers(DOSSIERS)
    return office


@pytest.fixture
def report_of(session, clock):
    """The report of a scope, at a time."""

    def report_of(scope, span=NOW):
        session.rollback()
        found = scope if isinstance(scope, scopes.Scope) else scopes.office(session, scope.code)
        return tell(collect(session, Request(found, span, clock(), HOURS)))

    return report_of


@pytest.fixture
def set_aside(session):
    """Mark so many answers as suspicious."""

    def set_aside(many):
        unmarked = select(Response.id).where(Response.set_aside.is_(None)).limit(many)
        ids = session.scalars(unmarked).all()
        session.rollback()
        with session.get_bind().begin() as connection:
            for response_id in ids:
                store.set_aside(connection, response_id, "Trả lời liên tiếp")

    return set_aside


@pytest.fixture
def province(make, office):
    """A province with a commune of that name beside others, which all serve one field."""
    top = make.office(code="42", name="Tỉnh", kind="province")
    office.parent_id = top.id
    field = make.field(code="ho-tich")
    for code in SATISFIED:
        commune = make.office(code=code, name=f"Xã {code}", parent_id=top.id)
        make.counter([field], commune, number=f"quay-{code}")
    return top


@pytest.fixture
def offices_heard(session, make, province):
    """So many of so many satisfied by office, on a day."""

    def offices_heard(numbers, day):
        at = datetime.combine(day, time(12), HANOI)
        counters = {c.number: c for c in session.query(Counter)}
        for code, (satisfied, answered) in numbers.items():
            for n in range(answered):
                level = "5" if n < satisfied else "1"
                make.response(counters[f"quay-{code}"], {"overall": level}, at=at)

    return offices_heard


@pytest.fixture
def province_report(province, offices_heard, set_target, session, report_of):
    set_target("42", 90)
    offices_heard(SATISFIED, NOW.period.start)
    offices_heard(SATISFIED_BEFORE, date(2026, 8, 3))
    return report_of(scopes.province(session, NOW.period))


@dataclass
class Press:
    """Publishes reports, in the name of people with roles."""

    session: object
    make: object

    def person(self, role, office=None, **columns):
        user = self.make.user(role, office=office, **columns)
        return persons.person(self.session, user.id)

    def request(self, scope, span=NOW, now=OVER):
        self.session.rollback()
        found = scope if isinstance(scope, scopes.Scope) else scopes.office(self.session, scope)
        return Request(found, span, now, HOURS)

    def publish(self, person, scope="42.01", note=None, seen=None, **asked):
        said = note if isinstance(note, Said) else Said(note=note)
        return publish(self.session, self.request(scope, **asked), person, said, seen)


@pytest.fixture
def press(session, make):
    return Press(session, make)
