"""Personal data in free text, made unreadable before it is stored."""

import re

MASK = "▒▒▒"

EMAIL = re.compile(r"[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+)+")
NUMBER = re.compile(r"(?<![\w,])\+?\(?\d(?:[\s.\-()/]{0,2}\d){7,}(?!\w)")
"""Eight digits or more, however they are grouped: telephone, identity card (9 or 12), bank account.
A date or an amount of that length is masked too: better a date lost than a number kept."""


def mask(text: str) -> str:
    """The same text without e-mail addresses and without long numbers."""
    return NUMBER.sub(MASK, EMAIL.sub(MASK, text))
