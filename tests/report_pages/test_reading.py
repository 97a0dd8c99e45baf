"""The pages on which reports are chosen and read."""

import json
from datetime import date
from hashlib import sha256

import pytest

from survey.report_pages.keys import begun
from survey.reporting import scopes
from survey.reporting.spans import NINE_MONTHS, QUARTER, SIX_MONTHS, YEAR, BadSpan, Span
from tests.report_pages.conftest import SMALL
from tests.reporting.conftest import NOW
from tests.staff.test_queries import asked

SENTENCE = (
    "Đạt 78,0 % (khoảng tin cậy 95 %: 53,6–93,3 %), n = 20; chỉ tiêu ≥ 90 %: chưa đạt, chưa đủ "
    "bằng chứng."
)
"""Of `tests/documents/test_small_office.py`."""


MOST_STATEMENTS = 60


def said(page):
    return page.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("key", "span"),
    [
        ("2026Q3", Span(QUARTER, 2026, 3)),
        ("2026H1", Span(SIX_MONTHS, 2026)),
        ("2026H2", Span(SIX_MONTHS, 2026, 3)),
        ("2026M9", Span(NINE_MONTHS, 2026)),
        ("2026", Span(YEAR, 2026)),
    ],
)
def test_an_address_names_a_span_and_is_named_by_it(key, span):
    assert (Span.parse(key), span.word) == (span, key)


@pytest.mark.parametrize("key", ["2026Q5", "2026q3", "26Q3", "2026Q33", "²026", "2026M6", "1999Q1"])
def test_other_words_name_none(key):
    with pytest.raises(BadSpan):
        Span.parse(key)


def test_a_span_that_no_address_names_has_no_key():
    assert Span(QUARTER, 2026, 3, "calendar").word is None
    assert Span(NINE_MONTHS, 2026, 2).word is None


def test_the_last_quarter_that_is_over_is_offered_first_and_none_that_is_to_come(clock):
    keys = [each.word for each in begun(clock().date())]
    assert keys[:3] == ["2026Q3", "2026Q4", "2026Q2"]  # 20/10/2026 is in the fourth quarter.
    assert "2026H2" in keys
    assert "2027Q1" not in keys


def test_the_verdict_comes_first_with_its_sign(head):
    page = head.get(SMALL)
    main = said(page).partition("<main")[2]
    first = main.partition("<table")[0]
    assert page.status_code == 200
    assert SENTENCE in first
    assert 'class="status below"' in first


def test_a_draft_says_so_with_the_moment_of_its_figures(head):
    page = head.get(SMALL).text
    assert "<strong>Bản dự thảo</strong>, số liệu tính đến 09:00 20/10/2026." in page
    assert "Kỳ báo cáo chưa kết thúc: còn tính câu trả lời đến hết ngày 14/12/2026." in page


def test_it_is_all_there_in_english(head):
    page = said(head.get(f"{SMALL}?lang=en"))
    assert "78.0%" in page
    assert "<strong>Draft</strong>, figures as at 09:00 20/10/2026." in page


def test_charts_stand_in_the_page_each_with_its_table(head):
    page = head.get(SMALL).text
    chart, table = (
        page.index('id="transaction-fields-chart"'),
        page.index('id="table-transaction-fields"'),
    )
    assert page[chart:table].count("data:image/svg+xml,") == 2  # For a desk and for a phone.


def test_a_span_without_answers_is_a_page(head):
    page = head.get("/staff/reports/office/42.01/2024Q1")
    assert page.status_code == 200
    assert "Báo cáo: UBND xã Bình An, Quý I/2024" in page.text


def test_an_office_that_was_not_there_yet_or_any_more_has_a_page(staff, make):
    make.office(code="new", name="Xã mới", opened=date(2026, 9, 1))
    make.office(code="old", name="Xã cũ", closed=date(2025, 7, 1))
    here = staff("administrator")
    for address in ("office/new/2024Q1", "part/new/2024Q1", "office/old/2026Q3", "part/old/2026Q3"):
        assert here.get(f"/staff/reports/{address}").status_code == 200, address


@pytest.mark.parametrize(
    "address",
    [
        "office/42.01/2026Q9",
        "office/42.01/2027Q1",
        "office/42.99/2026Q3",
        "parts/42.01/2026Q3",
        "province/42.01/2026Q3",
        "office/42.01/2026Q3/editions/1",
        "office/42.01/2026Q3/editions/1/files/json",
        "office/42.01/2026Q3/files/exe",
        "office/42.01/2026Q9/publish",
    ],
)
def test_what_there_is_not_is_not_found(staff, top, address):
    """Only the office at the top is a province."""
    assert staff("administrator").get(f"/staff/reports/{address}").status_code == 404


def test_nobody_reads_of_an_office_outside_their_part(make, staff, top):
    here = staff("head", make.office(code="42.02", name="UBND xã khác", parent_id=top.id))
    for address in (
        SMALL,
        f"{SMALL}/files/json",
        f"{SMALL}/publish",
        "/staff/reports/province/42/2026Q4",
    ):
        assert here.get(address).status_code == 404
    assert "Bình An" not in here.get("/staff/reports").text


def test_the_list_is_searched_without_accents_and_says_what_is_published(
    over, staff, press, small_office, top
):
    who = press.person("administrator", full_name="Lê Văn Cường")
    press.publish(who)
    here = staff("administrator")
    page = here.get("/staff/reports?q=binh an").text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "UBND xã Bình An" in table
    assert "Tỉnh Hà Tĩnh" not in table
    assert "lần 1</a>, 15/12/2026, Lê Văn Cường" in " ".join(table.split())
    assert "/staff/reports/province/42/2026Q4" in here.get("/staff/reports").text


def test_an_edition_stays_when_late_answers_come_and_the_draft_says_what_has_changed(
    over, head, press, small_office, answered
):
    edition = press.publish(press.person("administrator", full_name="Lê Văn Cường"))
    digest = edition.digest
    assert "số liệu không thay đổi" in head.get(SMALL).text
    answered([(NOW.period.start, "D", "1", "qr")] * 5)
    page, kept = head.get(SMALL).text, said(head.get(f"{SMALL}/editions/1"))
    assert "Thay đổi so với lần ban hành 1" in page
    assert "25" in page.partition('id="changed"')[2].partition("</section>")[0]
    assert SENTENCE in kept
    assert "Lê Văn Cường" in kept
    assert digest in kept


def test_a_file_has_the_figures_that_were_published_byte_for_byte(over, head, press, small_office):
    edition = press.publish(press.person("administrator"))
    digest = edition.digest
    reply = head.get(f"{SMALL}/editions/1/files/json")
    assert sha256(reply.data).hexdigest() == digest
    assert reply.headers["Content-Disposition"] == (
        'attachment; filename="report-42.01-2026Q4-edition-1.json"'
    )
    assert reply.headers["Cache-Control"] == "no-store"  # As every page of staff.
    draft = head.get(f"{SMALL}/files/json")
    assert "report-42.01-2026Q4-draft.json" in draft.headers["Content-Disposition"]
    assert json.loads(draft.data)["scope"]["code"] == "42.01"


def test_two_quarters_stand_side_by_side_without_a_difference_of_ours(head):
    page = said(head.get(f"{SMALL}?with=2026Q3"))
    rows = page.partition('id="table-side-by-side"')[2].partition("</table>")[0]
    cells = [cell.partition("</")[0].rpartition(">")[2] for cell in rows.split("data-column")[1:]]
    assert "Quý IV/2026" in rows
    assert "Quý III/2026" in rows
    assert {"20", "78,0", "53,6", "93,3", "12"} <= set(cells)
    assert 'id="compared"' not in head.get(f"{SMALL}?with=2026H1").text
    assert 'id="compared"' not in head.get(f"{SMALL}?with=x").text


def test_measures_are_read_apart(head, small_office, make, counters, session):
    page = head.get(f"{SMALL}?measure=sipas")
    assert SENTENCE in said(page)  # There is no other measure here.


def test_the_first_page_and_an_offices_page_lead_to_its_report(head, small_office):
    assert 'href="/staff/reports"' in head.get("/staff/").text
    page = head.get(f"/staff/standing/{small_office.id}").text
    assert f'href="{SMALL}"' in page


def test_a_province_stands_with_its_offices(staff, province_report):
    page = staff("administrator").get("/staff/reports/province/42/2026Q4").text
    assert 'id="table-transaction-offices"' in page
    assert '<th scope="row">Xã A</th>' in page


@pytest.mark.parametrize("address", ["/staff/reports/province/42/2026Q4", "/staff/reports"])
def test_a_report_of_many_offices_asks_as_often_as_of_one(
    app, staff, set_target, offices_heard, address
):
    here = staff("administrator")
    set_target("42", 90)

    def statements():
        with asked(app) as sent:
            assert here.get(address).status_code == 200
        return len(sent)

    offices_heard({"A": (30, 40)}, NOW.period.start)
    statements()  # Questionnaires are read once in a process.
    of_one = statements()
    offices_heard({"A": (9, 9), "B": (36, 60), "C": (20, 30), "E": (5, 5)}, NOW.period.start)
    assert statements() == of_one <= MOST_STATEMENTS


def test_what_people_named_their_office_is_text_in_charts_too(
    staff, province, offices_heard, set_target, session
):
    office = session.get(type(province), province.id)
    office.name = "<script>alert(1)</script>"
    session.commit()
    set_target("42", 90)
    offices_heard({"A": (57, 60), "B": (36, 60)}, NOW.period.start)
    for each in scopes.province(session, NOW.period).offices:
        session.get(type(province), each).name = f"<img src=x onerror=alert({each})>"
    session.commit()
    page = staff("administrator").get("/staff/reports/province/42/2026Q4").text
    assert "data:image/svg+xml," in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "%3Cimg" not in page
