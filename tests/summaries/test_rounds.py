"""Several that send at once, and one that is killed while it does."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from time import sleep

import pytest

from survey.summaries.rounds import take_in_hand
from tests import processes
from tests.conftest import SECRET_KEY

WEEK = date(2026, 10, 12)
names = count()


@pytest.fixture
def notify(database_url, tmp_path, post):
    """Begin `thuocdo notify` in a process of its own, which believes the machine's clock."""

    def notify():
        environment = {
            "DATABASE_URL": database_url,
            "SECRET_KEY": SECRET_KEY,
            "INSTANCE": str(tmp_path),
            "PUBLIC_URL": "https://thuocdo.example.vn",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(post.port),
            "SMTP_SECURITY": "none",
            "SMTP_FROM": "thuoc-do@example.vn",
        }
        said = tmp_path / f"notified-{next(names)}"
        return processes.program("notify", environment=environment, said=said)

    return notify


def test_of_many_that_take_a_message_in_hand_one_has_it(app, subscriber, session, clock):
    user = subscriber("an")
    engine = session.get_bind()
    with ThreadPoolExecutor(8) as threads:
        tries = [threads.submit(take_in_hand, engine, user.id, WEEK, clock()) for _ in range(8)]
        assert sorted(each.result() for each in tries) == [False] * 7 + [True]


def test_two_that_run_at_once_send_one_message_each(subscriber, notify, post, session):
    people = [f"nguoi-{number}" for number in range(6)]
    for name in people:
        subscriber(name)
    session.rollback()
    post.waits_for = 2
    both = [notify() for _ in range(2)]
    said = [each.heard() for each in both]
    assert post.to == [f"{name}@example.vn" for name in people]
    sent = [int(words.split()[1]) for words in said]
    assert (sum(sent), all(sent)) == (6, True)


def test_who_is_killed_meanwhile_leaves_no_message_twice(subscriber, notify, post, states, session):
    for name in ("an", "binh"):
        subscriber(name)
    session.rollback()
    post.slowly = 2
    killed = notify()
    while not states():
        assert killed.poll() is None, killed.heard()
        session.rollback()
        sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    post.slowly = 0
    assert notify().heard().startswith("Sent: 1 of 1.")
    assert [state for _, _, state in states()] == ["sending", "sent"]
    assert post.to.count("binh@example.vn") == 1
    assert post.to.count("an@example.vn") <= 1
