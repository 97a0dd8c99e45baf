"""What the columns of files are called, and what stands in them, where people read of a file."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.web import translatable
from survey.staff import deeds, office_words, target_list, words

TITLES: Mapping[str, str] = {
    "comparator": translatable("comparator"),
    "ends": translatable("last day"),
    "first_year": translatable("first year"),
    "group": translatable("group of fields"),
    "last_year": translatable("last year"),
    "late": translatable("settled late"),
    "on_time": translatable("settled on time"),
    "organisations": translatable("for organisations"),
    "parent": translatable("code of the office above"),
    "people": translatable("for people"),
    "place": translatable("code of the place"),
    "place_name": translatable("name of the place"),
    "place_office": translatable("code of the office that runs the place"),
    "quarter": translatable("quarter"),
    "received": translatable("dossiers received"),
    "scope_name": translatable("name of the office"),
    "settled": translatable("dossiers settled"),
    "starts": translatable("first day"),
    "threshold": translatable("threshold, percent"),
}
"""Of those that the log does not know, or calls by what it shows in their place."""
VALUES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("offices", "kind"): office_words.KINDS,
    ("fields", "kind"): {"field": deeds.KINDS["field"], "group": deeds.KINDS["group"]},
    ("targets", "measure"): words.MEASURES,
    ("targets", "comparator"): target_list.COMPARATORS,
    ("targets", "people"): {"yes": translatable("yes"), "no": translatable("no")},
    ("targets", "organisations"): {"yes": translatable("yes"), "no": translatable("no")},
}
"""What stands in a column as a word of the file's own."""


def column(name: str) -> str:
    """What a column is called in the reader's language."""
    return str(gettext(TITLES[name])) if name in TITLES else deeds.column(name)


def value(kind: str, name: str, said: str) -> str:
    """What stands in a column of a kind of file, in the reader's language."""
    known = VALUES.get((kind, name), {})
    return str(gettext(known[said])) if said in known else said
