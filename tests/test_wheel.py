"""A wheel built from the tree runs elsewhere: what pages need travels with it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The wheel, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([sys.executable, *build, folder, ROOT], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(elsewhere, *arguments) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(elsewhere), "INSTANCE": str(elsewhere / "i")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=elsewhere.parent,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


PAGE = """
from survey.app import create_app
import survey
app = create_app()
client = app.test_client()
print(survey.__file__)
print("Quét mã ở quầy" in client.get("/").text)
with client.get("/static/citizen.css") as css:
    print(css.status_code)
print(client.get("/readyz").status_code)
"""


def test_it_migrates_and_shows_pages_in_vietnamese(elsewhere):
    assert run(elsewhere, "-m", "survey", "migrate").stdout == "The database is up to date.\n"
    file, *rest = run(elsewhere, "-c", PAGE).stdout.split()
    assert Path(file).is_relative_to(elsewhere)
    assert rest == ["True", "200", "200"]


SHEET = """
from kiosk.sheets import Job, Sheet
from kiosk.typesetting import typeset
import kiosk
sheet = Sheet("1", "Sở", "Quầy", "https://so.example/s/abcdefgh23", "abcdefgh23", "dossier", ())
print(kiosk.__file__)
print(typeset(Job("stand", 1), [sheet])[:5].decode())
"""


def test_it_prints_posters(elsewhere):
    file, begins = run(elsewhere, "-c", SHEET).stdout.split()
    assert Path(file).is_relative_to(elsewhere)
    assert begins == "%PDF-"


REPORT = """
from survey.documents import paper
from survey.documents.blocks import Document, Head
print(paper.__file__)
print(paper.pdf(Document("vi", Head(*["Báo cáo"] * 8), ()))[:5].decode())
"""


def test_it_sets_reports(elsewhere):
    file, begins = run(elsewhere, "-c", REPORT).stdout.split()
    assert Path(file).is_relative_to(elsewhere)
    assert begins == "%PDF-"


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_without_its_vietnamese_texts_it_says_how_to_get_them(elsewhere, command):
    catalogue = elsewhere / "survey" / "translations" / "vi" / "LC_MESSAGES" / "messages.mo"
    away = catalogue.rename(catalogue.with_suffix(".away"))
    result = run(elsewhere, "-m", "survey", command)
    away.rename(catalogue)
    assert (result.returncode, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(
        f"Error: The Vietnamese texts are not compiled: there is no {catalogue}."
    )
    assert "pip install --editable" in line
