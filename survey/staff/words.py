"""What the staff pages call things that the program knows by a key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from flask_babel import gettext

from analysis.targets import AT_LEAST, MORE_THAN, Target
from analysis.words import Language, decimal
from forms.web import translatable
from survey.accounts.person import Held
from survey.languages import language
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

MEASURES: Mapping[str, str] = {
    "transaction": translatable("how dossiers are handled"),
    "service": translatable("public health and education"),
    "sipas": translatable("SIPAS, the satisfaction of residents"),
}
WHOM: Mapping[str, str] = {
    "people": translatable("people"),
    "organisations": translatable("organisations"),
}
PERCENT: Mapping[str, str] = {"vi": "\u00a0%", "en": "%"}
SIGNS = {AT_LEAST: "≥", MORE_THAN: ">"}


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


def measure(key: str) -> str:
    """What is measured, in the reader's language."""
    return str(gettext(MEASURES[key]))


def measures() -> Mapping[str, str]:
    """Everything that is measured, in the reader's language."""
    return {each: measure(each) for each in MEASURES}


def whom(keys: Collection[str]) -> str:
    """For whom a target holds, in the reader's language."""
    return ", ".join(str(gettext(words)) for key, words in WHOM.items() if key in keys)


def in_language(vi: str, en: str) -> str:
    """A name that is kept in both languages, in the reader's."""
    return en if language() == "en" else vi


def demand(target: Target) -> str:
    """A threshold with its sign, as the reader's language writes numbers: ≥ 92,5 %."""
    spoken = cast("Language", language())
    number = decimal(target.threshold, spoken, target.decimals)
    return f"{SIGNS[target.comparator]} {number}{PERCENT[spoken]}"
