"""What staff type to have a tablet at a counter, and what they are told."""

import hashlib
import re

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from kiosk.qr import HALVES
from survey.models import Kiosk, KioskCounter


@pytest.fixture
def counter(make):
    return make.counter(number="18073-1", name="Quầy 1")


def scanned(said: str) -> list[str]:
    """What a reader that is not ours finds in the code that was drawn in characters."""
    dark = {character: halves for halves, character in HALVES.items()}
    rows = [line for line in said.splitlines() if set(line) <= set(dark)]
    pixels = [[dark[character][half] for character in row] for row in rows for half in (0, 1)]
    picture = Image.new("1", (len(pixels[0]), len(pixels)))
    picture.putdata([not is_dark for row in pixels for is_dark in row])
    bigger = picture.resize((picture.width * 8, picture.height * 8)).convert("L")
    return [code.text for code in zxingcpp.read_barcodes(bigger)]


def test_a_kiosk_is_added_and_its_code_shown(run, tablet, counter, code_shown):
    result = run("kiosk", "add", "18073-1")
    first, *_, typed, until, pin = result.stdout.splitlines()
    code = code_shown(result.stdout)
    assert result.exit_code == 0
    assert first == f"K1 is a kiosk of counter 18073-1 (Quầy 1, {counter.place.name})."
    assert typed == (
        "On the tablet, open http://127.0.0.1:8000/kiosk and type "
        f"{code[:3]} {code[3:]}, or scan the code."
    )
    assert until == "It works once, until 09:10:00."
    assert re.fullmatch(r"The PIN of the clerk's menu, which is shown only now: \d{6}", pin)
    assert scanned(result.stdout) == [f"http://127.0.0.1:8000/kiosk#{code}"]
    assert result.stderr.startswith("Warning: PUBLIC_URL is not set")
    assert tablet.pair(code).json["kiosk"] == "K1"


def test_a_counter_is_named_by_its_code_as_well(run, session, counter):
    assert run("kiosk", "add", counter.code, "--name", " Cạnh cửa ").exit_code == 0
    kiosk = session.scalars(select(Kiosk)).one()
    assert (kiosk.name, kiosk.counter_id) == ("Cạnh cửa", counter.id)
    assert session.scalars(select(KioskCounter.counter_id)).all() == [counter.id]


def test_numbers_follow_one_another_and_may_be_chosen(run, session, counter):
    for words in ([], ["--number", " K7 "], [], ["--number", "cửa  2"], []):
        assert run("kiosk", "add", "18073-1", *words).exit_code == 0
    numbers = session.scalars(select(Kiosk.number).order_by(Kiosk.id)).all()
    assert numbers == ["K1", "K7", "K8", "cửa 2", "K9"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["18073-1", "--number", "K1"], "There is a kiosk 'K1' already."),
        (["18073-2"], "There is no counter and no code '18073-2'."),
        (["18073-1", "--number", "x" * 41], "it has at most 40 characters."),
    ],
)
def test_what_cannot_be_added_is_said_in_a_line(run, session, counter, words, said):
    run("kiosk", "add", "18073-1")
    result = run("kiosk", "add", *words)
    assert (result.exit_code != 0, result.stdout) == (True, "")
    assert said in result.stderr
    assert session.scalars(select(Kiosk.number)).all() == ["K1"]


def test_a_pin_is_kept_as_browsers_work_it_out(run, session, counter):
    pin = run("kiosk", "add", "18073-1").stdout.splitlines()[-1][-6:]
    kiosk = session.scalars(select(Kiosk)).one()
    salt = bytes.fromhex(kiosk.pin_salt)
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, kiosk.pin_iterations)
    assert (derived.hex(), kiosk.pin_iterations, len(salt)) == (kiosk.pin_hash, 100_000, 16)
