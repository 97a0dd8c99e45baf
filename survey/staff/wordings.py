"""What the pages call what a questionnaire knows by a key."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.reasons import Reason
from forms.web import translatable

LONGEST_VALUE = 60
"""Of what was typed no more is repeated: it stands in its field."""
NOT_CHOSEN = translatable("Choose one from the list.")

MATTERS: Mapping[str, str] = {
    "dossier": translatable("a dossier"),
    "visit": translatable("a visit to a hospital or clinic"),
    "school": translatable("a school"),
    "authorities": translatable("the authorities"),
}
INDEX_RULES: Mapping[str, str] = {
    "pooled": translatable("the share over all answers to all items together"),
    "mean": translatable("the mean of the shares of the items"),
}
KINDS: Mapping[str, str] = {
    "scale": translatable("levels, from bad to good"),
    "choice": translatable("one of several options"),
    "choices": translatable("any number of options"),
    "text": translatable("words of one's own"),
    "derived": translatable("follows from other answers, is not asked"),
}
FACTORS: Mapping[str, str] = {
    "access": translatable("access"),
    "procedures": translatable("procedures"),
    "officials": translatable("officials"),
    "results": translatable("results"),
    "feedback": translatable("feedback"),
}
ROLES: Mapping[str, str] = {
    "overall": translatable("the overall question"),
    "reasons": translatable("why somebody was not satisfied"),
    "respondent": translatable("for oneself or for an organisation"),
    "comment": translatable("the comment"),
}
FACES: Mapping[str, str] = {
    "very-sad": translatable("very sad"),
    "sad": translatable("sad"),
    "neutral": translatable("neutral"),
    "happy": translatable("happy"),
    "very-happy": translatable("very happy"),
}
CHANNELS: Mapping[str, str] = {
    "qr": translatable("telephones (QR code)"),
    "kiosk": translatable("tablets"),
}
STATES: Mapping[str, str] = {
    "asked": translatable("in use"),
    "to come": translatable("asked later"),
    "replaced": translatable("replaced"),
    "nowhere": translatable("not asked anywhere"),
}

CHANGES: Mapping[str, str] = {
    "new": translatable("new question"),
    "gone": translatable("no longer asked"),
    "words": translatable("wording"),
    "hint": translatable("hint"),
    "labels": translatable("wording of the options"),
    "kind": translatable("kind"),
    "levels": translatable("levels, and which of them satisfy (✓)"),
    "points": translatable("official indicator and its points"),
    "derivation": translatable("what it follows from"),
    "options": translatable("options"),
    "required": translatable("has to be answered"),
    "when": translatable("asked only if"),
    "factor": translatable("factor"),
    "part": translatable("block or group of the index"),
    "role": translatable("role"),
    "screen": translatable("screen"),
    "order": translatable("order of the questions"),
    "title": translatable("title"),
    "measure": translatable("what is measured"),
    "index": translatable("rule of the index"),
    "matter": translatable("what people are asked about"),
}
NEW_SERIES = translatable("A series of its own begins.")
END_OF_SERIES = translatable("Its series ends here and stays in the figures of the past.")
GOES_ON = translatable("The key is the same, and so its series goes on.")
WITH_CARE = translatable(
    "The key is the same and its series goes on, but other people answer it or it counts towards "
    "something else: compare with care."
)
BROKEN = translatable(
    "The same key would mean something else: figures before and after could not be compared. Give "
    "the question another key."
)
GOES_ON_ALL = translatable("No series changes.")
EVERYTHING_CHANGES = translatable("It concerns every question.")


def comparability(what: str, *, breaks: bool, bends: bool) -> str:
    """What a change means for the figures of a question."""
    if what in ("new", "gone"):
        return NEW_SERIES if what == "new" else END_OF_SERIES
    if breaks:
        return BROKEN
    return WITH_CARE if bends else GOES_ON


def sentence(reason: Reason) -> str:
    """Why something cannot be, as a sentence in the reader's language."""
    if reason.values.get("given") == "":
        return str(gettext(NOT_CHOSEN))
    values = {name: _short(value) for name, value in reason.values.items()}
    said = str(gettext(reason.template, **values))
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith('.') else '.'}"


def _short(value: object) -> object:
    is_long = isinstance(value, str) and len(value) > LONGEST_VALUE
    return f"{str(value)[: LONGEST_VALUE - 1]}…" if is_long else value
