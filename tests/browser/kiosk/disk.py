"""A tablet's disk, and what else takes room on it."""

from __future__ import annotations

from tests.browser.kiosk.tablet import Tablet

A_LITTLE = 4_000_000
"""Bytes that this tablet may keep of our page."""
WEIGHTS = """
  const opened = indexedDB.open('weights');
  const kind = { autoIncrement: true };
  opened.onupgradeneeded = () => opened.result.createObjectStore('weights', kind);
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result) });
  const change = (work) => new Promise((done) => {
    const transaction = database.transaction('weights', 'readwrite');
    work(transaction.objectStore('weights'));
    transaction.oncomplete = () => done(true);
    transaction.onabort = () => done(false);
  });
"""
FILL_UP = f"""async () => {{
  {WEIGHTS}
  const noise = (size) => crypto.getRandomValues(new Uint8Array(size));
  for (let size = 60_000; size >= 20; size = Math.floor(size / 6))
    while (await change((weights) => weights.put(noise(size))));
  database.close();
}}"""


def make_small(tablet: Tablet) -> None:
    """Before the tablet holds back what it needs."""
    tablet.allow(A_LITTLE)


def fill(tablet: Tablet) -> None:
    """Others take all that the tablet has not held back."""
    tablet.page.evaluate(FILL_UP)


def fill_up(tablet: Tablet) -> None:
    """Others take everything, also what was held back."""
    tablet.allow(1)
    fill(tablet)
