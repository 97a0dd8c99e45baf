"""A questionnaire written as TOML, so that reading it gives the same questionnaire again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from forms.loading import read_unchecked
from forms.questionnaire import Condition, Option, Question, Questionnaire, Words

Scales = dict[tuple[Option, ...], str]


def to_toml(questionnaire: Questionnaire) -> str:
    """The text of a file with everything that the questionnaire has."""
    return "\n".join(_lines(questionnaire)) + "\n"


def renumbered(text: str, questionnaire: Questionnaire, number: int) -> str:
    """The same text with another number of the version, with its comments if that is possible."""
    version = rf"(?m)^version *= *{questionnaire.version} *$"
    found, places = re.subn(version, f"version = {number}", text)
    if places == 1 and read_unchecked(found).version == number:
        return found
    return to_toml(replace(questionnaire, version=number))


def _lines(questionnaire: Questionnaire) -> Iterator[str]:
    yield f"key = {_string(questionnaire.key)}"
    yield f"version = {questionnaire.version}"
    yield f"measure = {_string(questionnaire.measure)}"
    yield f"matter = {_string(questionnaire.matter)}"
    yield f"index = {_string(questionnaire.index_rule)}"
    yield f"title = {_words(questionnaire.title)}"
    scales = _shared(questionnaire)
    for options, name in scales.items():
        yield from ("", "[[scales]]", f"key = {_string(name)}", *_options(options))
    for part in questionnaire.parts:
        yield from ("", "[[parts]]", f"key = {_string(part.key)}", f"words = {_words(part.words)}")
    for screen in questionnaire.screens:
        yield from ("", "[[screens]]", f"key = {_string(screen.key)}")
        if screen.title:
            yield f"title = {_words(screen.title)}"
    for question in questionnaire.questions:
        yield from ("", "[[questions]]", *_question(question, scales))


def _shared(questionnaire: Questionnaire) -> Scales:
    """Options that several questions have alike."""
    used = Counter(question.options for question in questionnaire.questions if question.options)
    shared = [options for options, times in used.items() if times > 1]
    return {options: f"scale-{number}" for number, options in enumerate(shared, start=1)}


def _question(question: Question, scales: Scales) -> Iterator[str]:
    for name in ("key", "kind", "screen", "role", "factor", "block", "group"):
        if value := getattr(question, name):
            yield f"{name} = {_string(value)}"
    if question.indicator is not None:
        yield f"indicator = {question.indicator}"
    if question.required:
        yield "required = true"
    if question.when:
        yield f"when = {_when(question.when)}"
    yield f"vi = {_string(question.words.vi)}"
    yield f"en = {_string(question.words.en)}"
    if question.hint:
        yield f"hint = {_words(question.hint)}"
    if question.options in scales:
        yield f"scale = {_string(scales[question.options])}"
    elif question.options:
        yield from _options(question.options)


def _options(options: Iterable[Option]) -> Iterator[str]:
    yield "options = ["
    for option in options:
        yield f"  {{ {', '.join(_option(option))} }},"
    yield "]"


def _option(option: Option) -> Iterator[str]:
    yield f"key = {_string(option.key)}"
    if option.face:
        yield f"face = {_string(option.face)}"
    if option.satisfied:
        yield "satisfied = true"
    if option.points is not None:
        yield f"points = {option.points}"
    yield f"vi = {_string(option.words.vi)}"
    yield f"en = {_string(option.words.en)}"
    if option.when:
        yield f"when = {_when(option.when)}"


def _when(conditions: Iterable[Condition]) -> str:
    parts = (
        f"{_string(each.question)} = [{', '.join(map(_string, sorted(each.one_of)))}]"
        for each in conditions
    )
    return f"{{ {', '.join(parts)} }}"


def _words(words: Words) -> str:
    return f"{{ vi = {_string(words.vi)}, en = {_string(words.en)} }}"


def _string(text: str) -> str:
    """JSON escapes what TOML does, but for one letter that TOML refuses as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
