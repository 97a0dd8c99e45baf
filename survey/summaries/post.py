"""The way of a message to the server that takes it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from enum import Enum
from urllib.parse import urlsplit

from survey.periods import ZONE
from survey.settings import STARTTLS, TLS, Mail
from survey.summaries.letters import Letter

PATIENCE = 30.0
"""Seconds to wait for each answer of the server."""
DONE = 250
FORWARDED = 251
FOR_GOOD = 500
SIGN_IN_FIRST = 530
"""Which is our fault (RFC 4954, 6), and no address's."""
POLICY = policy.SMTP.clone(max_line_length=78)


class Outcome(Enum):
    """What became of a message."""

    TAKEN = "taken"
    REFUSED = "refused"
    """For good: the address does not exist, say."""
    LATER = "later"
    """Surely not taken, and perhaps another time."""
    UNKNOWN = "unknown"
    """The connection broke after the words were sent: it may have been taken."""


class NoServer(Exception):
    """The server does not answer, or takes nothing from us; says why, without a password."""


def message_of(letter: Letter, html: str, mail: Mail, to: str, now: datetime) -> EmailMessage:
    """A letter as it goes out. Its headers have words of the catalogue and checked addresses only,
    nothing that anybody typed elsewhere."""
    message = EmailMessage(policy=POLICY)
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now.astimezone(ZONE))
    message["Message-ID"] = make_msgid(domain=urlsplit(letter.stop).hostname or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.stop}>"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message


@contextmanager
def connected(mail: Mail) -> Iterator[smtplib.SMTP]:
    """The server, with whom nobody listens in unless the settings say so."""
    try:
        server = _greeted(mail)
    except smtplib.SMTPAuthenticationError as error:
        raise NoServer(f"{mail.host}:{mail.port} refuses SMTP_USER: {error.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NoServer(f"{mail.host}:{mail.port}: {error or type(error).__name__}") from None
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _greeted(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.security == TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=PATIENCE, context=context
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
    try:
        if mail.security == STARTTLS:
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def hand_over(server: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """Give a message to the server. Until the words are sent nothing can have been taken."""
    try:
        server.rset()
        from_code, _ = server.mail(message["From"])
        if from_code != DONE:
            return Outcome.LATER  # The fault is ours, and of no single address.
        to_code, _ = server.rcpt(message["To"])
        if to_code not in (DONE, FORWARDED):
            return _refusal(to_code)
    except (OSError, smtplib.SMTPException):
        return Outcome.LATER
    try:
        code, _ = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Outcome.UNKNOWN
    return Outcome.TAKEN if code == DONE else _refusal(code)


def _refusal(code: int) -> Outcome:
    is_for_good = code >= FOR_GOOD and code != SIGN_IN_FIRST
    return Outcome.REFUSED if is_for_good else Outcome.LATER
