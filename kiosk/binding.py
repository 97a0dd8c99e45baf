"""Parts of a PDF bound into one, with their tags and an outline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf

PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"

Entry = tuple[str, str]
"""What the outline says of a page: its chapter and its own name."""


class Binding:
    """A file that grows part by part: what it holds in memory is what will be on disk."""

    def __init__(self, first: bytes, entries: Sequence[Entry]) -> None:
        self.pdf = Pdf.open(BytesIO(first))
        self.entries = list(entries)

    def add(self, part: bytes, entries: Sequence[Entry]) -> None:
        """Add the pages of another part behind those that are there."""
        with Pdf.open(BytesIO(part)) as more:
            number = int(self.pdf.Root.StructTreeRoot.ParentTreeNextKey)
            for page in more.pages:
                page.obj.StructParents = int(page.obj.StructParents) + number
            self.pdf.pages.extend(more.pages)
            _add_tags(
                self.pdf.Root.StructTreeRoot,
                self.pdf.copy_foreign(more.Root.StructTreeRoot),
                number,
            )
        self.entries += entries

    def write(self, file: Path) -> None:
        """Write it all, or leave what was there.

        qpdf ends the whole program when a disk is full: so it writes to memory.
        """
        whole = self._whole()
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            with part.open("xb") as stream:
                stream.write(whole.getbuffer())
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    def content(self) -> bytes:
        """The whole file."""
        return self._whole().getvalue()

    def _whole(self) -> BytesIO:
        self._add_outline()
        self._count_pages()
        whole = BytesIO()
        self.pdf.save(whole, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return whole

    def _add_outline(self) -> None:
        with self.pdf.open_outline() as outline:
            numbered = enumerate(self.entries)
            for chapter, pages in groupby(numbered, key=lambda entry: entry[1][0]):
                under = [OutlineItem(name, number) for number, (_, name) in pages]
                item = OutlineItem(chapter, under[0].destination)
                item.children.extend(under)
                outline.root.append(item)

    def _count_pages(self) -> None:
        """Correct what the first part says of itself."""
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about[PAGES] = str(len(self.pdf.pages))


def _add_tags(ours: Object, theirs: Object, number: int) -> None:
    """Let the tags of pages that are numbered from `number` on follow those that are there."""
    document = ours.K[0]
    for tag in theirs.K[0].K:
        tag.P = document
        document.K.append(tag)
    keys_and_tags = list(theirs.ParentTree.Nums)
    for key, tags in zip(keys_and_tags[::2], keys_and_tags[1::2], strict=True):
        ours.ParentTree.Nums.append(int(key) + number)
        ours.ParentTree.Nums.append(tags)
    ours.ParentTreeNextKey = number + int(theirs.ParentTreeNextKey)
    for role, standard in theirs.get(Name.RoleMap, Dictionary()).items():
        ours.RoleMap[role] = standard
