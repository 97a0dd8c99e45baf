"""Which package may know which: an arrow means "imports", and nothing points back."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"analysis", "forms", "survey", "kiosk"}
MAY_IMPORT = {
    "analysis": set(),
    "forms": set(),
    "survey": {"analysis", "forms"},
    "kiosk": {"survey", "forms"},
}
TOP = ROOT / "survey" / "app.py"
LEAVES_DO_NOT_KNOW = {"flask", "flask_babel", "flask_sqlalchemy", "flask_wtf", "sqlalchemy"}
OF_A_REQUEST = {"request", "session", "current_app", "url_for"}
LONGEST = 400
TRANSLATED = re.compile(r"(?<!\w)_\(\s*(.)")


def sources(*folders):
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def imports(file) -> set[str]:
    """The modules that a file imports, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{a.name}" for a in node.names}
    return found


def packages(file) -> set[str]:
    return {name.partition(".")[0] for name in imports(file)}


@pytest.mark.parametrize("package", sorted(OURS))
def test_arrows_point_one_way(package):
    wrong = {
        str(file.relative_to(ROOT)): sorted(
            packages(file) & (OURS - {package} - MAY_IMPORT[package])
        )
        for file in sources(package)
        if file != TOP
    }
    assert {file: names for file, names in wrong.items() if names} == {}


def test_nothing_imports_the_application():
    importers = [
        f for f in sources(*OURS) if "survey.app" in imports(f) and f.name != "__main__.py"
    ]
    assert importers == []


def test_leaves_know_no_flask_and_no_database():
    wrong = {str(f): packages(f) & LEAVES_DO_NOT_KNOW for f in sources("analysis", "forms")}
    assert {file: names for file, names in wrong.items() if names} == {}


def test_reports_stand_on_what_they_tell_of_and_nothing_stands_on_them():
    """`analysis.report` takes what the rest of `analysis` finds, and `survey.reporting` collects
    for it; only pages and commands set a report."""
    below = [f for f in sources("analysis") if "report" not in f.parts]
    below += [f for f in (ROOT / "survey").glob("*.py") if f != TOP]
    told = ("analysis.report", "survey.reporting")
    assert [f.name for f in below if any(name.startswith(told) for name in imports(f))] == []
    judges = [f for f in sources("survey/reporting") if imports(f) & {"scipy", "numpy"}]
    assert judges == []


def test_only_pages_and_commands_know_the_request():
    """Blueprints, commands and what is installed on the application; everything below is handed
    its values."""
    wrong = []
    for file in sources(*OURS):
        text = file.read_text(encoding="utf-8")
        uses = {name.removeprefix("flask.") for name in imports(file)} & OF_A_REQUEST
        is_top = re.search(r"Blueprint\(|def init_app\(|@\w+\.command\(", text)
        if uses and not is_top and file != TOP and "migrations" not in file.parts:
            wrong.append(f"{file.relative_to(ROOT)}: {sorted(uses)}")
    assert wrong == []


def test_no_file_is_long_and_none_is_called_utils():
    files = sources(*OURS, "tests", "bench")
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in files}
    assert {name: n for name, n in lengths.items() if n >= LONGEST} == {}
    vague = {"utils", "helpers", "common", "base", "manager"}
    assert [name for name in lengths if Path(name).stem in vague] == []


def test_templates_trust_nothing_that_was_typed():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    unsafe = ("|safe", "| safe", "autoescape", "Markup")
    assert [str(f) for f in templates if any(word in f.read_text("utf-8") for word in unsafe)] == []


def test_templates_translate_words_of_their_own_alone():
    """`_()` takes its text for HTML; what is only known later goes through `translated`."""
    templates = sorted((ROOT / "templates").rglob("*.html"))
    calls = [(f.name, call) for f in templates for call in TRANSLATED.findall(f.read_text("utf-8"))]
    assert len(calls) > 100
    assert [call for call in calls if call[1] not in "\"'"] == []


def test_no_statement_is_built_from_strings():
    """`text(...)` of SQLAlchemy takes constants only, and only where SQLAlchemy has no words."""
    built = []
    for file in sources(*OURS):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_text = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text"
            if is_text and not isinstance(node.args[0], ast.Constant):
                built.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert built == []
