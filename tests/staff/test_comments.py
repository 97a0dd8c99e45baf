"""Comments of one's part: who reads the words, how they are found, and what becomes of them."""

import csv
import io
import re
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.comments import unread, without
from survey.models import Comment, CommentReview, Grant, LogEntry, Remedy, Response
from survey.parts import Part

WORDS = re.compile(r'class="said" lang="">([^<]*)<')
HIDDEN = "Nội dung hiển thị sau khi cơ quan đã xem."
COMMENTS = "/staff/comments"


@pytest.fixture
def office(make):
    return make.office(code="so-xay-dung", name="Sở Xây dựng")


@pytest.fixture
def counter(make, office):
    return make.counter(office=office)


@pytest.fixture
def say(make, clock, counter):
    """Somebody writes a comment, an hour ago unless it matters; the address of its page."""

    def say(words, at=None, answers=None, hours=1, **more):
        at = at or counter
        given = {"overall": "2", **(answers or {})}
        when = clock() - timedelta(hours=hours)
        response = make.response(at, given, {"comment": words}, at=when, **more)
        return f"{COMMENTS}/{response}/comment"

    return say


@pytest.fixture
def head(staff, office):
    return staff("head", office)


def found(here, **asked):
    return WORDS.findall(here.get(COMMENTS, query_string=asked).text)


def test_a_comment_is_shown_with_its_day_and_never_with_the_time(say, head):
    say("Chờ lâu quá", answers={"reasons": ["waiting", "manner"]})
    page = head.get(COMMENTS).text
    assert WORDS.findall(page) == ["Chờ lâu quá"]
    assert "20/10/2026" in page
    assert "Phải chờ lâu" in page
    assert "Thái độ của cán bộ" in page
    assert "Không hài lòng" in page
    assert not re.search(r"\b0?8:00|\b0?1:00", page)
    for kind in ("csv", "xlsx"):
        assert head.get(COMMENTS, query_string={"as": kind}).status_code == 200
    rows = head.get(f"{COMMENTS}?as=csv").data.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(rows), delimiter=";")
    assert row[:5] == [
        "20/10/2026",
        "chưa xem",
        "Chờ lâu quá",
        "Không hài lòng",
        "Phải chờ lâu; Thái độ của cán bộ",
    ]
    assert len(header) == len(row)


def test_what_may_still_be_rewritten_is_not_shown(say, staff, clock, session, office):
    address = say("Viết vội", hours=0)
    here, part = staff("head", office), Part.of([office.id])
    assert (found(here), here.get(address).status_code) == ([], 404)
    clock.pass_time(minutes=15)
    here.get(address)
    clock.pass_time(minutes=15)
    assert (found(here), unread(session, part, clock())) == ([], 0)
    clock.pass_time(seconds=1)
    assert (found(here), unread(session, part, clock())) == (["Viết vội"], 1)


def test_words_are_for_reviewers_until_they_are_reviewed(say, staff, office, head):
    address = say("Bà Năm ở quầy này rất tốt")
    operator, auditor = staff("operator", office), staff("auditor", office)
    assert (found(head), found(auditor)) == (["Bà Năm ở quầy này rất tốt"],) * 2
    for path in (COMMENTS, address, f"{COMMENTS}?as=csv"):
        page = operator.get(path).data.decode()
        assert (HIDDEN in page, "Bà Năm" in page) == (True, False)
    head.send(f"{COMMENTS}/read", form_at=COMMENTS, comment=key(address))
    assert found(operator) == ["Bà Năm ở quầy này rất tốt"]


def test_nobody_finds_out_by_searching_what_they_may_not_read(say, staff, office, head):
    say("Bà Năm rất tốt")
    operator = staff("operator", office)
    assert HIDDEN not in operator.get(f"{COMMENTS}?q=ba+nam").text
    assert HIDDEN in operator.get(f"{COMMENTS}?q=so+xay+dung").text
    assert found(head, q="ba nam") == ["Bà Năm rất tốt"]


def test_who_heads_one_office_and_operates_another_reviews_the_one_only(
    say, make, signed_in, office
):
    other = make.counter()
    user = make.user("head", office=office)
    user.grants.append(Grant(role="operator", office_id=other.office_id))
    make.session.commit()
    here = signed_in(user)
    ours, theirs = say("Của ta"), say("Của họ", other)
    assert found(here) == ["Của ta"]
    assert here.send(f"{COMMENTS}/read", form_at=COMMENTS, comment=key(theirs)).status_code == 404
    assert here.send(f"{COMMENTS}/read", form_at=COMMENTS, comment=key(ours)).status_code == 303
    assert "checkbox" not in here.get(theirs).text


def key(address):
    return "/".join(address.split("/")[-2:])


def test_comments_are_searched_without_accents_and_narrowed(say, make, head, office):
    other = make.counter([make.field(code="dat-dai", name_vi="Đất đai")], office)
    say("Đợi LÂU quá", answers={"reasons": ["waiting"]})
    say("Giấy tờ nhiều", other, {"reasons": ["papers", "manner"]}, hours=49, channel="kiosk")
    for asked, words in [
        ({"q": "doi lau"}, ["Đợi LÂU quá"]),
        ({"q": "dat dai"}, ["Giấy tờ nhiều"]),
        ({"q": "%"}, []),
        ({"reason": "waiting"}, ["Đợi LÂU quá"]),
        ({"reason": "manner"}, ["Giấy tờ nhiều"]),
        ({"reason": "late"}, []),
        ({"reason": "' OR 1=1 --"}, ["Đợi LÂU quá", "Giấy tờ nhiều"]),
        ({"field": "dat-dai"}, ["Giấy tờ nhiều"]),
        ({"channel": "qr"}, ["Đợi LÂU quá"]),
        ({"office": "so-xay-dung"}, ["Đợi LÂU quá", "Giấy tờ nhiều"]),
        ({"until": "2026-10-18"}, ["Giấy tờ nhiều"]),
        ({"from": "2026-10-20"}, ["Đợi LÂU quá"]),
        ({"state": "new"}, ["Đợi LÂU quá", "Giấy tờ nhiều"]),
        ({"state": "read"}, []),
        ({"order": "day"}, ["Giấy tờ nhiều", "Đợi LÂU quá"]),
        ({"order": "reasons"}, ["Giấy tờ nhiều", "Đợi LÂU quá"]),
        ({"order": "-reasons"}, ["Đợi LÂU quá", "Giấy tờ nhiều"]),
    ]:
        assert found(head, **asked) == words, asked


def test_who_was_satisfied_after_all_gave_no_reason(say, head):
    address = say("Tốt", answers={"overall": "5", "reasons": ["waiting"]})
    page = head.get(address).text
    assert ("Phải chờ lâu" in page, "Rất hài lòng" in page) == (False, True)


def test_several_are_marked_as_read_at_once_and_the_list_comes_back_as_it_was(
    say, head, session, logged
):
    keys = [key(say(f"Góp ý {n}")) for n in range(3)]
    where = f"{COMMENTS}?q=gop+y&order=day"
    path = f"{COMMENTS}/read?q=gop+y&order=day&_external=1&endpoint=x"
    reply = head.send(path, form_at=where, comment=keys[:2])
    assert (reply.status_code, reply.location) == (303, where)
    assert "Số góp ý vừa đánh dấu đã xem: 2." in head.get(where).text
    states = session.execute(select(CommentReview.state, CommentReview.note)).all()
    assert states == [("read", None)] * 2
    assert [entry[1:] for entry in logged()] == [
        ("comment.read", each.split("/")[0]) for each in keys[:2]
    ]
    assert found(head, state="new") == ["Góp ý 2"]


def test_who_chooses_nothing_is_told_so(say, head, logged):
    say("Chờ lâu")
    head.send(f"{COMMENTS}/read", form_at=COMMENTS)
    assert "Hãy chọn ít nhất một góp ý chưa ai xem." in head.get(COMMENTS).text
    assert logged() == []


@pytest.mark.parametrize("chosen", ["x", "/", "1234/comment", f"{'0' * 32}/comment"])
def test_what_is_not_there_cannot_be_marked(say, head, chosen):
    say("Chờ lâu")
    assert head.send(f"{COMMENTS}/read", form_at=COMMENTS, comment=chosen).status_code == 404


def test_an_answer_is_kept_masked_and_stands_in_no_log(say, head, session):
    address = say("Chờ lâu")
    reply = head.send(f"{address}/answer", form_at=address, note=" Đã niêm yết, gọi 0912345678 ")
    assert (reply.status_code, reply.location) == (303, address)
    page = head.get(address).text
    assert "Đã niêm yết, gọi ▒▒▒" in page
    assert "đã trả lời" in page
    [entry] = session.scalars(select(LogEntry)).all()
    assert (entry.action, entry.before, entry.after) == (
        "comment.answer",
        {"state": "new"},
        {"state": "answered"},
    )


@pytest.mark.parametrize("note", ["", "  \n ", "dài " * 300])
def test_an_answer_says_something_and_is_no_essay(say, head, session, note):
    address = say("Chờ lâu")
    page = head.send(f"{address}/answer", form_at=address, note=note)
    assert page.status_code == 422
    assert "Hãy viết từ 1 đến 1000 ký tự." in page.text
    assert note.strip() in page.text
    assert session.scalars(select(CommentReview)).all() == []


def test_what_was_answered_is_not_merely_read_again(say, head, session, logged):
    address = say("Chờ lâu")
    head.send(f"{address}/answer", form_at=address, note="Đã thêm một quầy")
    head.send(f"{COMMENTS}/read", form_at=address, comment=key(address))
    assert session.scalars(select(CommentReview.state)).all() == ["answered"]
    assert len(logged()) == 1


PROMISE = {"what": "Thêm một quầy", "who": "Bộ phận Một cửa", "due": "2026-11-30"}


def test_a_comment_becomes_a_remedy_of_its_office_and_field(say, head, session, counter, logged):
    address = say("Chờ lâu quá")
    form = head.get(f"{address}/remedy").text
    assert f'value="{counter.fields[0].id}" selected' in form
    sent = {**PROMISE, "field": str(counter.fields[0].id), "office": "999"}
    reply = head.send(f"{address}/remedy", **sent)
    assert (reply.status_code, reply.location) == (303, address)
    [remedy] = session.scalars(select(Remedy)).all()
    assert (remedy.office_id, remedy.field_id) == (counter.office_id, counter.fields[0].id)
    assert f"/staff/remedies/{remedy.id}" in head.get(address).text
    assert [entry[1] for entry in logged()] == ["remedy.add", "comment.take-up"]
    assert "Chờ lâu quá" not in str(session.scalars(select(LogEntry.after)).all())


def test_several_comments_are_met_by_one_remedy(say, head, session):
    first, second = say("Chờ lâu"), say("Đợi mãi")
    head.send(f"{first}/remedy", **PROMISE, field="all")
    [remedy] = session.scalars(select(Remedy.id)).all()
    assert head.send(f"{second}/join", form_at=second, remedy="999").status_code == 422
    head.send(f"{second}/join", form_at=second, remedy=str(remedy))
    session.rollback()
    states = session.execute(select(CommentReview.state, CommentReview.remedy_id)).all()
    assert states == [("taken-up", remedy)] * 2
    page = head.get(f"/staff/remedies/{remedy}").text
    assert "<dt>Số góp ý được giải quyết</dt><dd>2</dd>" in page


def test_a_remedy_of_another_office_meets_no_comment_here(say, make, head, session, clock):
    other = Remedy(
        office_id=make.office().id,
        what="Việc khác",
        who="Ai đó",
        promised_on=clock().date(),
        due_on=clock().date(),
    )
    session.add(other)
    session.commit()
    address = say("Chờ lâu")
    assert "Việc khác" not in head.get(address).text
    assert head.send(f"{address}/join", form_at=address, remedy=str(other.id)).status_code == 422


def test_what_was_set_aside_says_so_with_its_reason(say, head, run):
    address = say("Tuyệt vời")
    run("set-aside", address.split("/")[-2], "--reason", "Gửi từ máy của cán bộ")
    for path in (COMMENTS, address):
        assert "đáng ngờ, tính riêng: Gửi từ máy của cán bộ" in head.get(path).text


def test_a_hostile_comment_is_only_text(say, head):
    address = say("<script>alert(1)</script>{{ 7*7 }}")
    for path in (COMMENTS, address, f"{address}/remedy"):
        page = head.get(path).text
        assert ("<script>" in page, "{{ 7*7 }}" in page) == (False, True)


def test_comments_of_what_is_closed_or_merged_stay(say, head, session, office, clock):
    say("Chờ lâu")
    office.closed = clock().date()
    session.commit()
    assert found(head) == ["Chờ lâu"]
    assert session.scalars(select(Response.set_aside)).all() == [None]


NAMED = "Bà NGUYỄN Thị Năm rất tốt, xin khen bà Nguyễn Thị Năm."


def test_words_that_point_to_a_person_are_masked_for_everybody(say, staff, office, head, session):
    address = say(NAMED)
    reply = head.send(
        f"{address}/hide", form_at=address, words=unicodedata.normalize("NFD", "nguyễn thị  năm")
    )
    assert (reply.status_code, reply.location) == (303, address)
    masked = "Bà ▒▒▒ rất tốt, xin khen bà ▒▒▒."
    for role in ("head", "operator", "auditor", "administrator"):
        here = staff(role, office)
        assert found(here) == [masked]
        for path in (f"{COMMENTS}?as=csv", address, f"{address}/remedy", f"{COMMENTS}?q=nguyen"):
            assert "Năm" not in here.get(path).data.decode()
    assert (found(head, q="rat tot"), found(head, q="nguyen thi nam")) == ([masked], [])
    assert session.scalars(select(Comment.body)).all() == [NAMED]
    [entry] = session.scalars(select(LogEntry)).all()
    assert (entry.action, entry.after) == ("comment.mask", {"state": "read", "masked": 2})


def test_more_words_are_masked_later_and_what_was_said_of_the_comment_stays(say, head, session):
    address = say("Ông An và bà Ý ở tổ 5")
    head.send(f"{address}/answer", form_at=address, note="Đã niêm yết")
    for words in ("Ông An", "An và", "tổ 5"):
        head.send(f"{address}/hide", form_at=address, words=words)
    assert found(head) == ["▒▒▒ và bà Ý ở ▒▒▒"]  # "An và" no longer stands there.
    reviews = session.execute(select(CommentReview.state, CommentReview.note)).all()
    assert reviews == [("answered", "Đã niêm yết")]


@pytest.mark.parametrize("words", ["", " ", "ở", "Nguyễn Văn Bảy", ".*"])
def test_what_does_not_stand_there_is_not_masked(say, head, session, words):
    address = say("Bà Năm ở quầy này rất tốt")
    page = head.send(f"{address}/hide", form_at=address, words=words)
    assert page.status_code == 422
    assert "Hãy ghi từ hai ký tự trở lên" in page.text
    assert session.scalars(select(CommentReview)).all() == []


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        (None, "abcdef"),
        ([], "abcdef"),
        ([[0, 2]], "▒▒▒cdef"),
        ([[4, 6]], "abcd▒▒▒"),
        ([[0, 6]], "▒▒▒"),
        ([[1, 2], [3, 4]], "a▒▒▒c▒▒▒ef"),
    ],
)
def test_words_are_left_out_where_they_stand(hidden, shown):
    assert without(hidden, "abcdef") == shown
