"""Files of data: a CSV for each table, the dictionary and the figures."""

import io
import subprocess
import sys
from hashlib import sha256
from zipfile import ZipFile

import pytest

from analysis.report import canonical
from survey.documents.files import csv
from survey.documents.formats import FORMATS
from tests.documents.made import HOSTILE, table_of, with_tables


@pytest.fixture
def lines(small_report, told):
    """The lines of a file in the ZIP."""
    archive = ZipFile(io.BytesIO(csv(told("vi"), canonical(small_report))))
    return lambda name: archive.read(name).decode("utf-8").split("\r\n")


def test_values_are_what_programs_read(lines):
    columns = (
        "which,satisfied,answered,dossiers,percent,low,high,target,comparator,threshold,document,"
        "official,status,needed"
    )
    target = "≥\u00a090\u00a0%,>=,90.00,Kế hoạch số 01"
    assert lines("transaction-rate.csv") == [
        f"\ufeff{columns}",
        f'now,16,20,100,78.0,53.6,93.3,{target},fails,"below, not proven",58',
        "before,8,12,,66.7,34.9,90.1,,,,,,,",
        "",
    ]
    assert "starts,2026-09-15" in lines("about.csv")


def test_names_of_rows_are_words_beside_their_codes(lines):
    assert [line.split(",")[:2] for line in lines("transaction-fields.csv")[:2]] == [
        ["\ufefffield", "code"], ["Đất đai", "dat-dai"],
    ]  # fmt: skip


def test_the_dictionary_says_what_is_in_the_files(lines):
    told = lines("dictionary.csv")
    assert told[0] == "\ufefffile,column,kind,name,means"
    assert "transaction-rate.csv,,table,Tỷ lệ hài lòng chung," in told
    assert (
        'transaction-rate.csv,percent,number,"Tỷ lệ hài lòng, %","Tỷ lệ hài lòng, làm tròn nửa lên '
        'đến một chữ số thập phân."'
    ) in told
    assert (
        'transaction-rate.csv,status,value,"below, not proven","Chưa đạt, chưa đủ bằng chứng"'
    ) in told


def test_the_figures_are_those_that_the_hash_is_over(small_report, told):
    archive = ZipFile(io.BytesIO(csv(told("vi"), canonical(small_report))))
    assert sha256(archive.read("figures.json")).hexdigest() == told("vi").head.figures


def test_what_looks_like_a_formula_is_text(told):
    content = csv(with_tables(told("vi"), table_of(HOSTILE)), b"{}")
    rows = ZipFile(io.BytesIO(content)).read("many.csv").decode("utf-8-sig").split("\r\n")
    assert [row.partition(",")[0] for row in rows[1:5]] == ["'=1+1", "'+1", "'-1", "'@SUM(1)"]
    assert rows[5].startswith("\"'=HYPERLINK(")
    assert rows[1].split(",")[1:3] == ["1000", "Không công bố"]


def test_the_same_document_is_the_same_file(small_report, told):
    made = {csv(told("vi"), canonical(small_report)) for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_files_begin_as_their_format_does(small_report, told, name):
    """A PDF says what it is; the others are ZIPs."""
    made = FORMATS[name].set(told("en"), canonical(small_report))
    assert made.startswith(b"%PDF-" if name == "pdf" else b"PK")


def test_formats_bring_their_libraries_when_they_are_asked_for():
    program = "import sys, survey.documents.formats; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert {"matplotlib", "typst", "docx", "openpyxl"} & set(told.stdout.decode().split()) == set()
