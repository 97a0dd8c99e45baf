"""Compiles the catalogues of texts whenever the package is built or installed."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Makes a .mo file beside each .po file, whole at any moment: others may read it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        for source in Path(self.root, "survey", "translations").rglob("*.po"):
            with source.open("rb") as po, NamedTemporaryFile(dir=source.parent, delete=False) as mo:
                write_mo(mo, read_po(po))
            made = Path(mo.name)
            made.chmod(source.stat().st_mode)
            made.replace(source.with_suffix(".mo"))
