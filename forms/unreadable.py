"""What libraries find wrong with a file, in words that can be translated."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

from forms.reasons import Reason, because
from forms.web import translatable

NOT_TOML = translatable(
    "this cannot be read here or just before; often a quotation mark, a bracket, a comma or an "
    "equals sign is missing or one too many"
)
TWICE = translatable("this name or table is there already")
TOO_DEEP = translatable("brackets are nested too deeply")
TOO_LONG = translatable("a number has too many digits")
MISSING = translatable("'%(name)s' is missing")
MISSING_THERE = translatable("'%(name)s' is missing in %(place)s")
UNKNOWN = translatable("nothing is called '%(name)s' in such a place; it may be misspelt")
OF_ANOTHER_KIND = translatable("'%(name)s' is not of the kind that belongs there")
SHOULD_BE = {
    "str": translatable("'%(name)s' should be a text, in quotation marks"),
    "int": translatable("'%(name)s' should be a whole number, without quotation marks"),
    "bool": translatable("'%(name)s' should be true or false, without quotation marks"),
    "array": translatable("'%(name)s' should be a list, in square brackets"),
    "object": translatable("'%(name)s' should be a table, in curly brackets"),
}

OF_TABLES = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline table key")
STEP = re.compile(r"\.(\w+)(?:\[(\d+)\])?")


def because_of(error: Exception) -> Reason:
    """The reason that a library gives for not reading a file."""
    said = str(error)
    if isinstance(error, TOMLDecodeError):
        return because(TWICE if said.startswith(OF_TABLES) else NOT_TOML)
    if isinstance(error, RecursionError):
        return because(TOO_DEEP)
    path = said.partition(" - at ")[2]
    if name := re.search(r"missing required field `(\w+)`", said):
        place = _place(path)
        template = MISSING_THERE if place else MISSING
        return because(template, name=name[1], **({"place": place} if place else {}))
    if name := re.search(r"unknown field `(\w+)`", said):
        return because(UNKNOWN, name=name[1])
    if wanted := re.search(r"^Expected `(\w+)", said):
        return because(SHOULD_BE.get(wanted[1], OF_ANOTHER_KIND), name=_last(path))
    return because(TOO_LONG if "digits" in said else NOT_TOML)


def _place(path: str) -> str:
    """ "$.scales[0].options[2]" as people count: "scales 1, options 3"."""
    steps = STEP.findall(path)
    return ", ".join(f"{name} {int(index) + 1}" if index else name for name, index in steps)


def _last(path: str) -> str:
    steps = STEP.findall(path)
    return str(steps[-1][0]) if steps else path.strip("`")
