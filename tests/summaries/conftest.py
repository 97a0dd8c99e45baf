"""A server that takes messages, and people who want the summary."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey.models import SummaryAddress, SummaryMessage
from survey.settings import Mail
from tests.summaries.post_office import HOST, PostOffice, free_port

SENDER = "thuoc-do@example.vn"


@pytest.fixture
def post():
    post = PostOffice(free_port())
    post.open()
    yield post
    post.close()


@pytest.fixture
def mail(post):
    return Mail(HOST, post.port, "none", "", "", SENDER)


@pytest.fixture
def app(application, mail):
    return application(mail=mail, public_url="https://thuocdo.example.vn")


@pytest.fixture
def subscriber(make, session):
    """Somebody who wants the summary, at an address with their own name."""

    def subscriber(name="an", role="head", office=None, language="vi", **columns):
        office = office or make.office(name=f"Sở của {name}")
        user = make.user(*([role] if role else []), office=office, name=name, **columns)
        address = f"{name}@example.vn"
        session.add(
            SummaryAddress(user_id=user.id, address=address, language=language, since=make.clock())
        )
        session.commit()
        return user

    return subscriber


@pytest.fixture
def states(session):
    """What became of the messages, by week and person."""

    def states():
        session.rollback()
        rows = select(SummaryMessage.week, SummaryMessage.user_id, SummaryMessage.state)
        return sorted(tuple(row) for row in session.execute(rows))

    return states
