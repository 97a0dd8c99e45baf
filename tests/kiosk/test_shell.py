"""The page of tablets, their worker and files, as the server gives them."""

import json
import re
from pathlib import Path

import pytest

import kiosk
from kiosk.texts import TEXTS, in_both_languages
from kiosk.version import app_version

STATIC = Path(kiosk.__file__).parent / "static"
FOR_STAFF = "preview.js"
FILES = sorted(file.name for file in STATIC.iterdir() if file.suffix in (".js", ".css", ".svg"))


def address(name):
    return f"/kiosk/static/{app_version()}/{name}"


def test_the_page_runs_our_own_scripts_only_and_parses_no_strings(client):
    policy = client.get("/kiosk").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert (rules["script-src"], rules["connect-src"]) == ("'self'", "'self'")
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["form-action"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"


def test_the_page_is_the_same_for_everybody_and_asked_for_anew(client):
    pages = [
        client.get("/kiosk", headers={"Accept-Language": "en"}, query_string={"lang": "en"}),
        client.get("/kiosk/", headers={"Accept-Language": "vi"}),
    ]
    assert pages[0].text == pages[1].text
    assert pages[0].headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in pages[0].headers


def test_the_page_has_no_script_or_style_of_its_own_and_nothing_from_elsewhere(client):
    page = client.get("/kiosk").text
    assert re.findall(r"<script(?! type=\"(?:module|application/json)\")", page) == []
    assert not re.search(r" on\w+=| style=|https?://", page)


def test_the_page_brings_every_text_in_both_languages(client, app):
    page = client.get("/kiosk").text
    found = re.search(r'<script type="application/json" id="texts">(.*?)</script>', page)
    texts = json.loads(found[1])
    with app.test_request_context():
        assert texts == in_both_languages()
    assert set(texts["vi"]) == set(texts["en"]) == {*TEXTS, "language"}
    assert texts["vi"]["begin"] == "Chạm để trả lời"
    assert texts["en"]["begin"] == "Touch to answer"


def test_every_text_that_a_script_says_is_there():
    """A key that no script names is dead, unless it is made of two parts."""
    scripts = " ".join((STATIC / name).read_text("utf-8") for name in FILES if name[-3:] == ".js")
    said = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', scripts))
    named = set(re.findall(r'\bsay\("([^"]+)"', scripts))
    made = ("field-", "refused-", "no-script")
    assert named <= {*TEXTS, "language"}
    words = [key for key in TEXTS if not key.startswith(made) and not key.endswith("-words")]
    assert [key for key in words if key not in said] == []


def test_the_faces_are_those_of_the_phone(client, make):
    """One source for both: whoever answers here and there sees the same."""
    phone = client.get(f"/s/{make.counter().code}").text
    faces = re.findall(r'<svg class="face".*?</svg>', phone)
    assert len(faces) == 5
    page = client.get("/kiosk").text
    assert all(face in page for face in faces)


def test_files_of_this_version_may_be_kept_for_a_year(client):
    for name in FILES:
        with client.get(address(name)) as file:
            assert (file.status_code, "immutable" in file.headers["Cache-Control"]) == (200, True)
            assert file.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/kiosk/static/0123456789abcdef/app.js",
        "/kiosk/static/{}/types.d.ts",
        "/kiosk/static/{}/../shell.py",
        "/kiosk/static/{}/%2e%2e/shell.py",
        "/kiosk/static/{}/none.js",
    ],
)
def test_there_is_no_file_of_another_version_and_none_that_is_not_served(client, path):
    assert client.get(path.format(app_version())).status_code == 404


def test_the_worker_keeps_what_the_page_loads_and_owns_the_page_alone(client):
    reply = client.get("/kiosk/worker.js")
    assert reply.headers["Service-Worker-Allowed"] == "/kiosk"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    kept = json.loads(re.search(r"const FILES = (\[.*?\]);", reply.text)[1])
    assert kept == [name for name in FILES if name != FOR_STAFF]
    page = client.get("/kiosk").text
    loaded = set(re.findall(rf"/kiosk/static/{app_version()}/([\w.-]+)", page))
    assert loaded <= set(kept)


def test_the_manifest_is_json_and_its_icons_are_there(client):
    manifest = json.loads(client.get("/kiosk/manifest.webmanifest").text)
    assert (manifest["start_url"], manifest["lang"]) == ("/kiosk", "vi")
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as picture:
            assert (picture.status_code, picture.mimetype) == (200, icon["type"])


def test_modules_are_short_and_parse_no_strings():
    """About 200 lines at most; and none of the ways in which words become markup or code."""
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    for name in FILES:
        script = (STATIC / name).read_text("utf-8")
        assert not [word for word in forbidden if word in script], name
        assert name == "kiosk.css" or len(script.splitlines()) <= 210, name
