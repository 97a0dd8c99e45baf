"""A tablet on a stand: Chromium at /kiosk, and the fingers in front of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from playwright.sync_api import CDPSession, Locator, Page

from tests.browser.kiosk.enrolled import Enrolled
from tests.browser.server import Server

SCREEN = {"width": 1280, "height": 800}
TABLET = {"viewport": SCREEN, "has_touch": True, "locale": "vi-VN"}
IN_THE_QUEUE = """async (store) => {
  const { look } = await import(document.querySelector('script[type=module]').src
    .replace('app.js', 'database.js'));
  return look([store], (entries) => entries.getAll());
}"""
MODULE = "document.querySelector('script[type=module]').src.replace('app.js', '{}.js')"
NETWORK_FAULTS = ("Failed to load resource", "net::ERR_", "error occurred when fetching the script")


@dataclass
class Tablet:
    page: Page
    site: Server
    enrolled: Enrolled | None = None
    believes_it_is: datetime | None = None
    """Its clock goes as others do, and on when the test says so; at first it may be wrong."""
    complaints: list[str] = field(default_factory=list)
    """What went wrong in its scripts. That the network was away is nothing to complain about."""

    def __post_init__(self) -> None:
        self.page.clock.install(time=self.believes_it_is)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message) -> None:
        if message.type == "error" and not any(f in message.text for f in NETWORK_FAULTS):
            self.complaints.append(message.text)

    def open(self, code: str = "") -> None:
        """Come to the page, as from a QR code if there is a code."""
        self.page.goto("/kiosk" + (f"#{code}" if code else ""))

    def pair(self, enrolled: Enrolled) -> Tablet:
        self.enrolled = enrolled
        self.open(enrolled.code)
        self.see("attract")
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        return self

    @cached_property
    def devtools(self) -> CDPSession:
        """What it sets lasts as long as it lives."""
        return self.page.context.new_cdp_session(self.page)

    def allow(self, room: int) -> None:
        """Let the browser keep so many bytes of our page."""
        quota = {"origin": self.site.address, "quotaSize": room}
        self.devtools.send("Storage.overrideQuotaForOrigin", quota)

    def jump(self, seconds: float) -> None:
        """Let time pass as for a tablet that slept: what was due happens once."""
        self.page.clock.fast_forward(int(seconds * 1000))

    def stop_time(self) -> None:
        """From now on time passes only when the test says so."""
        self.page.clock.pause_at(self.page.evaluate("Date.now() + 1000"))

    def pass_time(self, seconds: float) -> None:
        """Let time pass, each moment of it."""
        self.page.clock.run_for(int(seconds * 1000))

    def see(self, screen: str) -> None:
        """Wait for a screen."""
        self.page.locator(f"body[data-screen={screen}]").wait_for()

    @property
    def screen(self) -> str:
        return self.page.evaluate("document.body.dataset.screen")

    @property
    def heading(self) -> str:
        return self.page.locator("main h1").inner_text()

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True)

    def read(self) -> None:
        """Look at the screen for as long as a person does before they touch it."""
        self.jump(0.7)

    def press(self, words: str) -> None:
        self.read()
        self.button(words).click()

    def begin(self) -> None:
        self.read()
        self.page.locator(".begin").click()
        self.page.locator("body:not([data-screen=attract])").wait_for()

    def choose(self, *keys: str) -> None:
        self.read()
        for key in keys:
            self.page.locator(f"main [data-key='{key}']").click()

    def write(self, words: str) -> None:
        """Type as a keyboard on the screen does."""
        self.page.locator("textarea").focus()
        self.page.keyboard.insert_text(words)

    def rate(self, level: str) -> None:
        """One person who taps a face and nothing else, to the end."""
        self.begin()
        self.choose(level)
        if level in "123":
            for screen in ("choices", "text"):
                self.see(screen)
                self.press("Bỏ qua")
        self.leave()

    def leave(self) -> None:
        self.see("thanks")
        self.read()
        self.page.locator("main .go").click()
        self.see("attract")

    def kept(self, store: str = "entries") -> list[dict[str, object]]:
        """What is on its disk."""
        return self.page.evaluate(IN_THE_QUEUE, store)

    def module(self, name: str, script: str, *given: object):
        """Run a function of JavaScript that gets one of the page's own modules."""
        address = MODULE.format(name)
        return self.page.evaluate(
            f"async (given) => ({script})(await import({address}), ...given)", list(given)
        )

    def light(self) -> tuple[str, str]:
        light = self.page.locator("#light")
        return light.get_attribute("data-sign"), light.inner_text()

    def shows(self, sign: str) -> None:
        """Wait for the light."""
        self.page.locator(f"#light[data-sign={sign}]").wait_for()

    def says(self, words: str) -> None:
        """Wait for what the light says."""
        self.page.locator("#light").filter(has_text=words).wait_for()

    def hold_the_light(self) -> None:
        """Hold it as long as it takes."""
        self.page.locator("#light").hover()
        self.page.mouse.down()
        self.pass_time(1.6)
        self.see("pin")
        self.page.mouse.up()

    def type_pin(self, pin: str) -> None:
        for digit in pin:
            self.page.locator(".pad").get_by_text(digit, exact=True).click()
        self.page.locator(".pad").get_by_text("OK").click()

    def open_menu(self) -> None:
        self.hold_the_light()
        self.type_pin(self.enrolled.pin)
        self.see("menu")

    def menu(self) -> dict[str, str]:
        """What the menu says, by its words."""
        rows = self.page.locator("main dl div")
        return dict(row.inner_text().split("\n", 1) for row in rows.all())
