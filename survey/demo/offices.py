"""The offices of the demonstration, where they serve people, and their counters."""

from __future__ import annotations

from collections import Counter as Numbers
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.codes import ALPHABET, LENGTH
from survey.demo.province import (
    ANY,
    COMMUNE_COUNTERS,
    DEPARTMENTS,
    ROOT,
    SINCE,
    communes,
)
from survey.history import Was, keep
from survey.models import Counter, CounterCode, Field, Office, Place
from survey.periods import midnight


def add_offices(session: Session, seed: int, now: datetime) -> None:
    """Add the province's offices, places and counters; the same codes for the same seed."""
    fields = {each.code: each for each in session.scalars(select(Field))}
    builder = Builder(session, now, np.random.default_rng([seed, 0]), fields)
    root = builder.office(ROOT, "UBND tỉnh Hà Tĩnh", "province", area_code=ROOT)
    builder.office(f"{ROOT}-duc-tho", "UBND huyện Đức Thọ", "district", root, closed=SINCE)
    place = builder.centre(root)
    departments = builder.departments(root, place)
    builder.hospital(departments["y-te"])
    builder.school(departments["giao-duc-dao-tao"])
    for code, name in communes():
        builder.commune(root, code, name)
    session.flush()


@dataclass
class Builder:
    """Adds the parts of a province to a session."""

    session: Session
    now: datetime
    rng: np.random.Generator
    fields: dict[str, Field]
    counters_of: Numbers[str] = field(default_factory=Numbers)

    def centre(self, root: Office) -> Place:
        """The province's own one-stop centre, where other offices have counters too."""
        name = "Trung tâm Phục vụ hành chính công tỉnh"
        centre = self.office(f"{ROOT}-trung-tam", name, "centre", root)
        place = self.place(centre, name)
        self.counter(centre, place, "Quầy hướng dẫn", (ANY,))
        online = self.place(centre, "Cổng dịch vụ công trực tuyến", f"{centre.code}-truc-tuyen")
        self.counter(centre, online, "Hồ sơ trực tuyến", (ANY,), "online")
        return place

    def departments(self, root: Office, place: Place) -> dict[str, Office]:
        """The departments, by their names in codes, each with a counter in `place`."""
        offices = {}
        for number, (code, name, fields) in enumerate(DEPARTMENTS, start=1):
            offices[code] = self.office(f"{ROOT}-{code}", name, "department", root)
            self.counter(offices[code], place, f"Quầy {number}: {name}", fields)
        return offices

    def hospital(self, department: Office) -> None:
        name = "Bệnh viện đa khoa (minh họa)"
        office = self.office(f"{ROOT}-benh-vien", name, "hospital", department)
        self.session.flush()
        old = Was("Bệnh viện đa khoa huyện (minh họa)", "hospital", department.id)
        keep(self.session, {office.id: old}, SINCE)
        self.counter(office, self.place(office, name), "Quầy ra viện", ("y-te",), "health")

    def school(self, department: Office) -> None:
        name = "Trường trung học phổ thông (minh họa)"
        office = self.office(f"{ROOT}-truong-hoc", name, "school", department)
        self.counter(office, self.place(office, name), "Văn phòng", ("giao-duc",), "school")

    def commune(self, root: Office, code: str, name: str) -> None:
        """A commune with its own one-stop centre and the counters there."""
        name = name[0].lower() + name[1:]
        office = self.office(code, f"UBND {name}", "commune", root, opened=SINCE, area_code=code)
        place = self.place(office, f"Trung tâm Phục vụ hành chính công {name}")
        for counter, fields in COMMUNE_COUNTERS:
            self.counter(office, place, counter, fields)

    def office(
        self,
        code: str,
        name: str,
        kind: str,
        parent: Office | None = None,
        **columns: date | str,
    ) -> Office:
        office = Office(code=code, name=name, kind=kind, parent=parent, **columns)
        self.session.add(office)
        return office

    def place(self, office: Office, name: str, code: str = "") -> Place:
        place = Place(code=code or office.code, name=name, office=office, opened=office.opened)
        self.session.add(place)
        return place

    def counter(
        self,
        office: Office,
        place: Place,
        name: str,
        fields: Sequence[str],
        questionnaire_key: str = "one-stop",
    ) -> None:
        self.counters_of[office.code] += 1
        counter = Counter(
            number=f"{office.code}-{self.counters_of[office.code]}",
            name=name,
            place=place,
            office=office,
            questionnaire_key=questionnaire_key,
            opened=office.opened,
            fields=[self.fields[code] for code in fields],
            codes=[self.code()],
        )
        self.session.add(counter)

    def code(self) -> CounterCode:
        """A code that the same seed makes again, so that addresses stay the same."""
        code = "".join(self.rng.choice(list(ALPHABET), LENGTH))
        return CounterCode(code=code, issued_at=min(midnight(SINCE), self.now))
