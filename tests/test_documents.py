"""The documents are true: their commands exist, their links lead somewhere, the map is complete."""

import re
import shlex
from pathlib import Path

import click
import pytest

from survey.app import cli
from survey.variables import VARIABLES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page) -> list[list[str]]:
    """The `thuocdo` commands that a page shows on a line of their own."""
    found = re.findall(r"^    (?:\S*/)?thuocdo ([^#\n]+)", page.read_text("utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_exists(page):
    for words in commands(page):
        command = cli
        context = click.Context(cli)
        while isinstance(command, click.Group):
            name = words.pop(0)
            assert name in command.commands, name
            command = command.commands[name]
        options = [option for parameter in command.params for option in parameter.opts]
        assert [word for word in words if word.startswith("-") and word not in options] == []
        context.close()


def test_commands_are_found_at_all():
    assert sum(len(commands(page)) for page in PAGES) >= 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    links = re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_begins_with_the_two_commands():
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert [line.split("#")[0].strip() for line in lines[2:4]] == ["make run", "make test"]


def test_the_map_names_files_that_are_there():
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    folders = [ROOT, ROOT / "survey", ROOT / "kiosk"]
    assert [n for n in named if not any((folder / n).exists() for folder in folders)] == []


@pytest.mark.parametrize("package", ["survey", "kiosk"])
def test_the_map_misses_no_module(package):
    text = (ROOT / "README.md").read_text("utf-8")
    modules = [file.name for file in (ROOT / package).glob("*.py") if file.name[0] != "_"]
    assert [name for name in modules if name not in text] == []


def test_settings_that_documents_name_are_settings():
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"`([A-Z]+_[A-Z]+)(?:=\S+)?`", page.read_text("utf-8")))
    assert named - {setting.name for setting in VARIABLES} == set()
