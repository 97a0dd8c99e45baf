"""`thuocdo notify`: to whom the summary goes, once a week."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from survey.models import LogEntry
from tests.summaries.post_office import PASSWORD, USER, certificate

LAST_WEEK = date(2026, 10, 12)
"""It is Tuesday, 20/10."""


def test_however_often_it_runs_a_person_has_one_message_a_week(
    run, subscriber, post, states, clock, session
):
    user = subscriber("an")
    said = [run("notify") for _ in range(10)]
    assert [each.exit_code for each in said] == [0] * 10
    assert (said[0].output, said[9].output) == (
        "Sent: 1 of 1.\n",
        "Nobody is waiting for the summary.\n",
    )
    assert post.to == ["an@example.vn"]
    assert states() == [(LAST_WEEK, user.id, "sent")]
    clock.pass_time(days=7)
    run("notify")
    assert post.to == ["an@example.vn"] * 2
    entries = session.query(LogEntry.actor_id, LogEntry.action, LogEntry.key, LogEntry.after).all()
    assert [tuple(entry) for entry in entries] == [
        (None, "summary.send", "an", {"week": day}) for day in ("2026-10-12", "2026-10-19")
    ]


def test_a_week_begins_on_monday_at_midnight_in_vietnam(run, subscriber, post, states, clock):
    user = subscriber("an")
    clock.now = datetime(2026, 10, 18, 16, 59, 59, tzinfo=UTC)  # Sunday, a second before midnight.
    run("notify")
    run("notify")
    clock.pass_time(seconds=1)
    run("notify")
    assert states() == [
        (date(2026, 10, 5), user.id, "sent"),
        (date(2026, 10, 12), user.id, "sent"),
    ]
    weeks = [message["Subject"].split("tuần ")[1] for _, message in post.taken]
    assert weeks == ["05/10/2026–11/10/2026", "12/10/2026–18/10/2026"]


def test_only_those_who_follow_up_and_want_it_have_one(run, make, subscriber, post, clock):
    subscriber("an")
    subscriber("binh", "administrator")
    subscriber("chi", "operator")
    subscriber("dung", "auditor")
    subscriber("em", None)
    subscriber("gone", closed_at=clock())
    make.user("head", office=make.office())
    assert run("notify").output == "Sent: 2 of 2.\n"
    assert post.to == ["an@example.vn", "binh@example.vn"]


def test_an_address_that_is_refused_for_good_stops_nobody_else(
    run, subscriber, post, states, clock
):
    users = [subscriber(name) for name in ("an", "binh", "chi")]
    post.refused = {"an@example.vn": "550 no such mailbox"}
    result = run("notify")
    assert (result.exit_code, result.stdout) == (0, "Sent: 2 of 3.\n")
    assert result.stderr == "an: the server refuses the address.\n"
    post.refused = {}
    run("notify")
    assert post.to == ["binh@example.vn", "chi@example.vn"]
    assert [state for _, _, state in states()] == ["refused", "sent", "sent"]
    clock.pass_time(days=7)
    run("notify")
    assert post.to[0] == "an@example.vn"
    assert len(users) == 3


@pytest.mark.parametrize("where", ["address", "words", "sign-in"])
def test_what_is_not_taken_now_is_tried_at_the_next_run(run, subscriber, post, states, where):
    user = subscriber("an")
    if where != "words":
        reply = "530 sign in first" if where == "sign-in" else "451 try later"
        post.refused = {"an@example.vn": reply}
    else:
        post.after_data = "452 no room"
    result = run("notify")
    assert result.exit_code == 1
    assert result.stderr == "Error: Some messages were not taken yet. Run it again.\n"
    assert states() == []
    post.refused, post.after_data = {}, "250 OK"
    assert run("notify").exit_code == 0
    assert states() == [(LAST_WEEK, user.id, "sent")]


def test_a_server_that_is_down_is_tried_at_the_next_run(run, subscriber, post, states):
    subscriber("an")
    post.close()
    result = run("notify")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: No message was taken: 127.0.0.1:{post.port}: ")
    assert states() == []
    post.open()
    assert run("notify").exit_code == 0
    assert post.to == ["an@example.vn"]


def test_what_may_have_been_taken_is_not_sent_again(run, subscriber, post, states):
    subscriber("an")
    subscriber("binh")
    post.hangs_up = True
    result = run("notify")
    assert result.exit_code == 1
    assert "an: the server went away" in result.stderr
    post.hangs_up = False
    assert run("notify").exit_code == 0
    assert post.to == ["an@example.vn", "binh@example.vn"]
    assert [state for _, _, state in states()] == ["sending", "sent"]


class TestEncrypted:
    """A server that takes nothing unencrypted, and nothing without a password."""

    @pytest.fixture
    def pem(self, tmp_path, post):
        post.close()
        file = certificate(tmp_path)
        post.open(file)
        return file

    @pytest.fixture
    def app(self, application, mail, pem):
        secured = replace(mail, security="starttls", user=USER, password=PASSWORD)
        return application(mail=secured, public_url="https://thuocdo.example.vn")

    def test_it_is_encrypted_and_the_password_shown(self, run, subscriber, post, pem, monkeypatch):
        subscriber("an")
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert run("notify").output == "Sent: 1 of 1.\n"
        assert (post.to, post.was_encrypted) == (["an@example.vn"], [True])

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, run, subscriber, post, states):
        subscriber("an")
        result = run("notify")
        assert result.exit_code == 1
        assert "CERTIFICATE_VERIFY_FAILED" in result.stderr
        assert PASSWORD not in result.output
        assert (post.taken, states()) == ([], [])

    def test_a_wrong_password_is_said_and_not_told(
        self, run, app, subscriber, post, pem, monkeypatch, caplog
    ):
        subscriber("an")
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        app.config["MAIL"] = replace(app.config["MAIL"], password="Geheim")
        result = run("notify")
        assert result.exit_code == 1
        assert "refuses SMTP_USER: 535" in result.stderr
        assert "Geheim" not in result.output + caplog.text
        assert post.taken == []


def test_without_a_server_nothing_is_sent(run, app, subscriber, states):
    subscriber("an")
    app.config["MAIL"] = None
    result = run("notify")
    assert (result.exit_code, states()) == (0, [])
    assert result.output == "SMTP_HOST is not set: nothing is sent. The first page says the same.\n"


def test_what_would_be_sent_is_said_without_addresses(run, subscriber, post, states):
    subscriber("an")
    subscriber("binh", language="en")
    assert run("notify", "--dry-run").output == (
        "an: Thước Đo: tuần 12/10/2026–18/10/2026\nbinh: Thước Đo: week 12/10/2026–18/10/2026\n"
    )
    assert (post.taken, states()) == ([], [])
