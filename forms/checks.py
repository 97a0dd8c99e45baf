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
from forms.reasons import Problem, Reason, because
from forms.sizes import too_large
from forms.web import translatable

KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
KINDS = ("scale", "choice", "choices", "text", "derived")
TAKEN = ("data", "errors", "process", "validate", "token", "version", "field")
"""Names that a form has for itself, and that are sent beside the answers."""

NOT_A_KEY = translatable("key '%(key)s' must be small letters, digits and hyphens")
NONE_OF = {
    "measure": translatable("measure '%(given)s' is none of %(known)s"),
    "index": translatable("index '%(given)s' is none of %(known)s"),
    "matter": translatable("matter '%(given)s' is none of %(known)s"),
    "role": translatable("role '%(given)s' is none of %(known)s"),
    "kind": translatable("kind '%(given)s' is none of %(known)s"),
    "factor": translatable("factor '%(given)s' is none of %(known)s"),
    "options": translatable("face '%(given)s' is none of %(known)s"),
}


def problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Each reason why a questionnaire cannot be used, the first mistake first."""
    yield from too_large(questionnaire)
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
            yield Problem(reason, "questions", index)
        if question.key in seen:
            twice = translatable("there are two questions '%(key)s'")
            yield Problem(because(twice, "key", key=question.key), "questions", index)
        seen.add(question.key)


def _whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    if questionnaire.version < 1:
        wrong = translatable("version %(number)s must be a whole number from 1")
        yield Problem(because(wrong, number=questionnaire.version), "version")
    if not KEY.fullmatch(questionnaire.key):
        yield Problem(because(NOT_A_KEY, "key", key=questionnaire.key), "key")
    if questionnaire.measure not in MEASURES:
        yield Problem(_none_of("measure", questionnaire.measure, MEASURES), "measure")
    if questionnaire.index_rule not in INDEX_RULES:
        yield Problem(_none_of("index", questionnaire.index_rule, INDEX_RULES), "index")
    if questionnaire.matter not in MATTERS:
        yield Problem(_none_of("matter", questionnaire.matter, MATTERS), "matter")
    if not _said(questionnaire.title):
        yield Problem(because(translatable("the title needs words in vi and en")), "title")


def _none_of(about: str, given: str, known: tuple[str, ...]) -> Reason:
    return because(NONE_OF[about], about, given=given, known=", ".join(known))


def _screens(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.screens:
        yield Problem(because(translatable("there is no [[screens]]")), "screens")
    for index, screen in enumerate(questionnaire.screens):
        if not KEY.fullmatch(screen.key):
            yield Problem(because(NOT_A_KEY, "key", key=screen.key), "screens", index)
        if not any(question.screen == screen.key for question in questionnaire.questions):
            empty = translatable("screen '%(key)s' asks nothing")
            yield Problem(because(empty, key=screen.key), "screens", index)
        if [each.key for each in questionnaire.screens].index(screen.key) != index:
            twice = translatable("there are two screens '%(key)s'")
            yield Problem(because(twice, "key", key=screen.key), "screens", index)
        if screen.title and not _said(screen.title):
            bare = translatable("the title of screen '%(key)s' needs words in vi and en")
            yield Problem(because(bare, "title", key=screen.key), "screens", index)


def _parts(questionnaire: Questionnaire) -> Iterator[Problem]:
    for index, part in enumerate(questionnaire.parts):
        if not KEY.fullmatch(part.key):
            yield Problem(because(NOT_A_KEY, "key", key=part.key), "parts", index)
        if [each.key for each in questionnaire.parts].index(part.key) != index:
            twice = translatable("there are two parts '%(key)s'")
            yield Problem(because(twice, key=part.key), "parts", index)
        if not _said(part.words):
            bare = translatable("part '%(key)s' needs words in vi and en")
            yield Problem(because(bare, key=part.key), "parts", index)


def _said(words: Words) -> bool:
    return bool(words.vi.strip() and words.en.strip())


def _roles(questionnaire: Questionnaire) -> Iterator[Problem]:
    roles = [question.role for question in questionnaire.questions]
    for index, role in enumerate(roles):
        if role and role not in ROLES:
            yield Problem(_none_of("role", role, ROLES), "questions", index)
        if role and roles.index(role) != index:
            twice = translatable("two questions have the role '%(role)s'")
            yield Problem(because(twice, "role", role=role), "questions", index)
    if questionnaire.measure != "sipas" and "overall" not in roles:
        needed = translatable('a question with role = "overall" is needed')
        yield Problem(because(needed), "questions", is_of_all=True)
    overall = questionnaire.overall
    if overall and not (overall.required and overall in _first_screen(questionnaire)):
        wrong = translatable("the overall question must be required, on the first screen")
        yield Problem(because(wrong, "required"), "questions", roles.index("overall"))
    elif not any(question.required for question in _first_screen(questionnaire)):
        yield Problem(because(translatable("the first screen has no required question")), "screens")


def _first_screen(questionnaire: Questionnaire) -> list[Question]:
    first = questionnaire.screens[0].key if questionnaire.screens else None
    return [question for question in questionnaire.questions if question.screen == first]


def _question(question: Question) -> Iterator[Reason]:
    if not KEY.fullmatch(question.key):
        yield because(NOT_A_KEY, "key", key=question.key)
    if question.key in TAKEN:
        taken = translatable("key '%(key)s' is taken; choose another")
        yield because(taken, "key", key=question.key)
    if not _said(question.words):
        yield because(translatable("the question needs words in vi and en"), "words")
    if question.hint and not _said(question.hint):
        yield because(translatable("the hint needs words in vi and en"), "hint")
    if question.kind not in KINDS:
        yield _none_of("kind", question.kind, KINDS)


def _marks(question: Question) -> Iterator[Reason]:
    if question.factor and question.factor not in FACTORS:
        yield _none_of("factor", question.factor, FACTORS)
    if question.required and question.kind not in ("scale", "choice"):
        yield because(translatable("only a scale or a choice can be required"), "required")
    if question.is_item and question.kind != "scale":
        yield because(translatable("only a scale can have a factor or a group"), "factor")
    if question.role == "overall" and question.kind != "scale":
        yield because(translatable("the overall question must be a scale"), "kind")
    if (question.role == "comment") != (question.kind == "text"):
        only = translatable('a text must have role = "comment", and nothing else may')
        yield because(only, "role")
    if question.role == "respondent" and question.kind != "choice":
        yield because(translatable("the respondent must be a choice"), "kind")
    if question.role == "respondent" and set(question.option_keys) != set(RESPONDENTS):
        fixed = translatable("the options of the respondent must be %(known)s")
        yield because(fixed, "options", known=", ".join(RESPONDENTS))


def _options(question: Question) -> Iterator[Reason]:
    keys = question.option_keys
    most = MOST_OVERALL_OPTIONS if question.role == "overall" else MOST_OPTIONS
    if question.kind == "text" and keys:
        yield because(translatable("a text has no options"), "options")
    if question.kind != "text" and not 2 <= len(keys) <= most:
        wrong = translatable("%(number)s options; between 2 and %(most)s are needed")
        yield because(wrong, "options", number=len(keys), most=most)
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        yield because(translatable("two options have the key '%(key)s'"), "options", key=twice)
    if question.kind == "scale" and not any(option.satisfied for option in question.options):
        unmarked = translatable("no option of the scale is marked satisfied = true")
        yield because(unmarked, "options")


def _each_option(question: Question) -> Iterator[Reason]:
    for option in question.options:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", option.key):
            wrong = translatable("option '%(key)s' must be small letters, digits and hyphens")
            yield because(wrong, "options", key=option.key)
        if not _said(option.words):
            bare = translatable("option '%(key)s' needs words in vi and en")
            yield because(bare, "options", key=option.key)
        if option.face and option.face not in FACES:
            yield _none_of("options", option.face, FACES)
        if bool(option.when) != (question.kind == "derived"):
            wrong = translatable(
                "option '%(key)s' has a when if, and only if, its question is derived"
            )
            yield because(wrong, "options", key=option.key)
        if question.indicator and option.points not in (0, 1, 2):
            wrong = translatable("option '%(key)s' of an indicator needs points 2, 1 or 0")
            yield because(wrong, "options", key=option.key)


def _place(question: Question, questionnaire: Questionnaire) -> Iterator[Reason]:
    screens = [screen.key for screen in questionnaire.screens]
    parts = [part.key for part in questionnaire.parts]
    if question.kind == "derived" and question.screen is not None:
        derived = translatable("a derived question is on no screen: nobody is asked it")
        yield because(derived, "screen")
        return
    if question.kind != "derived" and question.screen is None:
        yield because(translatable("the question is on no screen"), "screen")
        return
    if question.kind != "derived" and question.screen not in screens:
        nowhere = translatable("there is no screen '%(key)s'")
        yield because(nowhere, "screen", key=question.screen)
        return
    for about, part in (("block", question.block), ("group", question.group)):
        if part and part not in parts:
            yield because(translatable("there is no [[parts]] '%(key)s'"), about, key=part)
    yield from _conditions(question, questionnaire, screens)


def _conditions(
    question: Question, questionnaire: Questionnaire, screens: list[str]
) -> Iterator[Reason]:
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
            late = translatable("when asks for '%(key)s', which no earlier screen has")
            yield because(late, "when", key=condition.question)
        elif unknown := sorted(condition.one_of - set(earlier[condition.question])):
            lost = translatable("when asks for '%(key)s', which '%(question)s' does not have")
            yield because(lost, "when", key=unknown[0], question=condition.question)
