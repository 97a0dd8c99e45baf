"""A page whose form is filled in once more with what somebody had typed. It knows no request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

FRESH = "csrf_token"
SEEN = "seen"
"""What somebody saw before they typed, so that a later change of another is still noticed."""
TICKED = frozenset({"checkbox", "radio"})
NEVER = frozenset({"password", "file", "submit", "button", "image", "reset"})

Attributes = dict[str, str | None]


@dataclass
class Control:
    """Something to be filled in: its name, its tag, and where that stands in the page."""

    name: str
    tag: str
    attributes: Attributes
    start: int
    end: int

    @property
    def kind(self) -> str:
        return self.attributes.get("type") or "text"

    @property
    def value(self) -> str:
        return self.attributes.get("value") or ""


@dataclass
class Form:
    """A form of the page."""

    attributes: Attributes
    start: int
    end: int
    controls: list[Control] = field(default_factory=list)

    def is_for(self, address: str, page: str, given: MultiDict[str, str]) -> bool:
        """Whether it is sent to an address, and about the same thing as what was given."""
        if (self.attributes.get("method") or "").lower() != "post":
            return False
        told = (c for c in self.controls if c.kind == "hidden" and c.name not in {FRESH, SEEN})
        is_same = all(each.value in given.getlist(each.name) for each in told)
        return is_same and urlsplit(self.attributes.get("action") or page).path == address


class Reader(HTMLParser):
    """Where the forms of a page are, and where its content begins."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.content: int | None = None
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._form: Form | None = None
        self._select = ""
        self.feed(page)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes, start = dict(attrs), self._here()
        end = start + len(self.get_starttag_text() or "")
        if tag == "main":
            self.content = end
        elif tag == "form":
            self._form = Form(attributes, start, end)
            self.forms.append(self._form)
        elif tag == "select":
            self._select = attributes.get("name") or ""
        elif self._form and tag in {"input", "option", "textarea"}:
            name = self._select if tag == "option" else attributes.get("name") or ""
            self._form.controls.append(Control(name, tag, attributes, start, end))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form and self._form.controls:
            self._form.controls[-1].end = self._here()


def filled(page: str, at: str, address: str, given: MultiDict[str, str], notice: str) -> str | None:
    """The page at one address, its form for another filled in, with a notice above everything.

    Nothing if it has no such form.
    """
    read = Reader(page)
    form = next((each for each in read.forms if each.is_for(address, at, given)), None)
    if form is None or read.content is None:
        return None
    attributes = {**form.attributes, "action": form.attributes.get("action") or at}
    edits = [(read.content, read.content, notice), (form.start, form.end, _tag("form", attributes))]
    edits += _typed(form, given)
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _typed(form: Form, given: MultiDict[str, str]) -> Iterator[tuple[int, int, str]]:
    """What is written instead of what, for every control that was sent, or that was not ticked."""
    left = {name: list(values) for name, values in given.lists()}
    for each in form.controls:
        is_choice = each.tag == "option" or each.kind in TICKED
        if each.name == FRESH or each.kind in NEVER or not each.name:
            continue
        if is_choice and (each.kind == "checkbox" or each.name in given):
            mark = "selected" if each.tag == "option" else "checked"
            yield each.start, each.end, _chosen(each, mark, given.getlist(each.name))
        elif not is_choice and left.get(each.name):
            yield each.start, each.end, _written(each, left[each.name].pop(0))


def _chosen(control: Control, mark: str, values: list[str]) -> str:
    kept: Attributes = {k: v for k, v in control.attributes.items() if k != mark}
    value = control.attributes.get("value") or ("" if control.tag == "option" else "on")
    return _tag(control.tag, {**kept, mark: None} if value in values else kept)


def _written(control: Control, value: str) -> str:
    if control.tag == "textarea":  # A browser leaves out the line break with which it begins.
        return f"{_tag(control.tag, control.attributes)}\n{escape(value)}"
    return _tag(control.tag, {**control.attributes, "value": value})


def _tag(name: str, attributes: Attributes) -> str:
    pairs = (k if v is None else f'{k}="{escape(v)}"' for k, v in attributes.items())
    return f"<{' '.join((name, *pairs))}>"
