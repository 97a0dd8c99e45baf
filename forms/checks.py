"""What must be true of a questionnaire beyond its spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.questionnaire import (
    FACES,
    FACTORS,
    INDEX_RULES,
    MATTERS,
    MEASURES,
    MOST_OPTIONS,
    MOST_OVERALL_OPTIONS,
    RESPONDENTS,
    ROLES,
    Question,
    Questionnaire,
    Words,
)

Problem = tuple[str, str, int]
"""The reason, and what of the file it is about: a name, and the how many-th of that name."""

KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
KINDS = ("scale", "choice", "choices", "text", "derived")
TAKEN = ("data", "errors", "process", "validate", "token", "version", "field")
"""Names that a form has for itself, and that are sent beside the answers."""


def problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Each reason why a questionnaire cannot be used, the first mistake first."""
    yield from _whole(questionnaire)
    yield from _screens(questionnaire)
    yield from _parts(questionnaire)
    yield from _roles(questionnaire)
    seen: set[str] = set()
    for index, question in enumerate(questionnaire.questions):
        for reason in (
            *_question(question),
            *_marks(question),
            *_options(question),
            *_each_option(question),
            *_place(question, questionnaire),
        ):
            yield reason, "questions", index
        if question.key in seen:
            yield f"there are two questions {question.key!r}", "questions", index
        seen.add(question.key)


def _whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    if questionnaire.version < 1:
        yield f"version {questionnaire.version} must be a whole number from 1", "version", 0
    if not KEY.fullmatch(questionnaire.key):
        yield f"key {questionnaire.key!r} must be small letters, digits and hyphens", "key", 0
    if questionnaire.measure not in MEASURES:
        yield f"measure {questionnaire.measure!r} is none of {', '.join(MEASURES)}", "measure", 0
    if questionnaire.index_rule not in INDEX_RULES:
        yield f"index {questionnaire.index_rule!r} is none of {', '.join(INDEX_RULES)}", "index", 0
    if questionnaire.matter not in MATTERS:
        yield f"matter {questionnaire.matter!r} is none of {', '.join(MATTERS)}", "matter", 0
    if not _said(questionnaire.title):
        yield "the title needs words in vi and en", "title", 0


def _screens(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.screens:
        yield "there is no [[screens]]", "screens", 0
    for index, screen in enumerate(questionnaire.screens):
        if not any(question.screen == screen.key for question in questionnaire.questions):
            yield f"screen {screen.key!r} asks nothing", "screens", index
        if [each.key for each in questionnaire.screens].index(screen.key) != index:
            yield f"there are two screens {screen.key!r}", "screens", index
        if screen.title and not _said(screen.title):
            yield f"the title of screen {screen.key!r} needs words in vi and en", "screens", index


def _parts(questionnaire: Questionnaire) -> Iterator[Problem]:
    for index, part in enumerate(questionnaire.parts):
        if [each.key for each in questionnaire.parts].index(part.key) != index:
            yield f"there are two parts {part.key!r}", "parts", index
        if not _said(part.words):
            yield f"part {part.key!r} needs words in vi and en", "parts", index


def _said(words: Words) -> bool:
    return bool(words.vi.strip() and words.en.strip())


def _roles(questionnaire: Questionnaire) -> Iterator[Problem]:
    roles = [question.role for question in questionnaire.questions]
    for index, role in enumerate(roles):
        if role and role not in ROLES:
            yield f"role {role!r} is none of {', '.join(ROLES)}", "questions", index
        if role and roles.index(role) != index:
            yield f"two questions have the role {role!r}", "questions", index
    if questionnaire.measure != "sipas" and "overall" not in roles:
        yield 'a question with role = "overall" is needed', "questions", 0
    overall = questionnaire.overall
    if overall and not (overall.required and overall in _first_screen(questionnaire)):
        yield (
            "the overall question must be required, on the first screen",
            "questions",
            roles.index("overall"),
        )
    elif not any(question.required for question in _first_screen(questionnaire)):
        yield "the first screen has no required question", "screens", 0


def _first_screen(questionnaire: Questionnaire) -> list[Question]:
    first = questionnaire.screens[0].key if questionnaire.screens else None
    return [question for question in questionnaire.questions if question.screen == first]


def _question(question: Question) -> Iterator[str]:
    if not KEY.fullmatch(question.key):
        yield f"key {question.key!r} must be small letters, digits and hyphens"
    if question.key in TAKEN:
        yield f"key {question.key!r} is taken; choose another"
    if not _said(question.words):
        yield "the question needs words in vi and en"
    if question.hint and not _said(question.hint):
        yield "the hint needs words in vi and en"
    if question.kind not in KINDS:
        yield f"kind {question.kind!r} is none of {', '.join(KINDS)}"


def _marks(question: Question) -> Iterator[str]:
    if question.factor and question.factor not in FACTORS:
        yield f"factor {question.factor!r} is none of {', '.join(FACTORS)}"
    if question.required and question.kind not in ("scale", "choice"):
        yield "only a scale or a choice can be required"
    if question.is_item and question.kind != "scale":
        yield "only a scale can have a factor or a group"
    if question.role == "overall" and question.kind != "scale":
        yield "the overall question must be a scale"
    if (question.role == "comment") != (question.kind == "text"):
        yield 'a text must have role = "comment", and nothing else may'
    if question.role == "respondent" and question.kind != "choice":
        yield "the respondent must be a choice"
    if question.role == "respondent" and set(question.option_keys) != set(RESPONDENTS):
        yield f"the options of the respondent must be {' and '.join(RESPONDENTS)}"


def _options(question: Question) -> Iterator[str]:
    keys = question.option_keys
    most = MOST_OVERALL_OPTIONS if question.role == "overall" else MOST_OPTIONS
    if question.kind == "text" and keys:
        yield "a text has no options"
    if question.kind != "text" and not 2 <= len(keys) <= most:
        yield f"{len(keys)} options; between 2 and {most} are needed"
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        yield f"two options have the key {twice!r}"
    if question.kind == "scale" and not any(option.satisfied for option in question.options):
        yield "no option of the scale is marked satisfied = true"


def _each_option(question: Question) -> Iterator[str]:
    for option in question.options:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", option.key):
            yield f"option {option.key!r} must be small letters, digits and hyphens"
        if not _said(option.words):
            yield f"option {option.key!r} needs words in vi and en"
        if option.face and option.face not in FACES:
            yield f"face {option.face!r} is none of {', '.join(FACES)}"
        if bool(option.when) != (question.kind == "derived"):
            yield f"option {option.key!r} has a when if, and only if, its question is derived"
        if question.indicator and option.points not in (0, 1, 2):
            yield f"option {option.key!r} of an indicator needs points 2, 1 or 0"


def _place(question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    screens = [screen.key for screen in questionnaire.screens]
    parts = [part.key for part in questionnaire.parts]
    if question.kind == "derived" and question.screen is not None:
        yield "a derived question is on no screen: nobody is asked it"
        return
    if question.kind != "derived" and question.screen not in screens:
        yield f"there is no screen {question.screen!r}"
        return
    for part in (question.block, question.group):
        if part and part not in parts:
            yield f"there is no [[parts]] {part!r}"
    earlier = {
        other.key: other.option_keys
        for other in questionnaire.questions
        if other.kind != "derived"
        and (
            question.screen is None
            or (
                other.screen in screens
                and screens.index(other.screen) < screens.index(question.screen)
            )
        )
    }
    in_options = [condition for option in question.options for condition in option.when]
    for condition in (*question.when, *in_options):
        if condition.question not in earlier:
            yield f"when asks for {condition.question!r}, which no earlier screen has"
        elif unknown := sorted(condition.one_of - set(earlier[condition.question])):
            yield f"when asks for {unknown[0]!r}, which {condition.question!r} does not have"
