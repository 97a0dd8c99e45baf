"""Which version of the tablet's own program this server gives out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MADE_FROM = (
    "kiosk/static",
    "kiosk/texts.py",
    "kiosk/refusals.py",
    "templates/kiosk",
    "templates/respond/_faces.html",
    "survey/translations",
)
"""The scripts and pictures, the pages, and the words on them in both languages."""
NEVER_SENT = (".po", ".map", ".ts")


@cache
def app_version() -> str:
    """What stands for the tablet's program here: the same on every server with the same files."""
    return digest_of(ROOT)


def digest_of(root: Path) -> str:
    """Another one as soon as any file is that a tablet's program is made from."""
    digest = hashlib.sha256()
    for file in _files(root):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    for name in MADE_FROM:
        for file in (root / name, *sorted((root / name).rglob("*"))):
            if file.is_file() and file.suffix not in NEVER_SENT:
                yield file
