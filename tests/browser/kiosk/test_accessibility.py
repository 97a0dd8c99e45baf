"""Every screen serves those who hear it, enlarge it, sit in front of it or aim badly."""

import pytest

from tests.browser import measures
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.screens import FOR_PEOPLE, SCREENS, attract, field, overall
from tests.browser.kiosk.tablet import SCREEN, TABLET, Tablet
from tests.browser.test_accessibility import RULES, axe

SIZES = {
    "7 inches": {"width": 600, "height": 1024},
    "7 inches, lying": {"width": 1024, "height": 600},
    "10 inches": {"width": 800, "height": 1280},
    "10 inches, lying": {"width": 1280, "height": 800},
    "32 inches": {"width": 1920, "height": 1080},
    "32 inches, standing": {"width": 1080, "height": 1920},
}
LOOKS = ("size", "contrast", "low")
TARGETS = """(least) => [...document.querySelectorAll('button, input:not(.sr), textarea, .choice')]
  .map((element) => [element.outerHTML.slice(0, 60), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < least || box.height < least))
  .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""
IS_SAID = """() => {
  const main = document.querySelector('main');
  const isMore = main.scrollHeight - main.clientHeight >= 8;
  return isMore !== document.getElementById('below').hidden;
}"""
TO_THE_TOP = "document.querySelector('main').scrollTop = 0"
OUT_OF_SIGHT = """() => {
  const { top, bottom } = document.querySelector('main').getBoundingClientRect();
  return [...document.querySelectorAll('main button, main textarea')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.top < top - 1 || box.bottom > bottom + 1;
    }).map((element) => element.textContent);
}"""
CHOICES = """() => {
  const boxes = [...document.querySelectorAll('main .choice, main .begin')]
    .map((element) => element.getBoundingClientRect());
  return { top: Math.min(...boxes.map((box) => box.top)) / innerHeight,
           bottom: Math.max(...boxes.map((box) => box.bottom)) / innerHeight };
}"""


@pytest.fixture(scope="module")
def come_to(site, browser):
    """A screen that somebody came to, opened once for all tests that look at it."""
    opened = {}

    def shown(steps):
        if steps not in opened:
            context = browser.new_context(**TABLET, base_url=site.address)
            opened[steps] = Tablet(context.new_page(), site)
            steps(opened[steps])
            if not opened[steps].page.locator("#idle[open]").count():
                opened[steps].module("idle", "({ rest }) => rest()")  # It waits for all tests.
        return opened[steps]

    yield shown
    for tablet in opened.values():
        tablet.page.context.close()
    assert [tablet.complaints for tablet in opened.values()] == [[] for _ in opened]


@pytest.fixture
def shown(request, come_to):
    tablet = come_to(request.param)
    yield tablet
    switch(tablet)
    tablet.page.set_viewport_size(SCREEN)


def of(*screens):
    return pytest.mark.parametrize("shown", screens, indirect=True, ids=lambda s: s.__name__)


every_screen = of(*SCREENS)
every_screen_of_people = of(*FOR_PEOPLE)


def switch(tablet, *looks):
    """Turn the looks on that are named, and the others off."""
    tablet.page.evaluate(
        "(on) => { for (const look of ['size', 'contrast', 'low'])"
        " document.documentElement.toggleAttribute(`data-${look}`, on.includes(look)) }",
        list(looks),
    )


PARTS = ("header", "main", "nav", "aside", "dialog")


def ugly(page):
    """What is wider than the window or covers something else; the parts never do, by the grid."""
    covered = [page.evaluate(measures.OVERLAPPING, part) for part in PARTS]
    return [page.evaluate(measures.WIDER_THAN_THE_WINDOW), *covered]


AFTER_A_TOUCH = {"pairing_refused", "reasons", "comment", "counting_down"}
"""Where somebody has touched or typed something before the test looks."""


@every_screen
def test_the_screen_is_read_in_its_order_and_the_focus_is_on_what_it_says(shown, request):
    """The question, the choices, the way on, the switches, and at the end the clerk's light."""
    page = shown.page
    if request.node.callspec.id not in AFTER_A_TOUCH:
        assert page.evaluate("document.activeElement.id") == "heading"
    order = page.evaluate(
        "() => [...document.querySelectorAll('h1, main button, main textarea, main input, "
        "#steps button, #view button, #light')].map((each) => each.id || each.parentElement.id || "
        "(each.closest('main') ? 'main' : ''))"
    )
    ends = ["language", "size", "contrast", "low", "light"]
    assert order[0] == "heading"
    assert order[-5:] == ends


@every_screen
def test_axe_finds_nothing_in_both_languages_and_with_high_contrast(shown):
    found = []
    for look in ((), ("contrast",)):
        switch(shown, *look)
        found += axe.run(shown.page, options=RULES).response["violations"]
    if shown.page.locator("#idle[open]").count() == 0:
        shown.page.locator("#language").click()
        found += axe.run(shown.page, options=RULES).response["violations"]
        shown.page.locator("#language").click()
    assert [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]] == []


@every_screen
def test_in_every_size_and_look_nothing_is_wide_or_covered_and_every_target_is_64_pixels(shown):
    for name, size in SIZES.items():
        shown.page.set_viewport_size(size)
        for looks in ((), ("size",), ("low",), LOOKS):
            switch(shown, *looks)
            assert ugly(shown.page) == [[]] * 6, (name, looks)
            assert shown.page.evaluate(TARGETS, 64) == [], (name, looks)


@every_screen_of_people
def test_everything_is_in_sight_without_scrolling(shown):
    for name, size in SIZES.items():
        shown.page.set_viewport_size(size)
        assert shown.page.evaluate(OUT_OF_SIGHT) == [], name


@every_screen
def test_where_large_text_needs_more_room_it_is_said_that_there_is_more_below(shown):
    for size in SIZES.values():
        shown.page.set_viewport_size(size)
        switch(shown, "size")
        shown.page.evaluate(TO_THE_TOP)
        until(lambda: shown.page.evaluate(IS_SAID))


@of(attract, overall)
def test_a_seated_person_finds_the_choices_in_the_lower_half(shown):
    for name, size in SIZES.items():
        shown.page.set_viewport_size(size)
        switch(shown, "low")
        assert shown.page.evaluate(CHOICES)["top"] >= 0.5, name


@of(field)
def test_a_seated_person_finds_many_choices_as_low_as_they_can_be(shown):
    for name, size in SIZES.items():
        shown.page.set_viewport_size(size)
        switch(shown, "low")
        bar = shown.page.locator("nav").bounding_box()["y"] / size["height"]
        assert 0 <= bar - shown.page.evaluate(CHOICES)["bottom"] <= 0.03, name


def test_groups_of_choices_are_named_by_their_question(new_tablet):
    tablet = new_tablet()
    tablet.begin()
    group = tablet.page.get_by_role("group", name="Ông/Bà có hài lòng với lần làm hồ sơ này không?")
    names = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
    assert group.get_by_role("button").all_inner_texts() == names
    tablet.choose("1")
    reasons = tablet.page.get_by_role("group", name="Điều gì làm Ông/Bà chưa hài lòng?")
    assert reasons.get_attribute("aria-describedby") == "hint"
    assert tablet.page.locator("#hint").inner_text() == "Có thể chọn nhiều ý."


def test_the_countdown_is_said_once_and_not_each_second(tablet):
    tablet.begin()
    said = set()
    for seconds in (30, 1, 1, 1):
        tablet.pass_time(seconds)
        said.add(tablet.page.locator("#idle-spoken").inner_text())
    assert said == {"Màn hình sẽ quay về đầu sau 10 giây."}
    assert tablet.page.locator("#idle-spoken").get_attribute("role") == "status"
    assert tablet.page.get_by_role("dialog", name="Ông/Bà còn ở đây không?").count() == 1


def test_the_keyboard_alone_answers_from_the_start_to_the_end(new_tablet, arrived):
    tablet = new_tablet()
    page = tablet.page

    def press(*keys):
        for key in keys:
            page.keyboard.press(key)

    press("Tab", "Enter")
    tablet.see("scale")
    press("Tab", "Tab")
    focused = page.evaluate(measures.FOCUSED)
    assert focused["isSeen"]
    press("Space")
    tablet.see("choices")
    press("Tab", "Space", "Tab", "Tab", "Enter")
    while page.evaluate("document.activeElement.textContent") != "Tiếp tục":
        press("Tab")
    press("Enter")
    tablet.see("text")
    press("Tab")
    page.keyboard.type("on")
    press("Tab", "Tab", "Enter")
    tablet.see("thanks")
    while page.evaluate("document.activeElement.textContent") != "Xong":
        press("Tab")
    press("Enter")
    tablet.see("attract")
    assert arrived(1) == [{"overall": "2", "reasons": ["waiting", "visits"]}]


def test_nothing_moves_by_itself(new_tablet):
    """No animation to be reduced: who gets dizzy sees the same as everybody."""
    tablet = new_tablet(reduced_motion="no-preference")
    tablet.begin()
    moving = "document.getAnimations().length"
    counts = [tablet.page.evaluate(moving)]
    tablet.choose("5")
    tablet.see("thanks")
    counts.append(tablet.page.evaluate(moving))
    assert counts == [0, 0]


def test_in_the_readers_own_colours_what_is_chosen_still_differs(new_tablet):
    tablet = new_tablet(forced_colors="active")
    tablet.begin()
    tablet.choose("1")
    choice = tablet.page.locator("[data-key=waiting]")
    before = choice.screenshot()
    tablet.choose("waiting")
    tablet.page.locator("main h1").focus()
    assert choice.screenshot() != before
