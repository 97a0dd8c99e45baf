"""A questionnaire: a numbered, frozen set of questions in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

MEASURES = ("transaction", "sipas", "service")
MATTERS = ("dossier", "visit", "school", "authorities")
"""What people are asked about. Pages choose their own words by it."""
FACTORS = ("access", "procedures", "officials", "results", "feedback")
RESPONDENTS = ("person", "organisation")
ROLES = ("overall", "reasons", "respondent", "comment")
FACES = ("very-sad", "sad", "neutral", "happy", "very-happy")
INDEX_RULES = ("pooled", "mean")
LANGUAGES = ("vi", "en")
MOST_OPTIONS = 12
MOST_OVERALL_OPTIONS = 5

Answer = str | Sequence[str]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Condition:
    """Holds when an earlier question was answered with one of some options."""

    question: str
    one_of: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        given = answers.get(self.question, ())
        return not self.one_of.isdisjoint([given] if isinstance(given, str) else given)


@dataclass(frozen=True)
class Option:
    """One thing that a question can be answered with."""

    key: str
    words: Words
    satisfied: bool = False
    face: str | None = None
    points: int | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, eq=False)
class Question:
    """One question. A derived one is not asked: it follows from other answers."""

    key: str
    kind: str
    words: Words
    screen: str | None
    options: tuple[Option, ...] = ()
    required: bool = False
    role: str | None = None
    factor: str | None = None
    block: str | None = None
    group: str | None = None
    indicator: int | None = None
    when: tuple[Condition, ...] = ()
    hint: Words | None = None

    @property
    def is_item(self) -> bool:
        """Whether its answers go into the satisfaction index."""
        return bool(self.factor or self.group)

    @property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)

    def is_satisfied(self, answer: Answer) -> bool:
        return any(option.satisfied for option in self.options if option.key == answer)


@dataclass(frozen=True)
class Screen:
    """What is asked together and stored at once."""

    key: str
    title: Words | None = None


@dataclass(frozen=True)
class Part:
    """A block or a group of items, which has an index of its own."""

    key: str
    words: Words


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire. Equal to another when the file was the same."""

    digest: str
    key: str = field(compare=False)
    version: int = field(compare=False)
    measure: str = field(compare=False)
    title: Words = field(compare=False)
    screens: tuple[Screen, ...] = field(compare=False)
    questions: tuple[Question, ...] = field(compare=False)
    parts: tuple[Part, ...] = field(compare=False, default=())
    index_rule: str = field(compare=False, default="pooled")
    matter: str = field(compare=False, default="dossier")

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def with_role(self, role: str) -> Question | None:
        return next((question for question in self.questions if question.role == role), None)

    @property
    def overall(self) -> Question | None:
        return self.with_role("overall")

    @cached_property
    def asked_first(self) -> tuple[Question, ...]:
        """What the first screen asks, of everybody."""
        return self.asked_on(self.screens[0], {})

    def asked_on(self, screen: Screen, earlier: Answers) -> tuple[Question, ...]:
        """What a screen asks of somebody who gave these answers on the screens before."""
        return tuple(
            question
            for question in self.questions
            if question.screen == screen.key
            and all(condition.holds(earlier) for condition in question.when)
        )
