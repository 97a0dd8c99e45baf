"""Questionnaires read from TOML; what is wrong with a file is said with its line."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from forms.checks import problems
from forms.questionnaire import Condition, Option, Part, Question, Questionnaire, Screen, Words
from forms.reasons import Problem, Reason, because
from forms.unreadable import because_of
from forms.web import translatable

When = Mapping[str, frozenset[str]]


class BadQuestionnaire(ValueError):
    """A questionnaire file that cannot be used: names the file, the line and the reason."""

    def __init__(self, name: str, line: int, reason: Reason) -> None:
        super().__init__(f"{name}:{line}: {reason}")
        self.line = line
        self.reason = reason


class OptionTable(msgspec.Struct, forbid_unknown_fields=True):
    """An option as the file writes it."""

    key: str
    vi: str
    en: str
    satisfied: bool = False
    face: str | None = None
    points: int | None = None
    when: When = {}

    def option(self) -> Option:
        words = Words(self.vi, self.en)
        when = _conditions(self.when)
        return Option(self.key, words, self.satisfied, self.face, self.points, when)


class QuestionTable(msgspec.Struct, forbid_unknown_fields=True):
    """A question as the file writes it."""

    key: str
    kind: str
    vi: str
    en: str
    screen: str | None = None
    scale: str | None = None
    options: list[OptionTable] = []
    required: bool = False
    role: str | None = None
    factor: str | None = None
    block: str | None = None
    group: str | None = None
    indicator: int | None = None
    when: When = {}
    hint: Words | None = None

    def question(self, scales: Mapping[str | None, list[OptionTable]]) -> Question:
        return Question(
            key=self.key,
            kind=self.kind,
            words=Words(self.vi, self.en),
            screen=self.screen,
            options=tuple(table.option() for table in scales.get(self.scale, self.options)),
            required=self.required,
            role=self.role,
            factor=self.factor,
            block=self.block,
            group=self.group,
            indicator=self.indicator,
            when=_conditions(self.when),
            hint=self.hint,
        )


class ScaleTable(msgspec.Struct, forbid_unknown_fields=True):
    """Options that several questions share."""

    key: str
    options: list[OptionTable]


class ScreenTable(msgspec.Struct, forbid_unknown_fields=True):
    """A screen as the file writes it."""

    key: str
    title: Words | None = None


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """A questionnaire as the file writes it."""

    key: str
    version: int
    measure: str
    title: Words
    screens: list[ScreenTable]
    questions: list[QuestionTable]
    scales: list[ScaleTable] = []
    parts: list[Part] = []
    index: str = "pooled"
    matter: str = "dossier"

    def questionnaire(self, digest: str) -> Questionnaire:
        scales: dict[str | None, list[OptionTable]] = {s.key: s.options for s in self.scales}
        return Questionnaire(
            digest=digest,
            key=self.key,
            version=self.version,
            measure=self.measure,
            title=self.title,
            screens=tuple(Screen(table.key, table.title) for table in self.screens),
            questions=tuple(table.question(scales) for table in self.questions),
            parts=tuple(self.parts),
            index_rule=self.index,
            matter=self.matter,
        )


def _conditions(when: When) -> tuple[Condition, ...]:
    return tuple(Condition(question, one_of) for question, one_of in when.items())


@cache
def shipped() -> tuple[Questionnaire, ...]:
    """The questionnaires that come with the product."""
    return tuple(parse(text, name) for name, text in shipped_texts())


def shipped_texts() -> Iterator[tuple[str, str]]:
    """The name and the text of each questionnaire that comes with the product."""
    folder = files("forms") / "questionnaires"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name, file.read_text(encoding="utf-8")


@cache
def parse(text: str, name: str = "questionnaire") -> Questionnaire:
    """The questionnaire written in `text`."""
    document, questionnaire = _read(text, name)
    problem = next(_scales(document), None) or next(problems(questionnaire), None)
    if problem:
        text = unicodedata.normalize("NFC", text)
        raise BadQuestionnaire(name, _line_of(text, problem.table, problem.index), problem.reason)
    return questionnaire


def read_unchecked(text: str) -> Questionnaire:
    """The same of a draft, of which not everything need be true yet."""
    return _read(text, "draft")[1]


def _read(text: str, name: str) -> tuple[Document, Questionnaire]:
    text = unicodedata.normalize("NFC", text)
    try:
        document = msgspec.convert(tomllib.loads(text), Document)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return document, document.questionnaire(digest)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        line = _line_named(text, str(error))
        raise BadQuestionnaire(name, line, because_of(error)) from error


def _scales(document: Document) -> Iterator[Problem]:
    known = [scale.key for scale in document.scales]
    for index, key in enumerate(known):
        if known.index(key) != index:
            twice = translatable("there are two scales '%(key)s'")
            yield Problem(because(twice, key=key), "scales", index)
    for index, table in enumerate(document.questions):
        if table.scale is not None and table.scale not in known:
            lost = translatable("there is no scale '%(key)s'")
            yield Problem(because(lost, "options", key=table.scale), "questions", index)
        if table.scale is not None and table.options:
            both = translatable("a question has a scale or options of its own, not both")
            yield Problem(because(both, "options"), "questions", index)


def _line_named(text: str, error: str) -> int:
    """The line that a library's message speaks of: "line 3", "$.questions[2].key", "`indx`"."""
    if found := re.search(r"at line (\d+)", error):
        return int(found[1])
    if "end of document" in error:
        return len(text.splitlines())
    if found := re.search(r"\$\.(\w+)(?:\[(\d+)\])?", error):
        return _line_of(text, found[1], int(found[2] or 0))
    if found := re.search(r"unknown field `(\w+)`", error):
        return _line_of(text, found[1], 0)
    return 1


def _line_of(text: str, name: str, index: int) -> int:
    """Where the file writes [[name]] for the given time, [name] or name = for the first."""
    spelling = rf"^[ \t]*(?:\[\[ *{name} *\]\]|\[ *{name} *\]|{name} *=)"
    found = re.finditer(spelling, text, re.MULTILINE) if name else ()
    lines = [text.count("\n", 0, each.start()) + 1 for each in found]
    return lines[index] if index < len(lines) else 1
