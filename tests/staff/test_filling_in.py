"""Files to fill in are explained, and what is stored can be changed and sent back."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from survey.loading import KINDS
from survey.models import FieldGroup, Office, Place, Target, Volume
from survey.staff.columns import COLUMNS
from tests.staff.uploading import UPLOADS, send, words


@pytest.fixture
def here(staff):
    return staff("administrator")


@pytest.fixture
def everything(make, session):
    """What is awkward to write into a table and to read from it again."""
    province = make.office(code="01", name="=Tỉnh", kind="province", area_code="01")
    ours = make.office(
        code="00004",
        name="-Xã; \"Bắc\", 'Nam'",
        kind="commune",
        parent_id=province.id,
        opened=date(2025, 7, 1),
        area_code="00004",
        electronic_id="'+H4",
        complaints="+84 239 3 123 456; @xa",
    )
    ours.closed, ours.successor_id = date(2026, 12, 31), province.id
    group = FieldGroup(code="g", name_vi="Nhóm", name_en="Group")
    fields = [make.field(code="007", groups=[group]), make.field(closed=date(2026, 12, 1))]
    place = Place(code="1e5", name="=1+1", office=province)
    make.counter(number="0012", office=ours, fields=fields, place=place, closed=date(2027, 1, 1))
    revoked = make.counter(number="0013", office=ours, fields=fields, place=place)
    revoked.codes[0].revoked_at = make.clock()
    of_volumes = {"office": ours, "field": fields[0], "received": 1234, "settled": 7}
    session.add_all(
        [
            Volume(**of_volumes, starts=date(2026, 6, 15), ends=date(2026, 9, 15)),
            Volume(
                **of_volumes, starts=date(2026, 9, 15), ends=date(2026, 9, 16), on_time=0, late=7
            ),
            Target(
                scope="00004",
                scope_name="Xã",
                measure="sipas",
                group=group,
                people=True,
                organisations=False,
                first_year=2026,
                last_year=2030,
                comparator=">",
                threshold=Decimal("92.50"),
                document="Kế hoạch 1",
                precedence=3,
            ),
        ]
    )
    session.commit()


LINES = {"offices": 2, "counters": 2, "volumes": 2}


@pytest.mark.parametrize("file", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_stored_can_be_sent_back_and_changes_nothing(here, everything, kind, file):
    content = here.get(f"{UPLOADS}/about/{kind}/stored.{file}").data
    page = send(here, kind, content, f"tep.{file}")
    assert page.status_code == 200, words(page)
    assert "0 mới, 0 thay đổi" in words(page)
    if kind in LINES:
        assert f"{LINES[kind]} giữ nguyên" in words(page)


@pytest.mark.parametrize("kind", ["offices", "counters", "targets", "volumes"])
def test_so_can_what_is_stored_of_a_part(staff, make, session, everything, kind):
    """The first office stands under one that is another's, and its counter in that one's place."""
    here = staff("administrator", session.scalar(select(Office).filter_by(code="00004")))
    content = here.get(f"{UPLOADS}/about/{kind}/stored.csv").data
    assert "Tỉnh" not in content.decode()
    page = send(here, kind, content)
    assert page.status_code == 200, words(page)
    assert "0 mới, 0 thay đổi" in words(page)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_has_the_columns_and_explains_them(here, kind):
    book = load_workbook(io.BytesIO(here.get(f"{UPLOADS}/about/{kind}/template.xlsx").data))
    table, guide = (list(sheet.values) for sheet in book.worksheets)
    names = [column.name for column in KINDS[kind].columns(())]
    assert table == [tuple(names)]
    assert guide[0] == ("Cột", "Bắt buộc", "Nội dung", "Ví dụ")
    assert set(names) <= {row[0] for row in guide[1:]}
    csv = here.get(f"{UPLOADS}/about/{kind}/template.csv")
    assert csv.data.decode("utf-8-sig") == ";".join(names) + "\r\n"
    assert csv.headers["Content-Disposition"] == f'attachment; filename="{kind}-template.csv"'


def test_a_cell_to_fill_in_keeps_its_leading_zeros(here):
    content = here.get(f"{UPLOADS}/about/offices/template.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.column_dimensions["A"].number_format == "@"


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained(here, kind):
    both = KINDS[kind].columns(()), KINDS[kind].columns(("starts", "ends"))
    names = {column.name for columns in both for column in columns}
    assert set(COLUMNS[kind]) == names
    said = words(here.get(f"{UPLOADS}/about/{kind}"))
    assert [name for name in names if f" {name} " not in said] == []


def test_a_name_like_a_formula_is_words_in_every_spreadsheet(here, everything):
    lines = here.get(f"{UPLOADS}/about/offices/stored.csv").data.decode("utf-8-sig").splitlines()
    assert "01;'=Tỉnh;province;;;;;;01;" in lines
    content = here.get(f"{UPLOADS}/about/offices/stored.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
