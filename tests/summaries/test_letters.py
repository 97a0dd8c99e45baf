"""What the summary says, and that it says nothing else."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape

import pytest

GOLDEN = {
    "vi": """\
Quý IV/2026 đến nay (15/09/2026–14/12/2026)
- UBND phường Hội An, giải quyết hồ sơ: 92,0 % (khoảng tin cậy 95 %: 80,8 % – 97,8 %), 50 lượt trả \
lời. Chỉ tiêu ≥ 90 %: Đạt, chưa đủ bằng chứng.

Việc cần làm
- Ngay: Góp ý đã ba ngày chưa có ai xem: 1
  https://thuocdo.example.vn/staff/comments?state=new
- Góp ý chưa có ai xem: 1
  https://thuocdo.example.vn/staff/comments?state=new
- Cơ quan chưa đủ bằng chứng để kết luận, cần thêm lượt trả lời: 1
  https://thuocdo.example.vn/staff/#figures

Trang Hôm nay luôn có cùng nội dung:
https://thuocdo.example.vn/staff/

Thư này gửi mỗi tuần một lần theo yêu cầu của người nhận. Thôi nhận:
https://thuocdo.example.vn/staff/account/summary
""",
    "en": """\
Q4/2026 so far (15/09/2026–14/12/2026)
- UBND phường Hội An, how dossiers are handled: 92.0% (95% interval 80.8% – 97.8%), 50 answers. \
Target ≥ 90%: Met, not yet proven.

What needs you
- Now: Comments that nobody has read for three days: 1
  https://thuocdo.example.vn/staff/comments?state=new
- Comments that nobody has read: 1
  https://thuocdo.example.vn/staff/comments?state=new
- Offices whose verdict is uncertain, and needs more answers: 1
  https://thuocdo.example.vn/staff/#figures

The first page says the same every day:
https://thuocdo.example.vn/staff/

You asked for this weekly message. Have it sent no more:
https://thuocdo.example.vn/staff/account/summary
""",
}
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe"),
    *("Content-Language", "MIME-Version", "Content-Type"),
}
NASTY = "Sở X\r\nBcc: x@example.vn\r\n\r\n<script>alert(1)</script>"


@pytest.fixture
def answer(make):
    def answer(office, satisfied, of, **given):
        counter = make.counter(office=office)
        for number in range(of):
            make.response(counter, {"overall": "5" if number < satisfied else "1"}, **given)
        return counter

    return answer


@pytest.fixture
def town(make, answer, clock):
    """46 of 50 against 90 %, as in docs/method.md, and a comment that nobody reads."""
    town = make.office(code="42", name="UBND phường Hội An")
    make.target("42", document="Kế hoạch 2026")
    counter = answer(town, 46, 49)
    long_ago = clock() - timedelta(days=4)
    make.response(counter, {"overall": "1"}, {"comment": "Bà Lan nói to"}, at=long_ago)
    return town


def parts(message):
    """As plain text, and as HTML."""
    bodies = [message.get_body([kind]).get_content() for kind in ("plain", "html")]
    return [body.replace("\r\n", "\n") for body in bodies]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_head_is_told_this(run, town, subscriber, post, language):
    subscriber("an", office=town, language=language, full_name="Trần Thị Hoa")
    assert run("notify").exit_code == 0
    ((_, message),) = post.taken
    text, html = parts(message)
    assert text.replace("\xa0", " ") == GOLDEN[language]
    lines = [line.strip("- \n") for line in GOLDEN[language].splitlines() if line.strip()]
    assert [line for line in lines if line not in unescape(html).replace("\xa0", " ")] == []
    assert "Lan" not in text + html


def test_the_headers_are_those_of_a_machine_and_hold_no_name(run, make, answer, subscriber, post):
    office = make.office(name=NASTY)
    answer(office, 6, 6)
    subscriber("an", "head", office, full_name="Trần Thị Hoa\r\nBcc: y@example.vn")
    assert run("notify").exit_code == 0
    ((to, message),) = post.taken
    assert to == "an@example.vn"
    of_the_server = {"X-Peer", "X-MailFrom", "X-RcptTo"}
    assert set(message.keys()) - of_the_server == HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert message["From"] == "thuoc-do@example.vn"
    assert message["To"] == "an@example.vn"
    assert message["Subject"] == "Thước Đo: tuần 12/10/2026–18/10/2026"
    assert parsedate_to_datetime(message["Date"]).isoformat() == "2026-10-20T09:00:00+07:00"
    assert message["Message-ID"].endswith("@thuocdo.example.vn>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://thuocdo.example.vn/staff/account/summary>"
    text, html = parts(message)
    assert "Sở X Bcc: x@example.vn <script>" in text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Hoa" not in text + html


def test_nobody_is_told_of_another_part_and_few_people_are_hidden(
    run, make, answer, subscriber, post, clock
):
    """23 in all; the 3 of one commune are hidden, and with them the 20 of the other."""
    top, other = make.office(name="Huyện A"), make.office(name="Sở khác")
    few, many = (make.office(name=name, parent=top) for name in ("Xã Ít", "Xã Nhiều"))
    answer(few, 3, 3)
    answer(many, 20, 20)
    answer(other, 60, 60)
    for name, office in (("an", few), ("binh", top), ("chi", other)):
        subscriber(name, office=office)
    clock.now = datetime(2026, 12, 1, 2, tzinfo=UTC)
    assert run("notify").exit_code == 0
    told = {to.partition("@")[0]: parts(message) for to, message in post.taken}
    assert "Xã Ít" in told["an"][0]
    assert "Không công bố, để bảo vệ người trả lời" in told["an"][0]
    assert "100,0" not in told["an"][0]
    assert "23 lượt trả lời" in told["binh"][0]
    ending = "- Ngay: Sắp hết quý: cơ quan chưa công bố được tỷ lệ do thiếu lượt trả lời: "
    assert f"{ending}1 (Xã Ít)\n" in told["an"][0]
    assert f"{ending}2 (Xã Ít; Xã Nhiều)\n" in told["binh"][0]
    assert "60 lượt trả lời" in told["chi"][0]
    for of_one, others in (("an", ["Huyện A", "Nhiều", "Sở khác"]), ("chi", ["Huyện", "Xã"])):
        for text in told[of_one]:
            assert not [name for name in others if name in text]
    assert "Sở khác" not in "".join(told["binh"])
