"""Which language a page is in: the one asked for, else the reader's own, else Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request
from flask_babel import Babel, get_locale, gettext

from forms.questionnaire import LANGUAGES

NAMES = {"vi": "Tiếng Việt", "en": "English"}
OTHER = {"vi": "en", "en": "vi"}
CATALOGUE = Path("translations", "vi", "LC_MESSAGES", "messages.mo")


class NotCompiled(RuntimeError):
    """The Vietnamese texts are not there: every page would be half in English."""


def init_app(app: Flask) -> None:
    """Make every page speak the reader's language, and its links keep the language chosen."""
    catalogue = Path(app.root_path, CATALOGUE)
    if not catalogue.exists():
        raise NotCompiled(
            f"The Vietnamese texts are not compiled: there is no {catalogue}. "
            "Install the program: make run in its folder, or python3 -m pip install --editable ."
        )
    Babel(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh", locale_selector=_chosen)
    app.url_defaults(_keep)
    app.context_processor(_in_templates)
    app.add_template_filter(translated)


def translated(text: str, **values: object) -> str:
    """A text that is only known when the page is made, in the reader's language.

    Templates take `_()` for words of their own alone: it trusts what it is given to be harmless
    HTML without a stray %, and an error may quote what somebody typed.
    """
    return str(gettext(text, **values))


def language() -> str:
    """The language of the page being made."""
    if "language" not in g:
        g.language = str(get_locale().language)
    return str(g.language)


def _chosen() -> str:
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    accepted = [_without_country(tag) for tag, quality in request.accept_languages if quality > 0]
    return next((language for language in accepted if language in LANGUAGES), "vi")


def _without_country(tag: str) -> str:
    """The language of "en-GB", which some send as "en_GB" or "EN-gb"."""
    return re.split("[-_]", tag)[0].lower()


def _keep(endpoint: str, values: dict[str, object]) -> None:
    if not endpoint.endswith("static") and request and request.args.get("lang") in LANGUAGES:
        values.setdefault("lang", request.args["lang"])


def _in_templates() -> dict[str, object]:
    here = language()
    return {
        "language": here,
        "other_language": OTHER[here],
        "language_names": NAMES,
        "other_language_address": _other_language_address,
    }


def _other_language_address() -> str:
    """This page in the other language. Sending a form is not repeated by it."""
    asked = {key: value for key, value in request.args.items() if key != "send"}
    return f"{request.path}?{urlencode({**asked, 'lang': OTHER[language()]})}"
