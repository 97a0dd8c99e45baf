"""Sheets on paper: what they say is read back, by a reader of codes and by a reader of PDF."""

import io
import itertools
import os
import subprocess
import sys

import pypdfium2.raw as pdfium
import pytest

from forms import shipped
from kiosk.sheets import KINDS, faces_of
from survey import qr
from tests.browser import town
from tests.kiosk import paper
from tests.kiosk.paper import ADDRESS, CODE, sheet

SIZES = {"poster": (210, 297), "stand": (148, 210), "stickers": (210, 297)}
COPIES = {"poster": 1, "stand": 1, "stickers": 8}
LONG = {"office": town.OFFICE, "where": f"{town.COUNTER} · {town.PLACE}"}
LONGEST = "Ủy ban nhân dân " * 31 + "cấp"
"""As long as a name may be in a file."""
UNBROKEN = "HĐNDUBNDUBMTTQVNTTPVHCCQLDA2026QĐUBND" * 13


def page(kind, *sheets, **options):
    file = io.BytesIO()
    paper.printed(kind, *(sheets or [sheet()]), **options).pdf.save(file)
    return paper.document(file)[0]


each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_a_page_is_exactly_a4_or_a5(kind):
    assert paper.size(page(kind)) == SIZES[kind]


@each_kind
@pytest.mark.parametrize("dots_an_inch", [300, 72])
def test_every_code_on_it_leads_to_the_counter(kind, dots_an_inch):
    picture = paper.picture(page(kind), dots_an_inch)
    assert paper.codes(picture) == [ADDRESS] * COPIES[kind]


# The main camera of a telephone sees as much as 26 mm do on film, which is 24 mm across: at one
# metre, 24/26 m. What it shows while it looks for a code is 1,080 dots across.
@pytest.mark.parametrize(("kind", "metres"), [("poster", 2), ("stand", 1), ("stickers", 0.5)])
def test_a_cheap_telephone_reads_it_from_where_people_stand(kind, metres):
    dots_an_inch = 1080 / (metres * 24 / 26) * 0.0254
    seen = paper.codes(paper.photograph(page(kind), dots_an_inch))
    assert ADDRESS in seen


@each_kind
@pytest.mark.parametrize(
    "address",
    ["http://so.vn/s/abcdefgh23", ADDRESS, f"https://{'x' * 60}.vn:8443/khao-sat/s/{CODE}"],
)
def test_a_code_has_its_quiet_zone_and_its_correction(kind, address):
    """Four modules, by ISO/IEC 18004. Error correction Q restores a quarter."""
    picture = paper.picture(page(kind, sheet(address=address)), 300)
    found = paper.found(picture)
    assert [code.ec_level for code in found] == ["Q"] * COPIES[kind]
    for code in found:
        here = code.position
        box = here.top_left.x, here.top_left.y, here.bottom_right.x + 1, here.bottom_right.y + 1
        module = (box[2] - box[0]) / (len(qr.modules(address)) - 2 * qr.QUIET_ZONE)
        zone = int(4 * module) - 2
        around = picture.crop((box[0] - zone, box[1] - zone, box[2] + zone, box[3] + zone))
        around.paste(255, (zone - 3, zone - 3, around.width - zone + 3, around.height - zone + 3))
        assert around.getextrema() == (255, 255)


@each_kind
def test_its_words_are_words_in_both_languages(kind):
    words = paper.words(page(kind))
    invitation = "Sau khi xong việc, mời Ông/Bà quét mã để cho biết mức độ hài lòng."
    for said in (
        "UBND xã Đức Thọ",
        "Quầy 1: Đất đai, xây dựng",
        invitation,
        "When your business here is done, please scan the code and tell us how satisfied you are.",
        "thuocdo.hatinh.gov.vn/s",
        "abcde fgh23",
        "18073-1",
    ):
        assert said in words
    assert words.count(invitation) == COPIES[kind]


@pytest.mark.parametrize("kind", ["poster", "stand"])
def test_it_shows_what_will_be_asked_and_promises_not_to_ask_who(kind):
    words = paper.words(page(kind))
    assert all(f"{face.vi} {face.en}" in words for face in paper.FACES)
    assert "Không hỏi, không lưu người trả lời là ai. We do not ask or keep who you are." in words
    assert "Bình thường" not in paper.words(page(kind, sheet(faces=())))


@each_kind
def test_a_demonstration_says_so(kind):
    said = "Bản trình diễn: số liệu giả định. Demonstration: invented data."
    assert said in paper.words(page(kind, is_demonstration=True))
    assert said not in paper.words(page(kind))


SHEETS = {
    "short": {},
    "long": LONG,
    "longest": {"office": LONGEST, "where": f"{LONGEST} · {LONGEST}", "number": "so-" * 20},
    "unbroken": {"office": UNBROKEN, "where": UNBROKEN, "number": "X" * 60},
    "long address": {"address": f"https://{'khao-sat-y-kien.' * 5}danang.gov.vn:8443/s/{CODE}"},
    "bare": {"where": "", "faces": ()},
    "markup": {"office": "#panic() *Sở* $x$ <b> \\ // @a", "where": "= Quầy _1_ [x] `y` {z}"},
    "foreign": {"office": "Sở 数 🙂 Ω", "where": "Quầy ﷺ"},
} | {matter: LONG | {"matter": matter} for matter in ("visit", "school", "authorities")}


@each_kind
@pytest.mark.parametrize("said", SHEETS.values(), ids=SHEETS)
def test_whatever_the_names_words_neither_collide_nor_leave_the_page(kind, said):
    """On a sheet of stickers the upper left one has the margins of all."""
    width, height = SIZES[kind]
    runs = paper.runs(page(kind, sheet(**said), is_demonstration=True))
    assert [run for run in runs if not run.is_within(10, 10, width - 10, height - 10)] == []
    pairs = [(a.words, b.words) for a, b in itertools.combinations(runs, 2) if a.touches(b)]
    assert pairs == []


@each_kind
def test_long_names_stand_there_in_full(kind):
    words = paper.words(page(kind, sheet(**LONG)))
    assert LONG["office"] in words
    assert LONG["where"] in words


def test_no_word_on_a_sticker_is_near_where_it_is_cut():
    """Eight of 95 × 67 mm, side by side from 10 mm to the right and 18 mm down."""
    lefts, tops = (10, 105), (18, 85, 152, 219)
    insides = [(x + 3, y + 1.5, x + 95 - 3, y + 67 - 1.5) for x in lefts for y in tops]
    runs = [run for run in paper.runs(page("stickers", sheet(**LONG))) if run.bottom > 18]
    assert len(runs) > 8
    assert [run for run in runs if not any(run.is_within(*inside) for inside in insides)] == []


@each_kind
def test_its_fonts_travel_with_it(kind):
    runs = paper.runs(page(kind))
    assert all(run.is_embedded for run in runs)
    assert {run.font.partition("+")[2] for run in runs} == {
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSansMono-Bold",
    }


def test_its_code_is_a_drawing_and_not_a_picture_made_of_dots():
    kinds = {it.type for it in page("poster").get_objects(max_depth=9)}
    assert pdfium.FPDF_PAGEOBJ_PATH in kinds
    assert pdfium.FPDF_PAGEOBJ_IMAGE not in kinds


@each_kind
def test_it_can_be_read_aloud(kind, tmp_path):
    paper.printed(kind, sheet()).write(tmp_path / "file.pdf")
    pdf = paper.document(tmp_path / "file.pdf")
    titles = {"poster": "Áp phích", "stand": "Biển để bàn", "stickers": "Nhãn dán"}
    assert pdf.is_tagged()
    assert paper.language(pdf) == "vi-VN"
    assert pdf.get_metadata_value("Title") == f"{titles[kind]}: UBND xã Đức Thọ – 18073-1"
    assert paper.figures(pdf[0]) == [f"Mã QR mở trang {ADDRESS}"]


@pytest.mark.parametrize("questionnaire", shipped(), ids=lambda each: each.key)
def test_every_questionnaire_has_its_invitation_and_its_faces(questionnaire):
    faces = faces_of(questionnaire, lambda _: paper.PICTURE)
    words = paper.words(page("poster", sheet(matter=questionnaire.matter, faces=faces)))
    options = questionnaire.overall.options if questionnaire.overall else ()
    assert [face.vi for face in faces] == [option.words.vi for option in options]
    assert all(f"{face.vi} {face.en}" in words for face in faces)


MAKE = """
import sys
from pathlib import Path
from tests.kiosk import paper
paper.printed("poster", paper.sheet(), paper.sheet(number="2")).write(Path(sys.argv[1]))
"""


def test_the_same_sheets_make_the_same_file_wherever_and_whenever(tmp_path):
    paper.printed("poster", sheet(), sheet(number="2")).write(tmp_path / "here.pdf")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "TYPST_IGNORE_EMBEDDED_FONTS": "true"}
    subprocess.run(
        [sys.executable, "-c", MAKE, tmp_path / "there.pdf"],
        env={**os.environ, **elsewhere},
        check=True,
    )
    assert (tmp_path / "there.pdf").read_bytes() == (tmp_path / "here.pdf").read_bytes()
    about = paper.document(tmp_path / "here.pdf").get_metadata_dict()
    assert (about["CreationDate"], about["ModDate"]) == ("", "")
