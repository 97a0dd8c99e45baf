"""Nothing on the page leads out of it, keeps anything, or executes what somebody typed."""

import pytest

from tests.browser import measures

HOSTILE = "<img src=x onerror=alert(1)></textarea><script>alert(2)</script>"


def test_there_is_no_link_no_menu_of_the_browser_and_nothing_to_select(tablet):
    page = tablet.page
    for step in (
        lambda: None,
        tablet.begin,
        lambda: tablet.choose("1"),
        lambda: tablet.press("Bỏ qua"),
    ):
        step()
        assert page.locator("a, iframe, form, [target]").count() == 0
        refused = page.evaluate(
            "() => ['contextmenu', 'dragstart', 'dragover', 'drop'].map((type) =>"
            " !document.querySelector('main h1').dispatchEvent("
            "new Event(type, { bubbles: true, cancelable: true })))"
        )
        assert refused == [True] * 4
    page.locator("main h1").dblclick()
    page.keyboard.press("Control+a")
    assert page.evaluate("getSelection().toString()") == ""


def test_a_pinch_changes_nothing_for_the_next_person(tablet):
    session = tablet.page.context.new_cdp_session(tablet.page)
    pinch = {"x": 600, "y": 400, "scaleFactor": 3, "gestureSourceType": "touch"}
    session.send("Input.synthesizePinchGesture", pinch)
    assert tablet.page.evaluate("visualViewport.scale") == 1


def test_what_somebody_writes_is_words_and_is_not_kept_by_the_browser(tablet):
    executed = []
    tablet.page.on("dialog", lambda dialog: (executed.append(dialog.message), dialog.dismiss()))
    tablet.begin()
    tablet.choose("1")
    tablet.press("Bỏ qua")
    tablet.write(HOSTILE)
    area = tablet.page.locator("textarea")
    kept = [area.get_attribute(name) for name in ("autocomplete", "spellcheck", "name", "id")]
    assert kept == ["off", "false", None, None]
    tablet.press("Quay lại")
    tablet.press("Bỏ qua")
    assert area.input_value() == HOSTILE
    tablet.press("Tiếp tục")
    tablet.leave()
    assert executed == []
    assert tablet.page.locator("main img, main script").count() == 0


def test_at_most_a_thousand_characters_are_written(tablet, arrived):
    tablet.begin()
    tablet.choose("1")
    tablet.press("Bỏ qua")
    tablet.write("dài quá " * 200)
    assert len(tablet.page.locator("textarea").input_value()) == 1000


def test_visits_leave_no_history_and_nothing_but_the_queue_and_the_program(tablet):
    for level in ("5", "2", "4"):
        tablet.rate(level)
    tablet.shows("sent")
    # The empty page that a test starts with, ours, and the one that Back comes to.
    assert tablet.page.evaluate("history.length") == 3
    # One database, and a cache each for the page and its files.
    assert tablet.page.evaluate(measures.KEPT) == ["", 0, 0, 1, 2]
    assert tablet.page.context.cookies() == []


def test_the_browsers_back_goes_one_question_back(tablet):
    tablet.begin()
    tablet.choose("2")
    tablet.see("choices")
    tablet.page.go_back()
    tablet.see("scale")
    pressed = tablet.page.locator("main [aria-pressed=true]")
    assert [choice.get_attribute("data-key") for choice in pressed.all()] == ["2"]
    tablet.page.go_back()
    tablet.see("attract")
    assert tablet.page.url.endswith("/kiosk")


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_the_browsers_back_leads_nowhere_from_the_start(is_reloaded, tablet):
    """Neither out, nor to the person before."""
    tablet.rate("2")
    if is_reloaded:
        tablet.page.reload()
        tablet.see("attract")
    for _ in range(3):
        tablet.page.go_back()
        tablet.page.wait_for_function("history.state === 'guard'")
        assert (tablet.screen, tablet.page.url[-6:]) == ("attract", "/kiosk")
    tablet.begin()
    tablet.see("scale")
    assert tablet.page.locator("main [aria-pressed=true]").count() == 0


def test_a_page_made_from_strings_is_refused_by_the_browser(site, unpaired):
    """Trusted Types: not even a fault of ours can parse what somebody typed."""
    tablet = unpaired()
    tablet.open()
    refused = tablet.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>'; return false } catch { return true } }"
    )
    assert refused is True
    assert "TrustedHTML" in tablet.complaints.pop()


@pytest.mark.parametrize("path", ["/", "/staff/sign-in", "/healthz"])
def test_the_rest_of_the_site_is_neither_kept_nor_given_by_the_tablet(path, tablet):
    gets = "(path) => fetch(path, { cache: 'no-store' }).then((reply) => reply.ok, () => false)"
    assert tablet.page.evaluate(gets, path) is True
    tablet.page.context.set_offline(True)
    assert tablet.page.evaluate(gets, path) is False
