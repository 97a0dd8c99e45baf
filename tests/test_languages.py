"""Every text that a person reads is there in Vietnamese and in English."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import render_template_string

from survey.languages import NAMES

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "survey" / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "translatable": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def texts() -> set[str]:
    """The English texts of the program."""
    folders = [ROOT / name for name in ("survey", "forms", "kiosk", "templates")]
    found = (extract_from_dir(folder, METHODS, keywords=KEYWORDS) for folder in folders)
    return {message[2] for messages in found for message in messages}


@pytest.fixture(scope="module")
def vietnamese():
    with CATALOGUE.open("rb") as file:
        return {message.id: message for message in read_po(file, locale="vi") if message.id}


def test_every_text_has_its_vietnamese(vietnamese):
    assert len(texts()) > 50
    assert texts() - set(vietnamese) == set()
    assert [key for key, message in vietnamese.items() if not message.string] == []
    assert [key for key, message in vietnamese.items() if message.fuzzy] == []


def test_no_text_is_translated_twice():
    """Only one of two would be shown, and not the one that somebody corrects."""
    said = re.findall(r'^msgid ((?:".*"\n)+)', CATALOGUE.read_text("utf-8"), re.MULTILINE)
    assert len(said) > 50
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_no_text_is_translated_that_nobody_reads(vietnamese):
    assert set(vietnamese) - texts() == set()


def test_both_languages_have_the_same_places_for_values(vietnamese):
    places = re.compile(r"%\(\w+\)s")
    for key, message in vietnamese.items():
        assert sorted(places.findall(key)) == sorted(places.findall(message.string)), key


def test_the_vietnamese_is_composed(vietnamese):
    for message in vietnamese.values():
        assert unicodedata.is_normalized("NFC", message.string), message.id


def test_no_page_is_left_untranslated(client, make):
    """A page in Vietnamese shows no English text of the catalogue, and the other way round."""
    english = {text for text in texts() if len(text) > 12 and "%" not in text}
    counter = make.counter()
    for address in ("/", f"/s/{counter.code}", f"/s/{counter.code}/thanks", "/staff/sign-in", "/x"):
        page = client.get(address).text
        assert [text for text in english if f">{text}<" in page] == []
    assert "Tell us how you were served" in client.get("/?lang=en").text
    assert set(NAMES) == {"vi", "en"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("en_US", "en"),
        ("EN-us", "en"),
        ("en-GB;q=0.8, vi;q=0.5", "en"),
        ("en;q=0.5, vi-VN;q=0.8", "vi"),
        ("fr-FR, en;q=0.3, vi;q=0.2", "en"),
        # The first of equals; then refused outright; then nothing that we speak.
        ("vi, en", "vi"),
        ("en;q=0, vi;q=0.1", "vi"),
        ("en;q=0", "vi"),
        ("fr, zh-Hans;q=0.5", "vi"),
        ("*", "vi"),
        ("", "vi"),
        ("english", "vi"),
        # What no browser sends.
        (";;;,,=", "vi"),
        ("en;q=abc", "vi"),
        ("en;q=nan, vi;q=inf", "vi"),
        ("-_en", "vi"),
        ('a="', "vi"),
        ("\xff\xfe", "vi"),
        ("q," * 5000, "vi"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_prefers(client, header, language):
    page = client.get("/", headers={"Accept-Language": header})
    assert (page.status_code, f'<html lang="{language}">' in page.text) == (200, True)


def test_the_language_asked_for_goes_before_the_browsers(client):
    for asked, language in (("vi", "vi"), ("fr", "en"), ("", "en")):
        page = client.get("/", query_string={"lang": asked}, headers={"Accept-Language": "en"})
        assert f'<html lang="{language}">' in page.text


def test_a_text_that_quotes_somebody_is_no_html_and_no_format(app):
    with app.test_request_context():
        page = render_template_string("{{ said | translated }}", said="<b>100 %d</b> is no day")
    assert page == "&lt;b&gt;100 %d&lt;/b&gt; is no day"
