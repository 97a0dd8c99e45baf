"""Counters, as somebody adds, changes, closes and opens them on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import exists, select

from forms.web import translatable
from survey.audit import Action
from survey.loading import KINDS, table_of_lines
from survey.loading.counters import COLUMNS
from survey.loading.entries import Entry, read_entries
from survey.models import Counter, CounterCode, Place
from survey.parts import shared, within
from survey.periods import local_day, midnight
from survey.setting_up import Said, Setter, cell, difference, refuse, refuse_if_changed

KIND = KINDS["counters"]
NEW_PLACE = "+"
"""In the place of a place's code, which never looks like this."""
LONGEST_PROPOSED = 50
"""Of an office's code in a number or a code that is proposed."""

TAKEN = translatable("There is a counter with this number already.")


def said(counter: Counter) -> Said:
    """What a file would say of a counter, but for its place's name and its code."""
    return {
        "number": counter.number,
        "name": counter.name,
        "place": counter.place.code,
        "office": counter.office.code,
        "fields": " ".join(sorted(field.code for field in counter.fields)),
        "questionnaire": counter.questionnaire_key,
        "opened": cell(counter.opened),
        "closed": cell(counter.closed),
    }


def add(setter: Setter, line: Said) -> Counter:
    """Add a counter; one without a number is given one. Sent twice, it is added once."""
    with setter.changing():
        if same := _same(setter, line):
            return same
        number = line["number"] or _next_number(setter, line["office"])
        mine = within(Counter.office_id, setter.part)
        if setter.session.scalar(select(exists().where(Counter.number == number, mine))):
            raise refuse("number", TAKEN)
        placed = _placed(setter, {**line, "number": number})
        setter.store(KIND, [placed])
        counter = setter.session.scalars(select(Counter).filter_by(number=number)).one()
        after = {name: value for name, value in said(counter).items() if value}
        after |= _name_of_place(placed)
        setter.log(Action.COUNTER_ADDED, ("counter", number), counter.office_id, {}, after)
    return counter


def _same(setter: Setter, line: Said) -> Counter | None:
    """The counter that the same form has added today, if it is as it was added."""
    filled = {name: cell for name, cell in line.items() if cell not in ("", NEW_PLACE)}
    (asked,) = read_entries(table_of_lines([filled]).lines, COLUMNS)
    if not asked.is_sound:
        return None
    added_today = exists().where(
        CounterCode.counter_id == Counter.id,
        CounterCode.issued_at >= midnight(local_day(setter.now)),
    )
    mine = select(Counter).where(
        within(Counter.office_id, setter.part),
        Counter.office.has(code=asked["office"]),
        Counter.name == asked["name"],
        added_today,
    )
    found = setter.session.scalars(mine.order_by(Counter.id))
    return next((each for each in found if _is_so(each, line, asked)), None)


def _is_so(counter: Counter, line: Said, asked: Entry) -> bool:
    """Whether a counter is what a form says; one that is given a number has another each time."""
    is_new_place = line["place"] == NEW_PLACE
    place = counter.place.name if is_new_place else counter.place.code
    fields = tuple(sorted(field.code for field in counter.fields))
    return (
        line["number"] in ("", counter.number)
        and place == asked["place_name" if is_new_place else "place"]
        and (fields, counter.questionnaire_key) == (asked["fields"], asked["questionnaire"])
        and (counter.opened, counter.closed) == (asked["opened"], None)
    )


def edit(
    setter: Setter, counter_id: int, line: Said, seen: str, *, was_a_mistake: bool = False
) -> None:
    """Change, close or open a counter of which a form has shown what was `seen`.

    That it is another office's, or serves other fields, holds from today on, unless what stood
    there was a mistake.
    """
    with setter.changing():
        mine = within(Counter.office_id, setter.part)
        counter = setter.session.scalars(
            select(Counter).where(Counter.id == counter_id, mine)
        ).one()
        before, left = said(counter), counter.office_id
        refuse_if_changed(before, seen)
        placed = _placed(setter, {**before, **line})
        setter.store(KIND, [placed], keeps_past=not was_a_mistake)
        setter.session.expire(counter)
        was_so, is_so = difference(before, said(counter))
        if is_so:
            concerned = shared(setter.session, [left, counter.office_id])
            thing, is_so = ("counter", counter.number), {**is_so, **_name_of_place(placed)}
            setter.log(_action(is_so), thing, concerned, was_so, is_so, acting_for=left)


def _action(is_so: Said) -> Action:
    if is_so.keys() != {"closed"}:
        return Action.COUNTER_CHANGED
    return Action.COUNTER_CLOSED if is_so["closed"] else Action.COUNTER_OPENED


def _placed(setter: Setter, line: Said) -> Said:
    """The line with a code for a place that is new; the name of one that is there stays."""
    if line["place"] == NEW_PLACE:
        return {**line, "place": _next_place(setter, line["office"])}
    return {name: value for name, value in line.items() if name != "place_name"}


def _name_of_place(line: Said) -> Said:
    """The name of a place that is new, which the log keeps with the counter."""
    return {name: line[name] for name in ("place_name",) if name in line}


def _next_number(setter: Setter, office: str) -> str:
    """A number for the next counter of an office: its code, and which one it is."""
    start = f"{office[:LONGEST_PROPOSED]}-"
    of_office = Counter.number.startswith(start, autoescape=True)
    return _next(start, setter.session.scalars(select(Counter.number).where(of_office)))


def _next_place(setter: Setter, office: str) -> str:
    """A code for a new place of an office."""
    start = f"{office[:LONGEST_PROPOSED]}-p"
    of_office = Place.code.startswith(start, autoescape=True)
    return _next(start, setter.session.scalars(select(Place.code).where(of_office)))


def _next(start: str, there: Iterable[str]) -> str:
    shape = re.compile(re.escape(start) + r"([1-9][0-9]{0,5})")
    taken = [int(found[1]) for name in there if (found := shape.fullmatch(name))]
    return f"{start}{max(taken, default=0) + 1}"
