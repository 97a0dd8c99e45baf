"""Files for Word as another program reads them: LibreOffice, which did not make them."""

import shutil
import subprocess

import pypdfium2
import pytest


def printed(files, folder):
    """The words on each page of some files, by their names; all of them in one call."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("Tests of Word need libreoffice-writer-nogui installed.", pytrace=False)
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", folder, *(folder / f"{name}.docx" for name in files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: _pages(folder / f"{name}.pdf") for name in files}


def _pages(file):
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded().split() for page in pdf]
