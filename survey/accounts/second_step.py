"""The second step of signing in: a code that a device shows, or a recovery code on paper."""

from __future__ import annotations

import base64
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from survey.accounts import attempts, deeds, sessions
from survey.accounts.sessions import SignIn
from survey.accounts.signing_in import complete, confirmed, log_if_locked
from survey.accounts.tokens import digest, new_words
from survey.audit import Action, change
from survey.models import RecoveryCode, User

ISSUER = "Thước Đo"
RECOVERY_CODES = 10
CLOCKS_DIFFER_BY = 1
"""Time steps of 30 seconds by which the device's clock may differ."""


class Sealer:
    """Encrypts secrets that have to be read again, with a key that follows from SECRET_KEY."""

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=b"second step").derive(secret_key.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, secret: str) -> str:
        return self._fernet.encrypt(secret.encode()).decode()

    def unseal(self, sealed: str) -> str | None:
        """The secret; None if it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None


def new_secret() -> str:
    """The secret that a device and we share: 160 bits, as RFC 4226 wants."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """What a device reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, if it is that of now or of the steps beside it."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(
            "".join(code.split()), for_time=now, valid_window=CLOCKS_DIFFER_BY
        )
    except OTPVerificationError:
        return None


def turn_on(session: Session, user_id: int, sealed: str, step: int, now: datetime) -> list[str]:
    """Ask for a second step from now on, since a first code has shown that the secret arrived.

    The recovery codes, which are shown this once.
    """
    with change(session):
        user = session.get_one(User, user_id)
        user.totp, user.totp_since, user.totp_step = sealed, now, step
        deeds.log(session, deeds.by_owner(user), Action.SECOND_STEP_ON, user, now)
        return _new_recovery_codes(session, user_id)


def take_off(session: Session, user: User) -> None:
    """Ask for no second step any more, in the transaction under way."""
    user.totp = user.totp_since = user.totp_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def turn_off(session: Session, user_id: int, password: str, now: datetime) -> bool:
    """Ask for no second step any more; False if the password is wrong."""
    with confirmed(session, user_id, password, now) as user:
        if user is None:
            return False
        take_off(session, user)
        deeds.log(session, deeds.by_owner(user), Action.SECOND_STEP_OFF, user, now)
    return True


def renew_recovery_codes(
    session: Session, user_id: int, password: str, now: datetime
) -> list[str] | None:
    """Ten new recovery codes in the place of the old ones; None if the password is wrong."""
    with confirmed(session, user_id, password, now) as user:
        if user is None:
            return None
        deeds.log(session, deeds.by_owner(user), Action.RECOVERY_CODES_RENEWED, user, now)
        return _new_recovery_codes(session, user_id)


def recovery_codes_left(session: Session, user_id: int) -> int:
    """How many recovery codes somebody has not used."""
    unused = select(func.count()).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0


def complete_with(
    session: Session, half: SignIn, token: str, code: str, sealer: Sealer, now: datetime
) -> str | None:
    """A whole sign-in for a half one and a code; None if the code is wrong or has been used.

    A code counts as an attempt like a password does.
    """
    attempt = attempts.claim(session, User.id == half.person.id, now)
    if attempt is None:
        return None
    with change(session) as connection:
        how = _accepted(session, half.person.id, code, sealer, now)
        if how is not None and attempts.forgive(connection, attempt):
            sessions.end(session, token)
            return complete(session, half.person.id, now, second_step=how)
    log_if_locked(session, attempt, now)
    return None


def _accepted(
    session: Session, user_id: int, code: str, sealer: Sealer, now: datetime
) -> str | None:
    """What kind of code it is, if it is one and is used now for the first time."""
    if _uses_step(session, user_id, code, sealer, now):
        return "code"
    return "recovery code" if _uses_recovery_code(session, user_id, code, now) else None


def _uses_step(session: Session, user_id: int, code: str, sealer: Sealer, now: datetime) -> bool:
    sealed = session.scalar(select(User.totp).filter_by(id=user_id))
    secret = sealer.unseal(sealed) if sealed else None
    step = step_of(secret, code, now) if secret else None
    if step is None:
        return False
    is_later = or_(User.totp_step.is_(None), User.totp_step < step)
    later = update(User).where(User.id == user_id, is_later).values(totp_step=step)
    return session.execute(later.returning(User.id)).one_or_none() is not None


def _uses_recovery_code(session: Session, user_id: int, code: str, now: datetime) -> bool:
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.digest == digest(_as_typed(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return session.execute(used.returning(RecoveryCode.user_id)).one_or_none() is not None


def _new_recovery_codes(session: Session, user_id: int) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = [new_words() for _ in range(RECOVERY_CODES)]
    rows = [{"user_id": user_id, "digest": digest(_as_typed(code))} for code in codes]
    session.execute(insert(RecoveryCode), rows)
    return codes


def _as_typed(code: str) -> str:
    return "".join(filter(str.isalnum, code.lower()))
