"""A single sign-on that runs, and the program with settings that name it."""

from __future__ import annotations

import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest

from survey.settings import Provider
from tests.browser.server import ROOT, SECONDS_TO_START, free_port
from tests.staff.browsing import Browser
from tests.staff.conftest import browser, logged  # noqa: F401 fixtures

CLIENT_ID, CLIENT_SECRET = "thuoc-do", "mot-bi-mat"
OURS = "http://127.0.0.1:8000"
THERE = "/staff/sign-in/single-sign-on"


@pytest.fixture(scope="session")
def issuer():
    port = free_port()
    command = [sys.executable, "-m", "tests.single_sign_on.provider", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}/realms/tinh"
        _wait_for(f"{address}/keys", process)
        yield address
        process.terminate()


def _wait_for(address, process):
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.05)
    raise RuntimeError("The single sign-on did not start.")


@pytest.fixture
def provider(issuer):
    return Provider(issuer, CLIENT_ID, CLIENT_SECRET, "preferred_username")


@pytest.fixture
def app(application, provider):
    return application(provider=provider)


@pytest.fixture
def come(browser):  # noqa: F811 a fixture
    """Sign in through it as somebody; the browser, and the page that they come back to."""

    def come(name, here=None, then="", **how):
        here: Browser = here or browser()
        away = here.get(THERE + then)
        back = sent_back(away.location, login=name, **how)
        return here, here.get(back)

    return come


def sent_back(address, **given):
    """The page of ours to which the single sign-on sends a browser that gave it a name."""
    parts = urlsplit(f"{address}&{urlencode(given)}")
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    reply = connection.getresponse()
    location = reply.getheader("Location") or ""
    connection.close()
    assert (reply.status, location.startswith(OURS)) == (302, True)
    return location.removeprefix(OURS)
