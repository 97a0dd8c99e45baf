"""Whatever happens on the way, each answer arrives once."""

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from survey.models import KioskState, Response
from tests.browser import stored
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol

FILL = """async ({ add }, count, given_at, step) => {
  const { contentKept } = await import(document.querySelector('script[type=module]').src
    .replace('app.js', 'content.js'));
  const { digest, fields } = contentKept();
  return add(Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(), content: digest, field: fields[0].code, texts: {}, offset_ms: 0,
    answers: { overall: String(1 + index % 5) }, given_at: given_at + index * step,
  })));
}"""
A_WEEK = 7 * 24 * 60 * 60 * 1000


@pytest.fixture
def tablet(network, unpaired, site):
    """A tablet behind a bad network, whose time passes when the test says so."""
    tablet = unpaired(address=network.address)
    return tablet.pair(enrol(site))


def fill(tablet, count, step=1000):
    """Put answers into the queue by the page's own module, while it cannot send."""
    now = tablet.page.evaluate("Date.now()")
    assert tablet.module("queue", FILL, count, now - count * step, step) == count


def wait_a_while(tablet):
    """Let the pauses between attempts go by."""
    tablet.jump(8 * 60)


def sent_sizes(network):
    return [len(json.loads(batch)["entries"]) for batch in network.batches]


def test_a_reply_that_is_lost_on_the_way_doubles_nothing(tablet, network, arrived):
    network.loses_replies = 2
    tablet.rate("2")
    assert arrived(1) == [{"overall": "2"}]
    tablet.shows("waiting")
    assert len(tablet.kept()) == 1
    for _ in range(2):
        wait_a_while(tablet)
    tablet.shows("sent")
    assert arrived(1) == [{"overall": "2"}]
    assert len(set(network.batches)) >= 2, "It was sent again."


def test_a_batch_that_is_cut_in_the_middle_is_sent_again(tablet, network, arrived):
    network.cuts_requests = 1
    tablet.rate("1")
    tablet.shows("waiting")
    assert arrived(0) == []
    wait_a_while(tablet)
    assert arrived(1) == [{"overall": "1"}]
    tablet.shows("sent")


def test_pauses_grow_and_differ_while_nobody_answers(tablet, network):
    """From 2 s, twice as long each time, up to 5 min; each half to one and a half times that."""
    network.says = (502, "<h1>Bad gateway</h1>")
    tablet.page.evaluate(
        "() => { window.pauses = []; const set = window.setTimeout; "
        "window.setTimeout = (work, wait) => { if (work.name === 'attempt') pauses.push(wait); "
        "return set(work, wait) } }"
    )
    tablet.rate("5")
    for count in range(1, 13):
        until(lambda count=count: tablet.page.evaluate("pauses.length") >= count)
        tablet.jump(tablet.page.evaluate("pauses.at(-1)") / 1000 + 1)
    pauses = tablet.page.evaluate("pauses")[:11]
    expected = [min(2000 * 2**n, 300_000) for n in range(11)]
    assert all(0.5 * e <= p <= 1.5 * e for p, e in zip(pauses, expected, strict=True)), pauses
    assert len({p / e for p, e in zip(pauses, expected, strict=True)}) > 5


@pytest.mark.parametrize("status", [200, 401, 404, 413])
def test_a_sign_in_page_of_the_network_is_not_taken_for_the_server(
    status, tablet, network, arrived
):
    network.says = (status, "<h1>Wi-Fi miễn phí: xin đăng nhập</h1>")
    tablet.rate("4")
    wait_a_while(tablet)
    tablet.shows("waiting")
    assert (len(tablet.kept()), tablet.kept("refused")) == (1, [])
    network.says = None
    wait_a_while(tablet)
    assert arrived(1) == [{"overall": "4"}]
    tablet.shows("sent")


def kill(site):
    """As a power cut does: nothing of the program lives to finish anything."""
    master = site.process.pid
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    for process in (master, *map(int, workers)):
        os.kill(process, signal.SIGKILL)
    site.process.wait()


def count(site):
    return site.rows(select(func.count()).select_from(Response))[0][0]


def test_a_server_that_is_killed_in_the_middle_of_a_batch_stores_the_rest_later(
    tablet, network, site
):
    before = count(site)
    network.says = (503, "")
    fill(tablet, 100)
    network.says = None
    tablet.jump(60)
    until(lambda: count(site) > before + 5)
    kill(site)
    site.start()
    stored_then = count(site) - before
    wait_a_while(tablet)
    tablet.shows("sent")
    assert count(site) - before == 100
    assert 5 < stored_then < 100, "It should have been killed in the middle."


def test_a_week_without_a_network_and_five_thousand_answers(tablet, network, site):
    """The server takes 1,200 a minute of a tablet; a minute passes for both when it says so."""
    before = count(site)
    network.says = (503, "")
    fill(tablet, 5000, step=A_WEEK // 5000)
    tablet.says("Chờ gửi: 5000, từ ")
    network.says = None

    minutes = 0

    def is_sent():
        nonlocal minutes
        if network.said_of_batches.count(429) > minutes:
            minutes += 1
            site.rows(update(KioskState).values(taken=0))
            tablet.jump(61)
        return tablet.light()[0] == "sent"

    tablet.jump(61)
    until(is_sent, patience=60)
    assert minutes >= 4
    assert count(site) - before == 5000
    assert tablet.kept() == []
    assert max(sent_sizes(network)) == 100


def test_long_comments_go_in_batches_that_the_server_takes(tablet, network, site):
    before = count(site)
    network.says = (503, "")
    now = tablet.page.evaluate("Date.now()")
    long = FILL.replace("texts: {}", "texts: { comment: 'ữ'.repeat(1000) }")
    assert tablet.module("queue", long, 60, now - 60_000, 1000) == 60
    network.says = None
    network.batches.clear()
    wait_a_while(tablet)
    tablet.shows("sent")
    assert count(site) - before == 60
    assert max(len(batch) for batch in network.batches) < 64 * 1024


def test_a_clock_that_is_a_day_wrong_is_set_right_by_the_server(unpaired, site):
    """The tablet believes that it is yesterday; both answers were given just now."""
    before = stored.responses(site)
    tablet = unpaired(believes_it_is=datetime.now(UTC) - timedelta(days=1))
    tablet.pair(enrol(site))
    tablet.rate("5")
    until(lambda: len(stored.since(site, before)) == 1)
    tablet.page.context.set_offline(True)
    tablet.rate("1")
    tablet.page.context.set_offline(False)
    until(lambda: len(stored.since(site, before)) == 2)
    times = dict(site.rows(select(Response.id, Response.answered_at)))
    mine = [times[key] for key in times if key not in before]
    assert all(abs(datetime.now(UTC) - moment) < timedelta(minutes=1) for moment in mine)


def test_a_refused_answer_is_kept_with_its_reason_and_does_not_hold_up_others(
    tablet, network, site
):
    before = count(site)
    network.says = (503, "")
    fill(tablet, 3)
    wrong = FILL.replace("content: digest", "content: 'f'.repeat(64)")
    assert tablet.module("queue", wrong, 1, 0, 0) == 1
    network.says = None
    wait_a_while(tablet)
    tablet.shows("sent")
    assert count(site) - before == 3
    assert [entry["reason"] for entry in tablet.kept("refused")] == ["unknown-content"]
    tablet.open_menu()
    assert tablet.menu()["Máy chủ từ chối"] == ("1 × Không rõ lượt này trả lời những câu hỏi nào.")


def test_one_entry_that_is_too_large_for_any_batch_does_not_hold_up_others(tablet, network, site):
    before = count(site)
    network.says = (503, "")
    fill(tablet, 3)
    huge = FILL.replace("texts: {}", "texts: { comment: 'ữ'.repeat(40_000) }")
    assert tablet.module("queue", huge, 1, 0, 0) == 1
    network.says = None
    wait_a_while(tablet)
    tablet.shows("sent")
    assert count(site) - before == 3
    assert [entry["reason"] for entry in tablet.kept("refused")] == ["too-large"]


def test_an_answer_of_any_age_is_sent(tablet, network, site):
    before = stored.responses(site)
    network.says = (503, "")
    assert tablet.module("queue", FILL, 1, 0, 0) == 1
    network.says = None
    wait_a_while(tablet)
    tablet.shows("sent")
    assert stored.since(site, before) == [{"overall": "1"}]
