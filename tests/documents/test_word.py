"""Files for Word, read by python-docx and page by page by LibreOffice."""

from collections import Counter
from io import BytesIO

import docx as word
import pytest
from docx.oxml.ns import qn

from survey.documents.blocks import Blank, Items, Paragraph, Picture, Table, Verdict
from survey.documents.form import form
from survey.documents.word import docx
from tests.documents.conftest import sections_of
from tests.documents.made import LONG, OFFICES, large, table_of, with_tables
from tests.documents.writer import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def file(told):
    return word.Document(BytesIO(docx(told("vi"))))


def said(document):
    """Every word that is to be read somewhere in a document, as often as it stands there."""
    head, around = document.head, form(document.language)
    texts = [head.title.upper(), head.subject, head.state, head.issuer.upper(), head.over.upper()]
    texts += [around.nation.upper(), around.motto, around.recipients, around.signer.upper()]
    for section in sections_of(document).values():
        texts.append(section.heading)
        for block in section.blocks:
            texts += texts_of(block)
    return Counter(word for text in texts for word in text.split())


def texts_of(block):
    match block:
        case Table():
            table = block.printed
            cells = [cell.text for row in table.rows for cell in row] if table else []
            headings = [each.heading for each in table.columns] if table else []
            return [block.caption, *headings, *cells, *block.notes] if table else []
        case Verdict():
            return [block.word, block.sentence]
        case Items():
            return list(block.items)
        case Paragraph():
            return [block.text]
        case Blank():
            return [block.heading]
        case Picture():
            return [block.caption]


def test_libreoffice_prints_every_word(told, tmp_path):
    documents = {"office": told("vi"), "english": told("en"), "large": large(told("vi"))}
    pages = printed({name: docx(each) for name, each in documents.items()}, tmp_path)
    missing = {
        name: said(each) - Counter(word for page in pages[name] for word in page)
        for name, each in documents.items()
    }
    assert missing == {name: Counter() for name in documents}
    assert all(page[0] == str(n) for n, page in enumerate(pages["large"][1:], 2))
    heads = [page for page in pages["large"] if page[1:5] == ["Cơ", "quan,", "đơn", "vị"]]
    assert len(heads) >= 10


def test_headings_are_word_s_own(file, told):
    styles = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
    found = [(styles[p.style.name], p.text) for p in file.paragraphs if p.style.name in styles]
    assert found == [*headings(told("vi").sections)]
    assert {level for level, _ in found} == {1, 2}


def headings(sections, level=1):
    for section in sections:
        yield level, section.heading
        yield from headings(section.sections, level + 1)


def test_tables_repeat_their_head_and_keep_their_rows(file, told):
    tables = [each.printed for each in told("vi").tables() if each.printed]
    grids = [each for each in file.tables if each.style.name == "Table Grid"]
    assert len(grids) == len(tables)
    for grid in grids:
        heads = [row._tr.find(f".//{W}tblHeader") is not None for row in grid.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.find(f".//{W}cantSplit") is not None for row in grid.rows)


def test_captions_are_counted_by_word(file):
    captions = [p for p in file.paragraphs if p.style.name == "Caption"]
    fields = [p._p.find(f".//{W}instrText").text.split()[1] for p in captions]
    assert set(fields) == {"Bảng", "Biểu_đồ"}
    assert captions[0].text == "Bảng 1. Tỷ lệ hài lòng chung"
    tables = [p.text for p, of in zip(captions, fields, strict=True) if of == "Bảng"]
    assert [text.split()[1] for text in tables] == [f"{n}." for n in range(1, len(tables) + 1)]


def test_numbers_stand_on_the_right_and_statuses_have_their_sign(file):
    rates = file.tables[1]
    assert [cell.paragraphs[0].style.name for cell in rates.rows[1].cells] == [
        "Table Text", *["Table Number"] * 4, "Table Text", "Table Text", "Table Number",
    ]  # fmt: skip
    assert rates.rows[1].cells[6].text == "▽\u00a0Chưa đạt, chưa đủ bằng chứng"


def test_pictures_say_in_words_what_they_show(file, told):
    drawn = [shape._inline.docPr for shape in file.inline_shapes]
    pictures = [
        block
        for section in sections_of(told("vi")).values()
        for block in section.blocks
        if isinstance(block, Picture)
    ]
    assert [each.id for each in drawn] == [*range(1, len(pictures) + 1)]
    assert len(pictures) > 1
    assert [each.get("title") for each in drawn] == [each.caption for each in pictures]
    assert [each.get("descr") for each in drawn] == [each.draw().description for each in pictures]


@pytest.mark.parametrize(("language", "of_word"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_file_says_its_language_and_title(told, language, of_word):
    file = word.Document(BytesIO(docx(told(language))))
    head = told(language).head
    assert file.styles.element.find(f".//{W}lang").get(qn("w:val")) == of_word
    assert file.core_properties.title == f"{head.title}: {head.subject}"
    assert file.core_properties.identifier == head.figures


def test_every_page_says_that_it_is_a_draft(file):
    section = file.sections[0]
    assert section.different_first_page_header_footer
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.endswith("Bản dự thảo, chưa ban hành")
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header._element.find(f".//{W}instrText").text == " PAGE "


def test_a_table_is_as_wide_as_the_page_however_long_its_words(told):
    words = ["x" * 200, LONG, "a"]
    file = word.Document(BytesIO(docx(with_tables(told("vi"), table_of(words)))))
    widths = [[int(each.get(qn("w:w"))) for each in t._tbl.tblGrid] for t in file.tables]
    assert all(9340 <= sum(each) <= 9354 for each in widths)


def test_what_no_file_may_have_is_left_out(told):
    file = word.Document(BytesIO(docx(with_tables(told("vi"), table_of(["a\x0bb\x00\ufffe\nc"])))))
    (grid,) = (each for each in file.tables if each.rows[0].cells[0].text == "Cơ quan, đơn vị")
    assert grid.rows[1].cells[0].text == "ab\nc"


def test_the_same_document_is_the_same_file(told):
    assert docx(told("vi")) == docx(told("vi"))
    assert len(large(told("vi")).sections[-1].blocks[0].rows) == OFFICES
