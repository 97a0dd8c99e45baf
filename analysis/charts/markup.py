"""SVG that a page may hold: words for a screen reader, no styles, no identifiers of its own."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree as ET

from analysis.charts.style import SYSTEM_FACES
from analysis.words import Language

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
DROPPED = {f"{SVG}metadata", f"{SVG}defs"}

ET.register_namespace("", SVG.strip("{}"))


def accessible(drawn: str, title: str, description: str, language: Language) -> str:
    """What matplotlib drew, ready to stand inside an HTML page or alone in a file.

    The page's policy on content forbids inline styles, and a style sheet inside the picture would
    reach out of it, so styles become attributes. Identifiers would be the same in two charts of
    one page, so there are none but those of title and description.
    """
    root = ET.fromstring(drawn)  # noqa: S314 - matplotlib wrote it a moment ago
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in DROPPED]:
            parent.remove(child)
        _plain(parent)
    for side in ("width", "height"):
        root.set(side, root.get(side, "").removesuffix("pt"))
    root.set("font-family", SYSTEM_FACES)
    root.set("font-variant", "tabular-nums")  # numbers stand under each other
    root.set("lang", language)
    _name(root, title, description)
    return ET.tostring(root, encoding="unicode")


def _plain(element: ET.Element) -> None:
    """Styles as attributes, words in the faces of the reader's system, no turning by nothing."""
    element.attrib.pop("id", None)
    declared = (part.partition(":") for part in element.attrib.pop("style", "").split(";"))
    for name, _, value in declared:
        for attribute, said in _attributes(name.strip(), value.strip()):
            element.set(attribute, said)
    if element.get("transform", "").startswith("rotate(-0"):
        element.attrib.pop("transform")
    for name in element.attrib.keys() & {"d", "x", "y"}:
        element.set(name, " ".join(_NUMBER.sub(_hundredths, element.get(name, "")).split()))


def _hundredths(number: re.Match[str]) -> str:
    """A place on the sheet, as exactly as an eye or a printer can tell."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _attributes(name: str, value: str) -> list[tuple[str, str]]:
    """What a declaration is as attributes; matplotlib before 3.11 writes fonts in one.

    The face is the same for all words, so it is said once, of the whole picture.
    """
    if name == "font":
        *weight, size = value.partition(" '")[0].split()
        fonts = [("font-size", size), *(("font-weight", w) for w in weight)]
        return [pair for font in fonts for pair in _attributes(*font)]
    if name == "font-family":
        return []
    if name == "font-size":
        return [(name, value.removesuffix("px"))]
    return [(name, value)] if name else []


def _name(root: ET.Element, title: str, description: str) -> None:
    """Title and description, with identifiers that another picture on the page does not have.

    They are made of all that is drawn: the same numbers may stand there twice, for a wide and for
    a narrow window, or in two languages.
    """
    root.set("role", "img")
    drawn = ET.tostring(root, encoding="unicode")
    mark = hashlib.sha256(f"{title}\n{description}\n{drawn}".encode()).hexdigest()[:12]
    for place, (tag, text) in enumerate({"title": title, "desc": description}.items()):
        element = ET.Element(f"{SVG}{tag}", {"id": f"{tag}-{mark}"})
        element.text = text
        root.insert(place, element)
    root.set("aria-labelledby", f"title-{mark} desc-{mark}")
