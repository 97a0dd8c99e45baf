"""Every page, in both languages, serves those who hear it, enlarge it or aim badly."""

from itertools import groupby

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import measures
from tests.browser.conftest import LOCALES
from tests.browser.every_page import EVERY_PAGE
from tests.browser.pages import (
    ask_which_field,
    ask_with_errors,
    counters,
    residents_later,
)

axe = Axe()
RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
OF_WORDS = {**RULES, "rules": {**RULES["rules"], "color-contrast": {"enabled": False}}}
"""Both languages have the same colours, and to look at these is most of the work."""
SIZES = {
    "an old phone": {"width": 320, "height": 640},
    "a laptop at 400 %": {"width": 320, "height": 256},
    "a phone": {"width": 360, "height": 740},
    "a phone held sideways": {"width": 740, "height": 360},
    "a tablet": {"width": 768, "height": 1024},
    "a laptop": {"width": 1280, "height": 800},
}
SMALLEST = SIZES["an old phone"]


@pytest.fixture(scope="module")
def window(browser, site):
    context = browser.new_context(base_url=site.address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def speak(page, language):
    """Ask for pages in this language from now on."""
    page.context.set_extra_http_headers({"Accept-Language": LOCALES[language]})


def come(steps, page, site):
    """Take the steps, and wait for all of the page: how large things are is said by its styles."""
    steps(page, site)
    page.wait_for_load_state()


@pytest.fixture(scope="module", params=EVERY_PAGE, ids=lambda steps: steps.__name__)
def shown(request, window, site):
    """A page that somebody came to, in Vietnamese."""
    window.set_viewport_size(SMALLEST)
    speak(window, "vi")
    come(request.param, window, site)
    window.begins = EVERY_PAGE[request.param]
    return window


def faults(page, rules=RULES):
    """What axe finds."""
    found = axe.run(page, options=rules).response["violations"]
    return [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]]


def ugly(page):
    """What is wider than the window, cut off, or covers something else."""
    return page.evaluate(measures.UGLY)


def ugly_sizes(page):
    """The sizes at which something is."""
    found = {}
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        found[name] = ugly(page)
    return {name: looks for name, looks in found.items() if any(looks)}


def ugly_when_spaced_out(page):
    page.set_viewport_size(SMALLEST)
    page.evaluate(measures.SPACED_OUT, True)
    looks = ugly(page)
    page.evaluate(measures.SPACED_OUT, False)
    return looks


def too_small(page):
    page.set_viewport_size(SMALLEST)
    return [page.evaluate(measures.TOO_SMALL), page.evaluate(measures.SMALL_LETTERS)]


def test_axe_finds_nothing(shown):
    assert faults(shown) == []


def test_a_page_has_its_language_and_its_own_title(shown):
    assert shown.locator("html").get_attribute("lang") == "vi"
    assert shown.title().startswith(shown.begins)


def test_nothing_is_wide_or_cut_or_covered(shown):
    assert ugly_sizes(shown) == {}


def test_the_words_in_a_field_for_searching_can_be_read(shown):
    cut = {}
    for name in ("a phone", "a tablet", "a laptop"):
        shown.set_viewport_size(SIZES[name])
        cut[name] = shown.evaluate(measures.WIDER_THAN_THEIR_FIELDS)
    assert cut == {"a phone": [], "a tablet": [], "a laptop": []}


def test_letters_spaced_out_by_the_reader_are_not_cut(shown):
    assert ugly_when_spaced_out(shown) == [[], [], []]


def test_a_finger_hits_what_it_aims_at_and_no_letters_are_small(shown):
    assert too_small(shown) == [[], []]


def test_the_keyboard_reaches_everything_in_order_and_one_sees_where_it_is(shown):
    """A field for a date is several stops in one element."""
    shown.set_viewport_size(SIZES["a laptop"])
    wanted = shown.evaluate(measures.STOPS)
    stops = []
    while len(stops) <= 8 * len(wanted) and (not stops or stops[-1]["place"] >= 0):
        shown.keyboard.press("Tab")
        stops.append(shown.evaluate(measures.STOPPED))
    places = [stop["place"] for stop in stops[:-1]]
    assert [place for place, _ in groupby(places)] == list(range(len(wanted)))
    assert [(wanted[stop["place"]], stop) for stop in stops[:-1] if not stop["isSeen"]] == []


def test_so_it_is_in_english(shown):
    """The same page, asked for once more; it has the same stops for the keyboard."""
    speak(shown, "en")
    shown.set_viewport_size(SMALLEST)
    shown.reload()
    assert shown.locator("html").get_attribute("lang") == "en"
    assert not shown.title().startswith(shown.begins)
    assert faults(shown, OF_WORDS) == []
    assert too_small(shown) == [[], []]
    assert ugly_when_spaced_out(shown) == [[], [], []]
    assert ugly_sizes(shown) == {}


@pytest.mark.parametrize("steps", [ask_which_field, ask_with_errors, residents_later, counters])
def test_a_laptop_that_enlarges_four_times_shows_everything(steps, site, visit):
    """A window of 1280 × 1024, of which 320 × 256 are left."""
    enlarged = {"viewport": SIZES["a laptop at 400 %"], "device_scale_factor": 4}
    page = visit(site, **enlarged, is_mobile=False, has_touch=False)
    come(steps, page, site)
    assert ugly(page) == [[], [], []]
