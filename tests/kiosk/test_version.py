"""The version of a tablet's program is another one as soon as anything in it is."""

import pytest

from kiosk.version import app_version, digest_of


@pytest.fixture
def program(tmp_path):
    """A program of three files; a function that writes another one."""

    def write(name, content):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        return digest_of(tmp_path)

    write("kiosk/static/app.js", "let x = 1")
    write("templates/kiosk/shell.html", "<p>")
    write("survey/translations/vi/LC_MESSAGES/messages.mo", "Xin")
    return write


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kiosk/static/app.js", "let x = 2"),
        ("kiosk/static/icons/face.svg", ""),
        ("templates/kiosk/shell.html", "<p><p>"),
        ("templates/respond/_faces.html", "<path>"),
        ("kiosk/texts.py", "Thank you very much"),
        ("survey/translations/vi/LC_MESSAGES/messages.mo", "Xin chào"),
    ],
)
def test_whatever_a_tablet_is_sent_makes_another_version(program, tmp_path, name, content):
    before = digest_of(tmp_path)
    assert program(name, content) != before
    assert program(name, content) == digest_of(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "kiosk/pages.py",
        "kiosk/static/types.d.ts",
        "templates/staff/x.html",
        "survey/translations/vi/x.po",
    ],
)
def test_what_a_tablet_is_not_sent_makes_none(program, tmp_path, name):
    before = digest_of(tmp_path)
    assert program(name, "x") == before


def test_the_version_is_short_and_always_the_same():
    assert app_version() == app_version()
    assert len(app_version()) == 16
