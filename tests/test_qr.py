"""QR codes lead back to their counter, read by a reader that is not ours."""

import io

import pytest
import zxingcpp
from PIL import Image

from survey import qr
from survey.app import cli
from survey.codes import ALPHABET, LENGTH, as_typed, new_code

ADDRESS = "https://thuocdo.hatinh.gov.vn/s/abcdefgh23"


def read(png: bytes) -> list[str]:
    with Image.open(io.BytesIO(png)) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_a_picture_holds_its_address():
    assert read(qr.png(ADDRESS)) == [ADDRESS]


def test_a_quarter_of_it_may_be_dirty():
    with Image.open(io.BytesIO(qr.png(ADDRESS))) as picture:
        dirty = picture.convert("L")
    side = dirty.width
    dirty.paste(255, (side // 2, side // 2, side * 7 // 10, side * 7 // 10))
    file = io.BytesIO()
    dirty.save(file, "PNG")
    assert read(file.getvalue()) == [ADDRESS]


def test_a_drawing_has_its_quiet_zone():
    with Image.open(io.BytesIO(qr.png(ADDRESS))) as picture:
        edge = 4 * qr.PIXELS_A_MODULE
        margin = picture.convert("L").crop((0, 0, picture.width, edge))
        assert margin.getextrema() == (255, 255)


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_command_writes_the_code_of_a_counter(run, make, tmp_path, ending):
    counter = make.counter(number="quay-1")
    file = tmp_path / f"code.{ending}"
    by_number = run("qr", "quay-1", "-o", file)
    assert (by_number.exit_code, file.exists()) == (0, True)
    assert f"http://127.0.0.1:8000/s/{counter.code}" in by_number.output
    first = file.read_bytes()
    run("qr", counter.code, "-o", file)
    assert file.read_bytes() == first


@pytest.mark.parametrize("command", ["addresses", "qr"])
def test_an_address_that_phones_cannot_open_is_warned_of(app, run, make, tmp_path, command):
    counter = make.counter(number="quay-1")
    words = ["qr", "quay-1", "-o", tmp_path / "code.svg"] if command == "qr" else [command]
    warned = run(*words)
    (line,) = warned.stderr.splitlines()
    assert warned.exit_code == 0
    assert line.startswith("Warning: PUBLIC_URL is not set, so codes lead to http://127.0.0.1:8000")
    app.config.update(PUBLIC_URL="https://so.example", HAS_PUBLIC_URL=True)
    public = run(*words)
    assert (public.exit_code, public.stderr) == (0, "")
    assert f"https://so.example/s/{counter.code}" in public.stdout


def test_the_commands_picture_is_the_counters_address(run, make, tmp_path):
    counter = make.counter(number="quay-1")
    file = tmp_path / "code.png"
    run("qr", "quay-1", "-o", file)
    assert read(file.read_bytes()) == [f"http://127.0.0.1:8000/s/{counter.code}"]


@pytest.mark.parametrize(("name", "file"), [("no-such", "a.svg"), ("quay-1", "a.gif")])
def test_a_command_that_cannot_write_a_code_says_so(run, make, tmp_path, name, file):
    make.counter(number="quay-1")
    result = run("qr", name, "-o", tmp_path / file)
    assert result.exit_code != 0
    assert not (tmp_path / file).exists()


def test_the_page_of_a_code_is_a_drawing(client, make, session, clock):
    counter = make.counter()
    page = client.get(f"/s/{counter.code}/qr.svg")
    assert (page.status_code, page.mimetype) == (200, "image/svg+xml")
    assert page.data == qr.svg(f"http://127.0.0.1:8000/s/{counter.code}")
    assert client.get("/s/zzzzzzzzzz/qr.svg").status_code == 404
    code = counter.code
    counter.codes[0].revoked_at = clock()
    session.commit()
    assert client.get(f"/s/{code}/qr.svg").status_code == 410


def test_codes_are_short_and_hard_to_misread():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert not set(ALPHABET) & set("01ilou")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abcdefgh23", "abcdefgh23"),
        (" ABCDE-fgh23 ", "abcdefgh23"),
        ("abcde fgh23", "abcdefgh23"),
        ("abcde\u00a0– fgh23.", "abcdefgh23"),
        ("abcdefgh2", None),
        ("abcdefgh2ß", None),
        ("đbcdefgh23", None),
        ("abcdefgh23k", None),
        ("", None),
    ],
)
def test_a_code_is_understood_as_people_type_it(typed, meant):
    assert as_typed(typed) == meant


def test_a_code_of_another_length_is_of_the_same_letters():
    code = new_code(6)
    assert (as_typed(code), as_typed(f" {code.upper()}.", 6)) == (None, code)


def test_every_command_explains_itself():
    assert all(command.help for command in cli.commands.values())
