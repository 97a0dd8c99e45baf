"""What is said of a file, in English and in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self

Translate = Callable[[str], str]
"""The text of a catalogue for an English one."""


class Sentence(str):
    """A sentence in English that knows how it was put together, so that others can be made of it.

    Commands say it as it is. Pages have it said in their reader's language, and with it the
    sentences that stand in its places.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        sentence = super().__new__(cls, template % values if values else template)
        sentence.template = template
        sentence.values = values
        return sentence

    def said(self, translate: Translate) -> str:
        """The sentence in the language that is translated to."""
        template = translate(self.template)
        values = {name: said(value, translate) for name, value in self.values.items()}
        return template % values if values else template


def said(value: object, translate: Translate) -> object:
    """A sentence in another language; anything else as it is."""
    return value.said(translate) if isinstance(value, Sentence) else value
