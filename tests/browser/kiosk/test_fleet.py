"""What staff do with a tablet, and what it tells them, without anybody going there."""

from datetime import UTC, date, datetime

from sqlalchemy import select, update

from survey.models import Counter, Kiosk, KioskState, Response
from tests.browser import stored
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol, move, revoke


def heartbeat(tablet):
    with tablet.page.expect_response("**/kiosk/heartbeat") as reply:
        tablet.jump(140)
    assert reply.value.status in (200, 401)


def state(site, number):
    mine = select(KioskState.__table__).join(Kiosk).where(Kiosk.number == number)
    (row,) = site.rows(mine)
    return dict(zip(KioskState.__table__.columns.keys(), row, strict=True))


def test_it_tells_how_it_does(tablet, site):
    said = until(lambda: (found := state(site, tablet.enrolled.number))["version"] and found)
    assert said["version"] == tablet.page.evaluate("document.documentElement.dataset.version")
    assert (said["waiting"], said["refused"], said["is_full"]) == (0, 0, False)
    assert said["quota_bytes"] > said["stored_bytes"] >= 0
    assert abs(said["clock_offset_ms"]) < 5000
    heartbeat(tablet)
    until(lambda: state(site, tablet.enrolled.number)["behind_since"] is None)


def test_it_tells_of_what_waits(tablet, site):
    until(lambda: state(site, tablet.enrolled.number)["version"])
    tablet.page.route("**/kiosk/responses", lambda route: route.abort())
    tablet.rate("5")
    heartbeat(tablet)
    said = until(lambda: (s := state(site, tablet.enrolled.number))["waiting"] and s)
    assert said["waiting"] == 1
    assert said["oldest_at"] is not None


NUMBER_AND_AGE = """async ({ keep, settle, stateOf }, entry) => {
  await keep(entry);
  const [state] = await Promise.all([stateOf(), settle([entry], [{ id: '1', verdict: 'stored' }])]);
  return [state.waiting, state.oldestAt];
}"""


def test_how_many_wait_and_since_when_are_of_one_moment(tablet):
    tablet.page.context.set_offline(True)
    entry = {"id": "1", "is_open": 0, "given_at": 7}
    found = [tablet.module("queue", NUMBER_AND_AGE, entry) for _ in range(20)]
    assert [pair for pair in found if pair not in ([1, 7], [0, None])] == []


def test_a_tablet_that_was_moved_asks_for_its_new_counter(tablet, site):
    before = stored.responses(site)
    move(site, tablet.enrolled.number, "online")
    heartbeat(tablet)
    until(lambda: tablet.module("content", "({ hasNewer }) => hasNewer()"))
    tablet.jump(6)
    until(lambda: tablet.module("content", "({ contentNow }) => contentNow().counter") == "online")
    tablet.begin()
    tablet.choose("very-satisfied")
    tablet.leave()
    until(lambda: stored.since(site, before))
    number = select(Counter.number).join(Response, Response.counter_id == Counter.id)
    rows = site.rows(number.where(Response.id.not_in(list(before))))
    assert rows == [("online",)]


def test_an_answer_from_before_the_move_belongs_to_the_counter_it_was_given_at(tablet, site):
    before = stored.responses(site)
    tablet.page.context.set_offline(True)
    tablet.rate("1")
    move(site, tablet.enrolled.number, "fields")
    tablet.page.context.set_offline(False)
    until(lambda: stored.since(site, before))
    number = select(Counter.number).join(Response, Response.counter_id == Counter.id)
    assert site.rows(number.where(Response.id.not_in(list(before)))) == [("one field",)]


def test_a_revoked_tablet_asks_for_a_code_and_keeps_what_waits(tablet, site):
    before = stored.responses(site)
    tablet.page.context.set_offline(True)
    tablet.rate("2")
    revoke(site, tablet.enrolled.number)
    tablet.page.context.set_offline(False)
    tablet.see("pairing")
    tablet.says("Chưa ghép máy")
    assert "Số ý kiến đang chờ trong máy: 1." in tablet.page.locator("main").inner_text()
    tablet.page.reload()
    tablet.see("pairing")
    tablet.open_menu()
    assert tablet.menu()["Chờ gửi"].startswith("1, ")
    tablet.press("Đóng")
    tablet.see("pairing")
    tablet.page.locator("#code").fill(enrol(site).code)
    tablet.press("Ghép máy")
    tablet.see("attract")
    tablet.shows("sent")
    assert stored.since(site, before) == [{"overall": "2"}]


def test_who_is_answering_when_a_tablet_is_revoked_answers_to_the_end(tablet, site):
    tablet.begin()
    tablet.choose("1", "waiting")
    revoke(site, tablet.enrolled.number)
    tablet.module("heartbeat", "({ beat }) => beat(true)")
    tablet.shows("unpaired")
    assert tablet.screen == "choices"
    tablet.press("Tiếp tục")
    tablet.press("Bỏ qua")
    tablet.see("thanks")
    tablet.press("Xong")
    tablet.see("pairing")
    assert len(tablet.kept()) == 1


def test_a_counter_that_is_closed_takes_no_answers_until_it_opens(tablet, site):
    closed = update(Counter).filter_by(number="one field")
    site.rows(closed.values(closed=date(2020, 1, 1)))
    try:
        heartbeat(tablet)
        tablet.jump(6)
        tablet.see("closed")
        assert tablet.heading == "Hiện không nhận ý kiến ở đây"
    finally:
        site.rows(closed.values(closed=None))
    heartbeat(tablet)
    tablet.see("attract")


def test_the_credential_is_renewed_without_a_visit(tablet, site):
    """Also when the reply to the renewal is lost: what counts is what is used afterwards."""
    number = tablet.enrolled.number
    mine = "({ recall }) => recall('credential')"
    first = tablet.module("database", mine)
    old = (
        update(Kiosk)
        .filter_by(number=number)
        .values(credential_since=datetime(2020, 1, 1, tzinfo=UTC))
    )
    until(lambda: state(site, number)["version"])
    site.rows(old)
    lost = []
    tablet.page.route(
        "**/kiosk/credential",
        lambda route: (route.fetch(), route.abort(), lost.append(route)),
    )
    heartbeat(tablet)
    until(lambda: tablet.module("database", "({ recall }) => recall('next')"))
    until(lambda: tablet.page.evaluate("1") and lost)
    assert tablet.module("database", mine) == first
    tablet.page.unroute("**/kiosk/credential")
    with tablet.page.expect_response("**/kiosk/credential"):
        tablet.jump(140)
    until(lambda: tablet.module("database", mine) != first)
    tablet.rate("5")
    tablet.shows("sent")
    assert until(lambda: tablet.module("database", "({ recall }) => recall('old')") is None)


def test_two_tabs_beat_as_one(tablet, site):
    until(lambda: tablet.module("database", "({ recall }) => recall('beat_at')"))
    beats = []
    tablet.page.on("request", lambda request: "heartbeat" in request.url and beats.append(1))
    tablet.module("heartbeat", "({ beat }) => beat()")
    assert beats == []
