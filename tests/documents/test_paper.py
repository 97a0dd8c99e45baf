"""What a document says stands on paper, and in the tags that are read aloud."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from analysis.charts import Share, intervals
from survey.documents import paper
from survey.documents.blocks import Blank, Document, Head, Items, Paragraph, Picture, Section, Table
from survey.documents.document import Published, document
from tests.documents.conftest import sections_of, sentences_of
from tests.documents.printed import Printed, plain
from tests.documents.samples import DOCUMENT, OFFICES, table_of, with_blocks
from tests.reporting.conftest import ANSWERS

HOSTILE = [
    "#set page(fill: red)", "$x^2$ @nguồn <nhãn>", "= Đề mục", "[a] \\ `b` *c* _d_ // e",
    '"#panic(1)"', "Sở Kế hoạch & Đầu tư {42}", "#sys.inputs.given",
]  # fmt: skip

TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]


def printed(of):
    return Printed(paper.pdf(of), of)


def rows(table):
    """Each row as it is read: what is hidden in a run of columns is said once."""
    for row in table.rows:
        said = [row[0]]
        for cell in row[1:]:
            if cell.value is not None or cell.text == "–" or cell != said[-1]:
                said.append(cell)
        yield plain(" ".join(cell.text for cell in said))


def missing(of):
    """What the document says and its PDF does not."""
    text = printed(of).text
    said = [of.head.issuer, of.head.title, of.head.subject, of.head.state, of.head.day]
    for section in sections_of(of).values():
        said += [section.heading, *sentences_of(section)]
        said += [block.caption for block in section.blocks if isinstance(block, Picture)]
        said += [block.heading for block in section.blocks if isinstance(block, Blank)]
    for table in (each.printed for each in of.tables()):
        if table:
            said += [table.caption, *table.notes, *(column.heading for column in table.columns)]
            said += rows(table)
    return [each for each in said if plain(each) not in text]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_and_every_row_is_printed(told, language):
    assert missing(told(language)) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_offices_are_printed(province_report, language):
    assert missing(document(province_report, language)) == []


def test_a_span_without_answers_is_a_document_too(office, counters, set_target, report_of):
    set_target("42.01", 90)
    assert missing(document(report_of(office), "vi")) == []


def test_a_document_whose_figures_are_all_hidden(office, answered, set_target, report_of):
    set_target("42.01", 90)
    answered(ANSWERS[:3])
    told = document(report_of(office), "vi")
    assert missing(told) == []
    assert "không công bố" in printed(told).text


def test_names_are_never_read_as_the_setter_s_language():
    head = Head(*(f"{HOSTILE[n % 7]} {field}" for n, field in enumerate(Head.__annotations__)))
    section = Section("a", HOSTILE[2], (Paragraph(HOSTILE[1]), table_of(HOSTILE, HOSTILE[0])))
    assert missing(Document("vi", head, (section,))) == []


def test_pasted_letters_that_no_face_has_do_no_harm():
    pasted = [
        "\ufeffmột\x00 câu\x7f",
        "👍 tốt",
        "中文",
        "\ue000",
        "a\u202eb",
        "\ud800",
        "hai\ndòng",
    ]
    of = with_blocks(*map(Paragraph, pasted), Items(tuple(pasted)), table_of(pasted))
    text = printed(of).text
    assert text.count("một câu") == 3
    assert text.count("hai dòng") == 3


def test_every_vietnamese_letter_can_be_copied():
    """From text, from bold and from slanted letters."""
    vowels = "aăâeêioôơuưy"
    letters = [unicodedata.normalize("NFC", v + tone) for v in vowels for tone in TONES] + ["đ"]
    said = " ".join([*letters, *(each.upper() for each in letters)])
    head = replace(DOCUMENT.head, state=said)
    of = Document("vi", head, (Section("one", said, (Paragraph(said),)),))
    text = " ".join(" ".join(printed(of).raw).split())
    assert text.count(said) >= 4  # under the title and the page, as a heading, and as a paragraph


def test_long_names_are_whole():
    """A piece that is longer than its line goes on in the next."""
    long = with_blocks(table_of(["Ủy ban nhân dân " * 30, "Ă" * 300, "Xã"]))
    text = printed(long).text.replace(" ", "")
    table = next(long.tables())
    assert [row for row in rows(table) if row.replace(" ", "") not in text] == []


def test_heads_of_tables_are_repeated_and_rows_stay_whole():
    names = [f"Ủy ban nhân dân xã số {n} {'có tên rất dài ' * 20}" for n in range(100)]
    table = table_of(names)
    pages = [plain(page) for page in printed(with_blocks(table)).raw]
    on = [n for n, page in enumerate(pages) if "ủy ban nhân dân xã số" in page]
    assert len(on) > 5
    assert all("tỷ lệ hài lòng" in pages[n] for n in on)
    assert [row for row in rows(table) if not any(row in page for page in pages)] == []


def test_a_row_that_is_longer_than_a_page_goes_on_in_the_next():
    words = [f"từ{n}" for n in range(3000)]
    pages = [page.split() for page in printed(with_blocks(table_of([" ".join(words)]))).raw]
    assert [word for page in pages for word in page if word in words] == words
    assert max(len(page) for page in pages) < 1500


def test_pages_are_numbered_from_the_second():
    names = [f"Xã {n}" for n in range(150)]
    first, *rest = printed(with_blocks(table_of(names))).raw
    assert not first.startswith("1")
    assert [page.split()[0] for page in rest] == [str(n) for n in range(2, len(rest) + 2)]


def test_every_page_says_that_it_is_a_draft_and_of_which_figures(told):
    document = told("vi")
    for page in printed(document).raw:
        assert "Bản dự thảo, chưa ban hành" in page
        assert document.head.figures in page


def test_an_edition_says_when_it_was_published_and_by_whom(small_office, report_of):
    state = Published(2, date(2027, 1, 5), "Trần Thị Lan")
    told = document(report_of(small_office), "vi", state=state, over="UBND tỉnh")
    pages = printed(told).raw
    assert "Ban hành lần 2, ngày 05/01/2027, người ban hành: Trần Thị Lan" in plain_lines(pages)
    assert "ngày 05 tháng 01 năm 2027" in plain_lines(pages[:1])
    assert "UBND TỈNH" in pages[0]


def plain_lines(pages):
    return " ".join(" ".join(pages).split())


def test_the_form_of_the_administration_stands_around_the_text(told):
    pages = [plain(page) for page in printed(told("vi")).raw]
    for said in ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "số: ……/bc"):
        assert said in pages[0]
    (signed,) = [n for n, page in enumerate(pages) if "ký, ghi rõ họ tên" in page]
    assert "nơi nhận: - như trên; - lưu: vt." in pages[signed]
    (appendix,) = [n for n, page in enumerate(pages) if "phụ lục: số liệu" in page]
    assert appendix == signed + 1


@pytest.mark.parametrize(
    "last", [Blank("Cuối cùng", 3), Paragraph("Cuối cùng"), table_of(["Cuối cùng"])]
)
def test_the_signature_never_stands_alone(last):
    for lines in range(20, 34):
        of = with_blocks(*[Paragraph("Một dòng.")] * lines, last)
        signed = next(page for page in printed(of).raw if "họ tên" in page)
        assert "Cuối cùng" in signed


def test_bookmarks_are_the_headings_with_their_numbers(told):
    sections = [each.heading for each in told("vi").sections]
    under = [each.heading for each in told("vi").sections[0].sections]
    outline = printed(told("vi")).outline
    assert [title for title, _ in outline] == [
        f"{roman}. {heading}" for roman, heading in zip(["I", "II", "III"], sections, strict=True)
    ]
    assert [title for title, _ in outline[0][1]] == [
        f"{n}. {heading}" for n, heading in enumerate(under, 1)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_tagged_for_those_who_hear_it(told, language):
    """What ISO 14289-1 asks of a file: a language, a title that is shown, and marked content."""
    file = printed(told(language))
    root = file.pdf.Root
    assert str(root.Lang).startswith(language)
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    metadata = root.Metadata.read_bytes().decode()
    assert "pdfuaid:part>1<" in metadata
    assert plain(told(language).head.subject) in plain(metadata)


def test_tables_and_headings_have_their_tags(told):
    document = told("vi")
    tables = [each for each in (table.printed for table in document.tables()) if each]
    tags = printed(document).tags
    assert tags["/Table"] == tags["/THead"] == len(tables)
    assert tags["/TH"] == sum(len(table.columns) for table in tables)
    assert tags["/TR"] == sum(len(table.rows) + 1 for table in tables)
    assert tags["/H1"] == len(document.sections)
    assert tags["/H2"] == sum(len(section.sections) for section in document.sections)


def test_charts_are_described(told):
    document = told("vi")
    blocks = [block for each in sections_of(document).values() for block in each.blocks]
    charts = [block.draw() for block in blocks if isinstance(block, Picture)]
    assert len(charts) == 2
    assert printed(document).alternatives == [chart.description for chart in charts]


def test_a_chart_that_is_taller_than_a_page_goes_on_in_the_next():
    shares = [Share(f"Xã {n}", 0.9, 0.8, 0.95, 100, "met") for n in range(60)]
    picture = Picture("tall", "Các xã", lambda: intervals(shares, "Các xã"))
    file = printed(with_blocks(picture))
    sheets = picture.draw().sheets(paper.TALLEST)
    assert file.alternatives == [sheet.description for sheet in sheets]
    assert len(sheets) == 2
    assert [n for n in range(60) if f"xã {n} 90,0 %" not in file.text] == []


def test_charts_keep_their_words_and_their_lines(told):
    """Words are words, not drawn outlines, and nothing is a picture of points."""
    file = printed(told("vi"))
    assert "trục bắt đầu từ" in file.text
    kinds = [each.get("/Subtype") for each in file.pdf.objects if hasattr(each, "get")]
    assert "/Image" not in kinds


def test_all_faces_are_in_the_file_and_none_is_the_machine_s(told):
    faces = printed(told("vi")).faces
    assert all(faces.values())
    assert {name.partition("-")[0] for name in faces} == {"LibertinusSerif", "DejaVuSans"}


def test_the_same_document_is_the_same_bytes(told):
    one = paper.pdf(told("vi"))
    assert one == paper.pdf(told("vi"))
    assert b"CreationDate" not in one
    assert "CreateDate" not in Printed(one, told("vi")).pdf.Root.Metadata.read_bytes().decode()


def test_a_sign_goes_with_the_word():
    """The same words with another status are drawn otherwise."""
    statuses = ["met", "above, not proven", "below, not proven", "missed", "too few"]
    drawn = {paper.pdf(with_blocks(table_of(["Xã"], status=status))) for status in statuses}
    assert len(drawn) == 5


def test_wide_tables_of_words_lie_on_their_side():
    wide = replace(table_of(OFFICES), columns=(), rows=())
    column, cell = table_of(OFFICES).columns[0], table_of(OFFICES).rows[0][0]
    wide = Table("w", "Rộng", (column,) * 9, ((cell,) * 9,))
    sides = [page.mediabox[2:] for page in printed(with_blocks(wide, Paragraph("Sau."))).pdf.pages]
    assert [width > height for width, height in sides][1:3] == [True, False]


def test_tables_for_files_of_data_are_not_printed():
    hidden = tuple(replace(each, is_printed=False) for each in table_of(OFFICES).columns)
    of = with_blocks(replace(table_of(OFFICES), columns=hidden, caption="Chỉ để tải"))
    assert "chỉ để tải" not in printed(of).text


def test_a_sample_is_printed():
    assert missing(DOCUMENT) == []
