"""Posters, stands and stickers as files from the pages of staff."""

import io

import pytest
from PIL import Image

from survey.models import Place
from tests.kiosk import paper


@pytest.fixture
def office(make):
    return make.office(code="18073", name="UBND phường Thành Sen")


@pytest.fixture
def two(make, office):
    """Two counters of an office, and one of another."""
    named = (("18073-1", "Quầy Đầu"), ("18073-2", "Quầy Sau"))
    counters = [make.counter(office=office, number=number, name=name) for number, name in named]
    make.counter(number="other")
    return counters


def leading_to(*counters):
    return [[f"http://127.0.0.1:8000/s/{counter.code}"] for counter in counters]


def codes(reply):
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    return [paper.codes(paper.picture(page, 72)) for page in paper.document(reply.data)]


@pytest.mark.parametrize(
    ("kind", "size", "copies"),
    [("poster", (210, 297), 1), ("stand", (148, 210), 1), ("stickers", (210, 297), 8)],
)
def test_a_counter_has_sheets_of_three_kinds(two, office, staff, kind, size, copies):
    reply = staff("operator", office).get(f"/staff/counters/{two[0].id}/{kind}.pdf?lang=en")
    (page,) = paper.document(reply.data)
    assert paper.size(page) == size
    found = paper.codes(paper.picture(page, 150))
    assert found == [f"http://127.0.0.1:8000/s/{two[0].code}"] * copies
    assert reply.headers["Content-Disposition"] == f'attachment; filename="18073-1-{kind}.pdf"'
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_code_alone_is_a_picture(two, office, staff):
    reply = staff("head", office).get(f"/staff/counters/{two[0].id}/qr.png")
    with Image.open(io.BytesIO(reply.data)) as picture:
        assert paper.codes(picture.convert("L")) == leading_to(two[0])[0]


def test_a_list_is_printed_as_it_is_narrowed_and_sorted(two, office, staff):
    here = staff("administrator")
    one, other = two
    address = "/staff/counters/poster.pdf?office=18073"
    assert codes(here.get(f"{address}&order=counter")) == leading_to(one, other)
    assert codes(here.get(f"{address}&order=-counter&page=7")) == leading_to(other, one)
    assert codes(here.get(f"{address}&q=quay+sau")) == leading_to(other)
    assert len(codes(here.get("/staff/counters/poster.pdf"))) == 3


def test_nobody_prints_what_lies_outside_of_their_part(two, office, staff):
    here = staff("operator", office)
    assert codes(here.get("/staff/counters/poster.pdf?order=counter")) == leading_to(*two)


def test_where_nobody_can_answer_nothing_is_printed_and_it_is_said(
    two, office, staff, session, clock
):
    here = staff("operator", office)
    closed, other = two
    closed.codes[0].revoked_at = clock()
    session.commit()
    for file in ("poster.pdf", "qr.png"):
        reply = here.get(f"/staff/counters/{closed.id}/{file}")
        assert reply.location == f"/staff/counters/{closed.id}"
        assert "Không có gì để in" in here.get(reply.location).text
    assert codes(here.get("/staff/counters/poster.pdf")) == leading_to(other)
    assert "trả lời được ở đó: 18073-1." in here.get("/staff/counters").text
    reply = here.get("/staff/counters/poster.pdf?q=quay+dau")
    assert reply.location == "/staff/counters?q=quay+dau"


def test_a_list_of_several_pages_is_printed_as_a_whole(make, office, staff):
    place = Place(code="tt", name="Trung tâm", office=office)
    field = make.field()
    for _ in range(51):
        make.counter([field], office, place)
    reply = staff("operator", office).get("/staff/counters/poster.pdf?page=2")
    assert len(paper.document(reply.data)) == 51


def test_a_list_that_is_too_long_is_not_printed(make, office, staff):
    place = Place(code="tt", name="Trung tâm", office=office)
    field = make.field()
    for _ in range(101):
        make.counter([field], office, place)
    here = staff("operator", office)
    reply = here.get("/staff/counters/poster.pdf?state=in-use")
    assert reply.location == "/staff/counters?state=in-use"
    assert (
        "Danh sách có 101 quầy, mỗi lần in được tối đa 100 quầy." in here.get(reply.location).text
    )


@pytest.mark.parametrize("file", ["x.pdf", "poster.svg", "poster"])
def test_there_are_no_other_files(two, staff, file):
    here = staff("administrator")
    assert here.get(f"/staff/counters/{two[0].id}/{file}").status_code == 404
    assert here.get(f"/staff/counters/{file}").status_code == 404
