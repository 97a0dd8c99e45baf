"""Tablets as their pages show them, and what is done with them there."""

import base64
import csv
import io
import re
from datetime import timedelta

import numpy
import pytest
import zxingcpp
from sqlalchemy import select

from kiosk import register
from kiosk.clocks import milliseconds
from kiosk.keys import PIN_DIGITS
from survey.models import Kiosk, LogEntry
from tests.conftest import SECRET_KEY
from tests.kiosk.tablet import Tablet, entry

HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
NUMBERS = re.compile(r'<th scope="row"><a [^>]*>(\w+)')
CODE = re.compile(r'id="code"[^>]*>(\w{3}) (\w{3})<')
PIN = re.compile(r'id="pin"[^>]*>(\d+)<')


@pytest.fixture
def office(make):
    return make.office(code="18073", name="UBND phường Thành Sen")


@pytest.fixture
def counter(make, office):
    return make.counter(office=office, number="18073-1", name="Quầy Đất đai")


@pytest.fixture
def here(staff, office):
    return staff("operator", office)


@pytest.fixture
def paired(client, session, clock):
    """A tablet at a counter, and the row of its kiosk."""

    def paired(counter, **given):
        kiosk, _ = register.add(session, counter, clock(), **given)
        code = register.give_code(session, kiosk, SECRET_KEY, clock())
        session.commit()
        tablet = Tablet(client)
        assert tablet.pair(code).status_code == 200
        return tablet, kiosk

    return paired


@pytest.fixture
def nothing_secret(session):
    """That none of some words stands in the log."""

    def nothing_secret(*words):
        session.rollback()
        said = [str((e.key, e.before, e.after)) for e in session.scalars(select(LogEntry))]
        return not any(word in line for word in words for line in said)

    return nothing_secret


def test_the_worst_come_first_and_each_state_is_counted(here, paired, counter, clock, session):
    full, silent, well, holding = (paired(counter, name=f"Máy {n}")[0] for n in range(4))
    register.add(session, counter, clock(), name="Chưa ghép")
    session.commit()
    clock.pass_time(minutes=20)
    well.beat(clock())
    full.beat(clock(), is_full=True)
    old = milliseconds(clock() - timedelta(days=2))
    holding.beat(clock(), waiting=3, oldest_at=old)
    page = here.get("/staff/kiosks").text
    assert NUMBERS.findall(page) == ["K2", "K1", "K4", "K5", "K3"]
    numbers = re.findall(r"<strong>(\d+)</strong> ([^<]+)<", page)
    assert numbers == [
        ("1", "mất liên lạc"),
        ("1", "đầy bộ nhớ"),
        ("1", "còn giữ ý kiến"),
        ("1", "chưa ghép"),
        ("1", "hoạt động tốt"),
    ]
    assert NUMBERS.findall(here.get("/staff/kiosks?state=never+paired").text) == ["K5"]
    assert NUMBERS.findall(here.get("/staff/kiosks?order=kiosk").text)[:2] == ["K1", "K2"]
    assert silent.credential


def test_of_the_same_state_the_longest_stands_first(here, paired, counter, clock):
    later, earlier = paired(counter)[0], paired(counter)[0]
    earlier.send()
    clock.pass_time(minutes=5)
    later.send()
    clock.pass_time(minutes=20)
    assert NUMBERS.findall(here.get("/staff/kiosks").text) == ["K2", "K1"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("canh cua", ["K1"]),
        ("CẠNH", ["K1"]),
        ("k2", ["K2"]),
        ("dat dai", ["K1", "K2"]),
        ("thanh sen cua", ["K1"]),
        ("%", []),
    ],
)
def test_a_search_needs_no_accents(here, paired, counter, search, found):
    paired(counter, name="Cạnh cửa ra vào")
    paired(counter, name="Bàn chờ")
    page = here.get("/staff/kiosks", query_string={"q": search, "order": "kiosk"})
    assert NUMBERS.findall(page.text) == found


def test_a_file_has_everything_of_ones_own_part(here, paired, counter, make, clock):
    tablet, _ = paired(counter, name="=1+1")
    paired(make.counter())
    tablet.beat(clock(), waiting=2, battery={"level": 0.4, "charging": False})
    reply = here.get("/staff/kiosks?as=csv")
    rows = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][:6] == [
        *("K1", "'=1+1", "Quầy Đất đai", "18073-1"),
        *("UBND phường Thành Sen", "hoạt động tốt"),
    ]
    assert rows[1][7:11] == ["2", "", "20/10/2026 09:00:00", "40"]


def test_five_hundred_tablets_are_read_at_once_and_shown_in_pages(here, session, counter, clock):
    for number in range(500):
        session.add(
            Kiosk(
                number=f"K{number}",
                name="",
                counter_id=counter.id,
                added_at=clock(),
                pin_salt="",
                pin_hash="",
                pin_iterations=1,
            )
        )
    session.commit()
    page = here.get("/staff/kiosks").text
    assert len(NUMBERS.findall(page)) == 20
    assert "1–20 trong 500" in page
    assert "<strong>500</strong> chưa ghép" in page


def test_a_tablets_page_says_how_it_does(here, paired, counter, clock):
    tablet, kiosk = paired(counter, name="Cạnh cửa")
    oldest = milliseconds(clock() - timedelta(days=2))
    said = {"waiting": 7, "oldest_at": oldest, "battery": {"level": 0.4, "charging": True}}
    tablet.beat(clock(), **said, storage={"used": 3_000_000, "quota": 90_000_000})
    page = here.get(f"/staff/kiosks/{kiosk.id}").text
    for words in (
        "còn giữ ý kiến</strong>, từ 09:00, 18/10/2026",
        "7, cũ nhất từ 09:00, 18/10/2026",
        "40 %, đang sạc",
        "mới nhất",
        "3/90 MB",
        "Quầy Đất đai",
        "UBND phường Thành Sen",
    ):
        assert words in page
    assert "Cạnh cửa" in here.get(f"/staff/counters/{counter.id}").text


def test_answers_that_could_not_be_taken_are_listed_without_peoples_words(
    here, paired, counter, make, clock
):
    tablet, kiosk = paired(counter)
    texts = {"comment": "Bà Lan nói thế"}
    tablet.send(entry(tablet.content(), at=clock(), answers={"overall": "7"}, texts=texts))
    other, _ = paired(make.counter())
    other.send(entry(other.content(), at=clock(), answers={"overall": "8"}))
    page = here.get(f"/staff/kiosks/{kiosk.id}").text
    assert "{&#34;overall&#34;: &#34;7&#34;}" in page
    assert ("Bà Lan" in page, "&#34;8&#34;" in page) == (False, False)


def secrets_of(page):
    code, pin = CODE.search(page.text), PIN.search(page.text)
    return "".join(code.groups()) if code else None, pin[1] if pin else None


def test_a_tablet_is_added_and_pairs_with_the_code_that_is_shown_once(
    here, counter, client, newest, nothing_secret, session, app
):
    address = "/staff/kiosks/add?counter=18073-1"
    assert '<option value="18073-1" selected>' in here.get(address).text
    given = {"counter": "18073-1", "name": " Cạnh cửa ", "number": "K1"}
    page = here.send(address, **given)
    code, pin = secrets_of(page)
    assert (page.status_code, len(pin)) == (200, PIN_DIGITS)
    assert page.headers["Cache-Control"] == "no-store"
    assert "đến 09:10:00" in page.text
    after = {"counter": "18073-1", "name": "Cạnh cửa"}
    assert newest() == ("kiosk.add", "K1", "operator", {}, after)
    assert nothing_secret(code, pin)
    kiosk = session.scalars(select(Kiosk)).one()
    shown = here.get(f"/staff/kiosks/{kiosk.id}").text
    assert (code in shown, pin in shown) == (False, False)
    assert Tablet(client).pair(code).json["kiosk"] == "K1"
    again = here.send(address, **given)
    assert (again.status_code, again.location) == (303, f"/staff/kiosks/{kiosk.id}")
    page = here.get(again.location).text
    assert "Đã có máy K1 từ chính biểu mẫu này" in page
    assert ("/code" in page, "/pin" in page) == (True, True)
    other = here.send(address, **{**given, "name": "Cạnh cửa sổ"})
    assert (other.status_code, "Đã có máy K1." in other.text) == (422, True)
    assert len(session.scalars(select(Kiosk)).all()) == 1


def test_the_qr_code_leads_a_tablet_to_its_page_with_the_code(here, counter, make):
    page = here.send("/staff/kiosks/add", counter=counter.code, number="")
    code, _ = secrets_of(page)
    picture = re.search(r"base64,([^\"]+)\"", page.text)[1]
    assert decoded(picture) == [f"http://127.0.0.1:8000/kiosk#{code}"]


def decoded(picture):
    """What zxing reads of an SVG of square modules, drawn by hand."""
    drawing = base64.b64decode(picture).decode()
    side = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])
    image = numpy.full((side, side), 255, numpy.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", drawing):
        image[int(y), int(x) : int(x) + int(length)] = 0
    return [found.text for found in zxingcpp.read_barcodes(image.repeat(4, 0).repeat(4, 1))]


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"counter": ""}, "counter", "Hãy chọn quầy."),
        ({"counter": "\0"}, "counter", "Hãy chọn quầy."),
        ({"counter": "theirs"}, "counter", "Không có quầy này"),
        ({"name": "d" * 121}, "name", "Tối đa 120 ký tự."),
        ({"number": "d" * 41}, "number", "Tối đa 40 ký tự."),
        ({"number": "K7"}, "number", "Không dùng được K7 ở đây. Xin chọn số hiệu khác."),
        ({"number": "K8"}, "number", "Đã có máy K8."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    here, counter, make, session, clock, logged, wrong, field, said
):
    register.add(session, make.counter(number="theirs"), clock(), number="K7")
    register.add(session, counter, clock(), number="K8")
    session.commit()
    given = {"counter": "18073-1", "name": "Cạnh cửa", "number": "K1", **wrong}
    page = here.send("/staff/kiosks/add", **given)
    assert page.status_code == 422
    assert said in page.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert f'value="{given["name"]}"' in page.text
    assert logged() == []


def test_another_code_pairs_another_tablet_and_until_then_the_first_works_on(
    here, paired, counter, client, newest, nothing_secret
):
    first, kiosk = paired(counter)
    address = f"/staff/kiosks/{kiosk.id}"
    page = here.send(f"{address}/code", form_at=address)
    code, pin = secrets_of(page)
    assert pin is None
    assert "Máy đang ghép vẫn chạy cho đến khi ghép máy khác." in page.text
    assert newest() == ("kiosk.code", "K1", "operator", {}, {})
    assert nothing_secret(code)
    assert first.get("/kiosk/content").status_code == 200
    assert Tablet(client).pair(code).status_code == 200
    assert first.get("/kiosk/content").status_code == 401


def test_another_pin_is_shown_once(here, paired, counter, newest, nothing_secret, session):
    _, kiosk = paired(counter)
    before = kiosk.pin_hash
    address = f"/staff/kiosks/{kiosk.id}"
    code, pin = secrets_of(here.send(f"{address}/pin", form_at=address))
    assert (code, len(pin)) == (None, PIN_DIGITS)
    assert newest() == ("kiosk.pin", "K1", "operator", {}, {})
    assert nothing_secret(pin)
    session.refresh(kiosk)
    assert kiosk.pin_hash != before


def test_a_tablet_moves_to_another_counter_of_the_part(
    here, paired, counter, make, office, newest, session
):
    tablet, kiosk = paired(counter)
    there = make.counter(office=office, number="18073-2", name="Quầy Hộ tịch")
    make.counter(number="theirs")
    address = f"/staff/kiosks/{kiosk.id}/move"
    assert here.send(address, counter="theirs").status_code == 422
    assert here.send(address, counter="18073-1").status_code == 303
    assert "đã ở quầy đó" in here.get(f"/staff/kiosks/{kiosk.id}").text
    assert here.send(address, counter=there.code).location == f"/staff/kiosks/{kiosk.id}"
    said = ({"counter": "18073-1"}, {"counter": "18073-2"})
    assert newest() == ("kiosk.move", "K1", "operator", *said)
    assert "Quầy Hộ tịch" in here.get(f"/staff/kiosks/{kiosk.id}").text
    assert tablet.content()["counter"] == "18073-2"


def test_a_tablet_is_revoked_once_whoever_does_it_is_sure(
    here, paired, counter, clock, newest, logged, session
):
    tablet, kiosk = paired(counter)
    tablet.beat(clock(), waiting=4)
    address = f"/staff/kiosks/{kiosk.id}"
    asked = here.send(f"{address}/revoke", form_at=address)
    assert "máy báo còn 4 ý kiến" in asked.text
    assert logged() == []
    sure = dict(HIDDEN.findall(asked.text))
    assert here.client.post(f"{address}/revoke", data=sure).location == address
    assert newest() == ("kiosk.revoke", "K1", "operator", {}, {})
    assert tablet.get("/kiosk/content").status_code == 401
    page = here.get(address).text
    assert "Nếu trong máy còn ý kiến chờ gửi" in page
    assert "Cấp mã ghép mới" not in page
    for deed in ("code", "pin", "revoke"):
        reply = here.client.post(f"{address}/{deed}", data=sure)
        assert reply.location == address
        assert "đã bị thu hồi" in here.get(address).text
    reply = here.client.post(f"{address}/move", data={**sure, "counter": "18073-1"})
    assert "đã bị thu hồi" in here.get(reply.location).text
    assert len(logged()) == 1


@pytest.mark.parametrize("role", ["head", "auditor"])
def test_who_only_reads_is_offered_nothing_to_do(staff, office, paired, counter, role):
    _, kiosk = paired(counter)
    here = staff(role, office)
    pages = [here.get(a).text for a in ("/staff/kiosks", f"/staff/kiosks/{kiosk.id}")]
    assert all("K1" in page for page in pages)
    assert not any(words in page for page in pages for words in ("Thêm máy", "Thu hồi máy"))


def test_a_part_with_very_many_counters_has_no_list_of_them(here, make, office, counter):
    assert "<select" in here.get("/staff/kiosks/add").text
    field = counter.fields[0]
    for _ in range(200):
        make.counter([field], office, counter.place)
    assert "<select" not in here.get("/staff/kiosks/add").text
    assert secrets_of(here.send("/staff/kiosks/add", counter="18073-1"))[0]


def test_what_was_refused_is_read_by_those_who_look_after_wherever_the_tablet_stood(
    paired, make, staff, counter, here, clock, session
):
    """It takes along what it holds, and a refused answer does not say where it was given."""
    tablet, kiosk = paired(counter)
    tablet.send(entry(tablet.content(), at=clock(), answers={"overall": "tám mươi"}))
    address = f"/staff/kiosks/{kiosk.id}"
    assert "tám mươi" in here.get(address).text
    other = make.counter()
    register.move(session, kiosk, other, clock())
    session.commit()
    page = staff("operator", other.office).get(address).text
    assert "tám mươi" not in page
    assert "từng đặt ngoài phạm vi" in page
    assert "tám mươi" in staff("operator").get(address).text
