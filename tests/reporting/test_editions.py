"""A published report stays as it is; late answers make another edition."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from analysis.report import canonical, tell
from survey.database import table_of
from survey.editions import kept, refusals
from survey.editions.publishing import publish
from survey.editions.said import Said
from survey.models import Edition, LogEntry, Remedy
from survey.reporting.collecting import collect
from survey.reporting.spans import SIX_MONTHS, Span
from tests.reporting.conftest import NOW, OVER

LATE = date(2026, 12, 14)


@pytest.fixture
def head(press, small_office):
    return press.person("head", small_office, full_name="Trần Thị Bình")


@pytest.fixture
def draft(session, press):
    """The report as it would be published."""
    return lambda **asked: tell(collect(session, press.request("42.01", **asked)))


def test_an_edition_is_the_report_as_it_was_with_who_when_and_how(press, head, draft):
    edition = press.publish(head)
    report = draft()
    assert edition.figures == canonical(report)
    assert edition.digest == sha256(edition.figures).hexdigest()
    assert kept.read(edition) == report
    assert (edition.number, edition.published_at) == (1, OVER)
    assert (edition.name, edition.role, edition.role_office_id, edition.user_id) == (
        "Trần Thị Bình",
        "head",
        edition.office_id,
        head.id,
    )
    assert (edition.form, edition.method, edition.program) == (1, 1, "0.1.0")
    assert (edition.starts, edition.last) == (date(2026, 9, 15), LATE)
    assert kept.span_of(edition) == NOW


def test_a_late_answer_changes_no_edition_and_makes_another(session, press, head, draft, answered):
    first = press.publish(head)
    before = bytes(first.figures)
    answered([(LATE, "D", "5", "qr")])
    later = OVER + timedelta(days=2)
    assert kept.changed(first, draft(now=later)).is_any
    second = press.publish(head, note="Một lượt trả lời đến muộn.", now=later)
    both = kept.editions(session, press.request("42.01").scope, NOW)
    assert [(each.number, each.note) for each in both] == [
        (1, None),
        (2, "Một lượt trả lời đến muộn."),
    ]
    assert kept.latest(session, press.request("42.01").scope, NOW).id == second.id
    session.expire_all()
    assert both[0].figures == before
    rates = [kept.read(each).parts[0].answer.judged.rate for each in both]
    assert [each.answered for each in rates] == [20, 21]


def test_the_log_says_who_published_what_with_its_hashes(session, press, head):
    said = Said(remarks="Đã nhắc bộ phận đất đai.")
    edition = press.publish(head, note=said)
    entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.kind, entry.key) == ("report.publish", "report", edition.key)
    assert entry.key == "42.01 office, quarter 2026-4 administration 2026-12-14, 1"
    assert (entry.actor, entry.role, entry.office_id) == (head.name, "head", edition.office_id)
    words = b'{"next_steps":null,"note":null,"remarks":"%b"}' % said.remarks.encode()
    assert entry.after == {
        "edition": 1,
        "sha256": edition.digest,
        "words_sha256": sha256(words).hexdigest(),
    }


def test_nothing_is_published_before_the_last_day_that_counts_is_over(session, press, head):
    with pytest.raises(refusals.NotOver):
        press.publish(head, now=OVER - timedelta(microseconds=1))
    cut = Span("quarter", 2026, 4, cut_off=date(2026, 11, 30))
    edition = press.publish(head, span=cut, now=OVER - timedelta(microseconds=1))
    assert (edition.number, edition.last, kept.span_of(edition)) == (1, date(2026, 11, 30), cut)
    assert press.publish(head).number == 1


def test_a_second_edition_says_what_changed_and_something_has_changed(
    press, head, answered, session
):
    press.publish(head)
    with pytest.raises(refusals.NothingChanged):
        press.publish(head, note="Lần hai", now=OVER + timedelta(days=9))
    answered([(LATE, "D", "5", "qr")])
    for nothing in (None, " \n", "\u202e\x07"):
        with pytest.raises(refusals.NoNote):
            press.publish(head, note=nothing)
    assert len(session.scalars(select(Edition)).all()) == 1


def test_a_promise_that_was_changed_since_makes_another_edition(session, press, head, small_office):
    columns = {"who": "Bộ phận một cửa", "promised_on": LATE, "due_on": LATE}
    remedy = Remedy(office_id=small_office.id, what="Thêm ghế chờ", **columns)
    session.add(remedy)
    session.commit()
    press.publish(head)
    session.get(Remedy, remedy.id).what = "Thêm hai ghế chờ"
    session.commit()
    edition = press.publish(head, note="Sửa lời biện pháp")
    first = kept.editions(session, press.request("42.01").scope, NOW)[0]
    assert kept.changed(first, kept.read(edition)).sections == ("remedies",)


def test_figures_that_nobody_looked_at_are_not_published(press, head, draft, answered):
    seen = sha256(canonical(draft())).hexdigest()
    answered([(LATE, "D", "5", "qr")])
    with pytest.raises(refusals.OtherFigures):
        press.publish(head, seen=seen)
    seen = sha256(canonical(draft())).hexdigest()
    assert press.publish(head, seen=seen).digest == seen


def test_what_staff_say_is_kept_beside_the_figures_and_clean(press, head, draft):
    said = Said(
        remarks=" Đo\u0302 ng\u0300 y\u0301\r\nGọi 0912 345 678\u202e\x00 ", next_steps="\t"
    )
    edition = press.publish(head, note=said)
    assert (edition.note, edition.next_steps) == (None, None)
    assert edition.remarks == "Đô ng\u0300 ý\nGọi ▒▒▒"
    assert edition.figures == canonical(draft())
    with pytest.raises(refusals.TooLong):
        press.publish(head, note=Said(remarks="x" * 4001))


def test_two_who_publish_at_once_make_one_edition_and_one_is_told(session, press, head):
    request, engine = press.request("42.01"), session.get_bind()
    session.rollback()

    def go(_):
        with Session(engine) as own:
            try:
                return publish(own, request, head).number
            except (refusals.PublishedMeanwhile, refusals.NothingChanged) as told:
                return type(told)

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(go, range(4)))
    assert outcomes.count(1) == 1
    assert len(session.scalars(select(Edition)).all()) == 1
    assert len(session.scalars(select(LogEntry)).all()) == 1


def test_who_was_slower_is_told_who_was_quicker(session, press, head):
    """The second begins before the first has finished: it looks at no edition, and finds one."""
    request, engine = press.request("42.01"), session.get_bind()
    session.rollback()
    with Session(engine) as own:
        ended = []

        @event.listens_for(own, "after_rollback")
        def somebody_is_quicker(_):
            if not ended:  # The figures have been read, and nothing is locked yet.
                ended.append(press.publish(head))

        with pytest.raises(refusals.PublishedMeanwhile, match="Trần Thị Bình") as told:
            publish(own, request, head)
    assert told.value.number == 1
    assert len(session.scalars(select(Edition)).all()) == 1


def test_the_spans_and_scopes_of_editions_are_counted_apart(session, press, head):
    press.publish(head)
    edition = press.publish(head, span=Span(SIX_MONTHS, 2026, 3))
    assert (edition.number, edition.span) == (1, "six-months")
    columns = table_of(Edition).columns
    assert session.execute(select(columns.span).order_by(columns.id)).scalars().all() == [
        "quarter",
        "six-months",
    ]
