"""The pages without a finger or a mouse, and in the reader's own colours."""

import pytest

from tests.browser import measures, stored
from tests.browser.pages import ask_which_field, ask_with_errors, choose

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
STOPS = ["skip", "switch", "field-1", "overall-1", "Gửi ý kiến"]
"""Where the Tab key goes on the first page; a question is one stop."""


@pytest.fixture
def page(site, visit):
    return visit(site, **LAPTOP)


def focused(page):
    return page.evaluate(measures.FOCUSED)


def walk(page, key, steps):
    stops = []
    for _ in range(steps):
        page.keyboard.press(key)
        stops.append(focused(page))
    return stops


def names(stops):
    return [stop["name"] if stop else None for stop in stops]


def test_the_tab_key_goes_through_the_page_in_its_order_and_is_seen(site, page):
    ask_which_field(page, site)
    stops = walk(page, "Tab", len(STOPS))
    assert names(stops) == STOPS
    assert [stop["isSeen"] for stop in stops] == [True] * len(STOPS)


def test_nobody_is_caught_anywhere(site, page):
    ask_which_field(page, site)
    there_and_on = names(walk(page, "Tab", len(STOPS) + 2))
    assert there_and_on[: len(STOPS)] == STOPS
    assert there_and_on[-1] == "skip"
    page.reload()
    assert names(walk(page, "Shift+Tab", len(STOPS)))[-1] == "skip"


def test_the_first_stop_skips_to_the_content(site, page):
    ask_which_field(page, site)
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert names(walk(page, "Tab", 1)) == ["field-1"]


def test_the_keyboard_alone_answers_and_sends(site, page):
    before = stored.responses(site)
    ask_which_field(page, site)
    walk(page, "Tab", STOPS.index("field-1") + 1)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    arrows = walk(page, "ArrowDown", 3)
    assert names(arrows) == ["overall-2", "overall-3", "overall-4"]
    assert all(stop["isSeen"] for stop in arrows)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "Gửi ý kiến"
    page.keyboard.press("Enter")
    page.wait_for_url("**screen=rest")
    assert stored.since(site, before) == [{"overall": "3"}]


def test_after_an_error_the_keyboard_is_at_the_summary_which_leads_to_the_questions(site, page):
    ask_with_errors(page, site)
    assert focused(page) == {"name": "summary", "isSeen": True}
    for question in ("field", "overall"):
        page.locator(f".summary a[href='#{question}-1']").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("(id) => document.activeElement.id === id", arg=f"{question}-1")
        asked = page.locator(f"fieldset.wrong:has(#{question}-1)")
        assert asked.locator("legend").bounding_box()["y"] >= 0
        assert page.locator(f"#{asked.get_attribute('aria-describedby')}").is_visible()


def test_in_the_readers_own_colours_what_is_chosen_and_what_has_the_focus_differ(site, visit):
    page = visit(site, **LAPTOP, forced_colors="active")
    ask_which_field(page, site)
    choose(page, 2, "field")
    choose(page, 4)
    page.keyboard.press("ArrowUp")
    looks = [
        page.locator(f"label[for={choice}]").evaluate(
            "(label) => (({ outlineStyle, outlineWidth, outlineOffset }) =>"
            " [outlineStyle, outlineWidth, outlineOffset].join(' '))(getComputedStyle(label))"
        )
        for choice in ("overall-1", "field-2", "overall-3")
    ]
    assert looks[0].startswith("none")
    assert len(set(looks)) == 3


@pytest.mark.parametrize("colours", ["none", "active"], ids=["ours", "the reader's"])
def test_what_is_chosen_does_not_look_like_the_rest(colours, site, visit):
    page = visit(site, forced_colors=colours)
    ask_which_field(page, site)
    label = page.locator("label[for=overall-3]")
    before = label.screenshot()
    choose(page, 3)
    choose(page, 1, "field")
    page.mouse.move(0, 0)
    assert label.screenshot() != before
