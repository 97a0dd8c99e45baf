"""`thuocdo poster`, as a person types it."""

from datetime import date

import pytest

from survey.deployment import DEMONSTRATION, YES
from survey.models import Fact
from tests.kiosk import paper


@pytest.fixture
def province(make, session):
    """A province with a department and a commune, one of whose two counters is closed."""
    top = make.office(code="42", name="UBND tỉnh Hà Tĩnh")
    department = make.office(code="42-xd", name="Sở Xây dựng", parent_id=top.id)
    commune = make.office(code="18073", name="UBND phường Thành Sen", parent_id=top.id)
    branch = make.office(code="18073-ch", name="Chi nhánh", parent_id=commune.id)
    make.office(code="empty", name="Sở không quầy")
    numbers = {"xd-1": department, "ts-1": commune, "ts-2": commune, "ch-1": branch}
    counters = {n: make.counter(office=office, number=n) for n, office in numbers.items()}
    counters["ts-2"].closed = date(2026, 10, 1)
    session.commit()
    return {number: counter.code for number, counter in counters.items()}


@pytest.fixture
def printed(run, tmp_path):
    """The result of the command, and the codes that stand on its pages."""

    def printed(*words):
        file = tmp_path / "file.pdf"
        result = run("poster", *words, "-o", file)
        if not file.exists():
            return result, None
        pages = list(paper.document(file))
        return result, [paper.codes(paper.picture(page, 72)) for page in pages]

    return printed


def leading_to(*codes):
    return [[f"http://127.0.0.1:8000/s/{code}"] for code in codes]


@pytest.mark.parametrize("way", ["number", "code", "code as typed"])
def test_one_counter_is_called_by_its_number_or_its_code(printed, province, tmp_path, way):
    code = province["ts-1"]
    name = {"number": "ts-1", "code": code, "code as typed": f"{code[:5]}-{code[5:]}".upper()}[way]
    result, codes = printed(name)
    assert codes == leading_to(code)
    assert result.stdout == f"{tmp_path / 'file.pdf'}: 1 × poster\n"


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        (["--office", "18073"], ["ts-1"]),
        (["--under", "18073"], ["ts-1", "ch-1"]),
        (["--under", "42"], ["ts-1", "ch-1", "xd-1"]),
        (["--all"], ["ts-1", "ch-1", "xd-1"]),
    ],
)
def test_many_counters_stand_office_after_office_and_closed_ones_are_named(
    printed, province, which, numbers
):
    result, codes = printed(*which)
    assert codes == leading_to(*[province[number] for number in numbers])
    assert result.exit_code == 0
    assert "ts-2 is left out: counter closed on 01/10/2026.\n" in result.stderr


def test_the_file_says_whose_counter_it_is(run, province, tmp_path):
    run("poster", "xd-1", "-o", tmp_path / "file.pdf")
    (page,) = paper.document(tmp_path / "file.pdf")
    words = paper.words(page)
    assert "Sở Xây dựng" in words
    assert "127.0.0.1:8000/s" in words
    assert "Rất không hài lòng Very dissatisfied" in words
    assert "Bản trình diễn" not in words


@pytest.mark.parametrize(
    ("kind", "size", "copies"),
    [("poster", (210, 297), 1), ("stand", (148, 210), 1), ("stickers", (210, 297), 8)],
)
def test_there_are_three_kinds(run, province, tmp_path, kind, size, copies):
    run("poster", "xd-1", "--kind", kind, "-o", tmp_path / "file.pdf")
    (page,) = paper.document(tmp_path / "file.pdf")
    assert paper.size(page) == size
    assert len(paper.codes(paper.picture(page, 150))) == copies


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody"], "Error: There is no counter and no code in force 'nobody'."),
        (["--office", "nobody"], "Error: There is no office 'nobody'."),
        (["--under", "nobody"], "Error: There is no office 'nobody'."),
        (["ts-2"], "Error: There is no open counter to print for."),
        (["--office", "empty"], "Error: There is no open counter to print for."),
        ([], "Error: Give a COUNTER, or one of --office, --under and --all."),
        (["ts-1", "--all"], "Error: Give a COUNTER, or one of --office, --under and --all."),
    ],
)
def test_what_cannot_be_printed_is_said_and_no_file_is_left(printed, province, words, said):
    result, codes = printed(*words)
    assert result.exit_code != 0
    assert result.stderr.splitlines()[-1] == said
    assert codes is None


def test_a_file_of_another_kind_is_refused(run, province, tmp_path):
    result = run("poster", "ts-1", "-o", tmp_path / "file.svg")
    assert (result.exit_code, list(tmp_path.glob("file.*"))) == (2, [])
    assert "The file must end in .pdf." in result.stderr


def test_a_folder_that_is_not_there_is_said(run, province, tmp_path):
    result = run("poster", "ts-1", "-o", tmp_path / "no" / "file.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: There is no folder {tmp_path / 'no'}.\n"


def test_an_address_that_phones_cannot_open_is_warned_of(app, run, province, tmp_path):
    file = tmp_path / "file.pdf"
    assert "Warning: PUBLIC_URL is not set" in run("poster", "ts-1", "-o", file).stderr
    app.config.update(PUBLIC_URL="https://so.example", HAS_PUBLIC_URL=True)
    result = run("poster", "ts-1", "-o", file)
    assert (result.exit_code, result.stderr) == (0, "")
    (page,) = paper.document(file)
    assert paper.codes(paper.picture(page, 72)) == [f"https://so.example/s/{province['ts-1']}"]


def test_a_demonstration_says_so(run, province, session, tmp_path):
    session.add(Fact(name=DEMONSTRATION, value=YES))
    session.commit()
    run("poster", "ts-1", "-o", tmp_path / "file.pdf")
    assert "Bản trình diễn" in paper.words(paper.document(tmp_path / "file.pdf")[0])
