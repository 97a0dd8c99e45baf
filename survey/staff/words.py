"""What the staff pages call things that the program knows by a key."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.web import translatable
from survey.accounts.person import Held
from survey.models import Grant
from survey.roles import Role

ROLES: Mapping[Role, str] = {
    Role.ADMINISTRATOR: translatable("Administrator"),
    Role.HEAD: translatable("Head"),
    Role.OPERATOR: translatable("Operator"),
    Role.AUDITOR: translatable("Auditor"),
}

EVERYTHING = translatable("all offices")
FULL_NAME = translatable("Full name")
SIGN_IN_NAME = translatable("Sign-in name")
STATE = translatable("State")

STATES: Mapping[str, str] = {
    "open": translatable("can sign in"),
    "invited": translatable("no password chosen yet"),
    "locked": translatable("locked after ten wrong attempts"),
    "closed": translatable("closed"),
}
"""Of accounts, by User.state."""

CHANNELS: Mapping[str, str] = {
    "qr": translatable("QR code"),
    "kiosk": translatable("kiosk"),
    "invite": translatable("link for one dossier"),
    "paper": translatable("paper"),
    "phone": translatable("telephone"),
    "online": translatable("online"),
}

COMMENT_STATES: Mapping[str, str] = {
    "new": translatable("not read yet"),
    "read": translatable("read"),
    "answered": translatable("answered"),
    "taken-up": translatable("has a remedy"),
}
NOT_REVIEWED = translatable("The words are shown once the office has read them.")

REMEDY_STATES: Mapping[str, str] = {
    "late": translatable("late"),
    "open": translatable("under way"),
    "done": translatable("done"),
}


def role(name: str) -> str:
    """A role in the reader's language."""
    return str(gettext(ROLES[Role(name)]))


def role_and_office(held: Held) -> str:
    """A role with the office that it is on."""
    return _at(held.role, held.office)


def roles() -> Mapping[str, str]:
    """Every role in the reader's language."""
    return {each.value: role(each) for each in Role}


def grant(grant: Grant) -> str:
    """The same of a row."""
    return _at(grant.role, grant.office.name if grant.office else None)


def _at(name: str, office: str | None) -> str:
    return f"{role(name)} · {office or gettext(EVERYTHING)}"


def state(state: str) -> str:
    """The state of an account in the reader's language."""
    return str(gettext(STATES[state]))


def states() -> Mapping[str, str]:
    """Every state of an account in the reader's language."""
    return {each: state(each) for each in STATES}


def channel(key: str) -> str:
    """How an answer came, in the reader's language."""
    return str(gettext(CHANNELS[key]))


def comment_state(state: str) -> str:
    """What became of a comment, in the reader's language."""
    return str(gettext(COMMENT_STATES[state]))


def comment_states() -> Mapping[str, str]:
    """Everything that may become of a comment, in the reader's language."""
    return {each: comment_state(each) for each in COMMENT_STATES}


def remedy_state(state: str) -> str:
    """Whether a remedy is done, in the reader's language."""
    return str(gettext(REMEDY_STATES[state]))


def remedy_states() -> Mapping[str, str]:
    """Whether remedies may be done, in the reader's language."""
    return {each: remedy_state(each) for each in REMEDY_STATES}
