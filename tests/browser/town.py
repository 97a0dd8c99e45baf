"""A small town with the longest names: one counter for each kind of page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from survey.models import Counter, Field, Office, Place, Target
from tests.makers import Makers

OFFICE = (
    "Chi nhánh Văn phòng Đăng ký đất đai khu vực Điện Bàn – Đại Lộc – Duy Xuyên trực thuộc "
    "Sở Nông nghiệp và Môi trường"
)
PLACE = (
    "Bộ phận Tiếp nhận và Trả kết quả, Trung tâm Phục vụ hành chính công phường "
    "Nguyễn Nghiêm – Nghĩa Lộ"
)
COUNTER = (
    "Quầy số 12: Đăng ký biến động quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền "
    "với đất"
)
COMPLAINTS = (
    "đường dây nóng 0235 3 852 852, "
    "phananhkiennghi.vanphongdangkydatdai.khuvucdienban@danang.gov.vn"
)
PERSON = "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Thụy Khánh Ngân"
FIELDS = (
    ("Đất đai", "Land"),
    (
        "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất",
        "Registration of security interests in land use rights and in assets attached to land",
    ),
    (
        "Lao động, người có công, bảo trợ xã hội và phòng, chống tệ nạn xã hội",
        "Labour, people of merit, social protection and the prevention of social evils",
    ),
    ("Quản lý hoạt động xây dựng và quy hoạch – kiến trúc", "Construction and spatial planning"),
    ("Thành lập và hoạt động của doanh nghiệp (hộ kinh doanh)", "Businesses and traders"),
    ("HĐND-UBND-UBMTTQVN-TTPVHCC-QLDA/2026-QĐ-UBND", "HĐND-UBND-UBMTTQVN-TTPVHCC-QLDA/2026-QĐ"),
)
"""The last one has no place to break: such names occur, and no page may grow wide for one."""

PLAN = (
    "Kế hoạch số 1234/KH-UBND ngày 31/12/2025 của Ủy ban nhân dân tỉnh về cải cách hành chính, "
    "nâng cao mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính"
)

QUESTIONNAIRES = ("online", "health", "school", "sipas")


def fill(database_url: str) -> dict[str, str]:
    """Make the town; the code of each counter, by what is special about it."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        codes = _counters(Makers(session, lambda: datetime.now(UTC)))
    engine.dispose()
    return codes


def add_another(database_url: str) -> str:
    """Add a counter of another office; its code."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        make = Makers(session, lambda: datetime.now(UTC), itertools.count(1000))
        code: str = make.counter().codes[0].code
    engine.dispose()
    return code


def _counters(make: Makers) -> dict[str, str]:
    office = make.office(name=OFFICE, complaints=COMPLAINTS)
    place = Place(code="centre", name=PLACE, office=office)
    fields = [make.field(name_vi=vi, name_en=en) for vi, en in FIELDS]

    def code(name: str, served: Sequence[Field], questionnaire: str = "one-stop") -> str:
        counter: Counter = make.counter(
            served, office, place, number=name, name=COUNTER, questionnaire_key=questionnaire
        )
        return counter.codes[0].code

    codes = {"one field": code("one field", fields[:1]), "fields": code("fields", fields)}
    codes |= {key: code(key, fields[:1], key) for key in QUESTIONNAIRES}
    revoked = make.counter(fields[:1], office, place, number="revoked", name=COUNTER)
    revoked.codes[0].revoked_at = datetime.now(UTC)
    make.session.commit()
    below = make.office(name=f"{OFFICE} – cơ sở 2", parent_id=office.id)
    codes["below"] = make.counter(fields[:1], below, place, number="below").codes[0].code
    _targets(make, office)
    _people(make, office)
    return codes | {"revoked": revoked.codes[0].code}


def _targets(make: Makers, office: Office) -> None:
    """Two that contradict each other, and one that has ended."""
    year = datetime.now(UTC).year
    for document, threshold, ends in ((PLAN, 90, year + 1), (f"{PLAN} (2)", 95, year + 1)):
        make.session.add(_target(office, document, threshold, year, ends))
    make.session.add(_target(office, PLAN, 85, year - 1, year - 1, measure="service"))
    make.session.commit()


def _target(
    office: Office,
    document: str,
    threshold: int,
    first: int,
    last: int,
    measure: str = "transaction",
) -> Target:
    return Target(
        scope=office.code,
        scope_name=office.name,
        measure=measure,
        people=True,
        organisations=True,
        first_year=first,
        last_year=last,
        comparator=">=",
        threshold=Decimal(threshold),
        document=document,
    )


def _people(make: Makers, office: Office) -> None:
    """One for each role, somebody without one, and somebody who has still to choose a password."""
    make.user("administrator", name="quan-tri", full_name=PERSON)
    make.user("head", "operator", office=office, name="lanh-dao", full_name=PERSON)
    make.user("operator", office=office, name="can-bo", full_name="Lê Ý")
    make.user("auditor", office=office, name="kiem-tra", full_name="Trần Văn Kiểm")
    make.user(name="chua-co-vai-tro", full_name="Ngô Chưa")
    make.user("head", office=office, name="moi-vao", full_name=PERSON, password=None)
