"""What staff type to have a tablet at a counter, and what they are told."""

import hashlib
import re

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from survey.models import Kiosk, KioskCounter
from survey.qr import HALVES
from tests.kiosk.tablet import Tablet, entry


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
        (["18073-1", "--number", "K1"], "There is a kiosk K1 already."),
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


@pytest.mark.usefixtures("real_secrets")
def test_a_pin_is_kept_as_browsers_work_it_out(run, session, counter):
    pin = run("kiosk", "add", "18073-1").stdout.splitlines()[-1][-6:]
    kiosk = session.scalars(select(Kiosk)).one()
    salt = bytes.fromhex(kiosk.pin_salt)
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, kiosk.pin_iterations)
    assert (derived.hex(), kiosk.pin_iterations, len(salt)) == (kiosk.pin_hash, 100_000, 16)


def test_a_new_code_is_for_a_tablet_that_takes_the_place_of_another(
    run, client, paired, counter, code_shown
):
    old, new = paired(counter), Tablet(client)
    result = run("kiosk", "code", "K1")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "The tablet that is K1 now works on until another one is paired.\n"
    )
    assert old.get("/kiosk/content").status_code == 200
    assert new.pair(code_shown(result.stdout)).json["kiosk"] == "K1"
    assert old.get("/kiosk/content").status_code == 401


def test_a_new_pin_takes_the_place_of_the_old_one(run, session, counter, paired):
    tablet = paired(counter)
    before = tablet.content()["pin"]
    result = run("kiosk", "pin", "K1")
    pin = re.search(r"only now: (\d{6})", result.stdout)[1]
    after = tablet.content()["pin"]
    salt = bytes.fromhex(after["salt"])
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, after["iterations"])
    assert (derived.hex(), after["salt"] != before["salt"]) == (after["hash"], True)


def test_a_kiosk_is_moved_once(run, make, paired, counter, session):
    tablet, there = paired(counter), make.counter(number="there", name="Quầy 2")
    words = f"K1 is a kiosk of counter there (Quầy 2, {there.place.name})"
    assert run("kiosk", "move", "K1", "there").stdout.startswith(f"{words}.\n")
    assert tablet.content()["counter"] == "there"
    again = run("kiosk", "move", "K1", there.code)
    assert (again.exit_code, again.stdout) == (0, f"{words} already: nothing was changed.\n")
    stood = session.scalars(select(KioskCounter.counter_id)).all()
    assert sorted(stood) == sorted([counter.id, there.id])


def test_a_kiosk_is_revoked_once(run, paired, counter, clock):
    tablet = paired(counter)
    result = run("kiosk", "revoke", "K1")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "K1 is revoked: nothing more is taken from it.",
            "If answers wait on the tablet, pair it again as a new kiosk of the same counter:",
            "    thuocdo kiosk add 18073-1",
        ],
    )
    assert tablet.get("/kiosk/content").status_code == 401
    clock.pass_time(days=1)
    assert run("kiosk", "revoke", "K1").stdout == (
        "K1 was revoked before, on 20/10/2026: nothing was changed.\n"
    )


def test_what_waited_on_a_revoked_tablet_is_sent_as_another_kiosk(
    run, client, paired, counter, clock, code_shown
):
    tablet = paired(counter)
    waiting = entry(tablet.content(), at=clock())
    run("kiosk", "revoke", "K1")
    assert tablet.send(waiting).status_code == 401
    again = Tablet(client)
    again.pair(code_shown(run("kiosk", "add", "18073-1").stdout))
    assert again.verdicts(waiting) == ["stored"]


@pytest.mark.parametrize("words", [["code", "K1"], ["move", "K1", "18073-1"]])
def test_a_revoked_kiosk_stays_so(run, counter, words):
    run("kiosk", "add", "18073-1")
    run("kiosk", "revoke", "K1")
    result = run("kiosk", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        "Error: Kiosk K1 was revoked. Add another one.\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["code", "K9"], "There is no kiosk 'K9'."),
        (["pin", "K9"], "There is no kiosk 'K9'."),
        (["revoke", "k1"], "There is no kiosk 'k1'."),
        (["move", "K9", "18073-1"], "There is no kiosk 'K9'."),
        (["move", "K1", "quầy"], "There is no counter and no code 'quầy'."),
    ],
)
def test_what_is_not_there_is_named(run, counter, words, said):
    run("kiosk", "add", "18073-1")
    result = run("kiosk", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {said}\n")
