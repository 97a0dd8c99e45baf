"""Files in a ZIP whose bytes depend on nothing but the files."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP can name: the clock of whoever packs is nothing of the files."""
MAY_READ = 0o644 << 16


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Named files in the order given."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, EARLIEST)
            entry.external_attr = MAY_READ
            archive.writestr(entry, content, ZIP_DEFLATED)
    return whole.getvalue()


def repacked(content: bytes) -> bytes:
    """The same files without the time at which a library packed them."""
    with ZipFile(io.BytesIO(content)) as archive:
        return packed((name, archive.read(name)) for name in archive.namelist())
