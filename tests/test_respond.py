"""The citizen's way: scan, answer, thanks."""

from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from survey.app import create_app
from survey.models import Comment, Response, question_counts
from tests.conftest import settings_for
from tests.pages import form_of, hidden, send


def stored(session) -> list[dict]:
    session.rollback()
    return [response.answers for response in session.scalars(select(Response))]


def counted(session, question="overall") -> dict[str, int]:
    """How often each option of a question was chosen, by its position."""
    session.rollback()
    rows = session.execute(select(question_counts).filter_by(question=question)).all()
    sums = {f"option_{n}": sum(getattr(r, f"option_{n}") for r in rows) for n in range(1, 13)}
    return {name: total for name, total in sums.items() if total}


def test_one_tap_is_an_answer(client, make, session):
    counter = make.counter()
    reply = send(client, counter, overall="4")
    assert reply.status_code == 303
    response = session.scalars(select(Response)).one()
    assert (response.answers, response.office_id, response.field_id, response.channel) == (
        {"overall": "4"},
        counter.office_id,
        counter.fields[0].id,
        "qr",
    )
    assert "Ý kiến đã được ghi nhận" in client.get(reply.location).text


def test_the_rest_is_added_to_the_same_response(client, make, session):
    counter = make.counter()
    rest = send(client, counter, overall="2").location
    reply = client.post(rest, data={"reasons": ["waiting"], "respondent": "organisation"})
    assert reply.location == f"/s/{counter.code}/thanks"
    assert stored(session) == [
        {"overall": "2", "reasons": ["waiting"], "respondent": "organisation"}
    ]
    kinds = select(question_counts.c.respondent, func.sum(question_counts.c.answered)).filter_by(
        question="overall"
    )
    rows = session.execute(kinds.group_by(question_counts.c.respondent)).all()
    assert dict(rows) == {"unknown": 0, "organisation": 1}


def test_reasons_are_asked_of_those_who_were_not_satisfied(client, make):
    counter = make.counter()
    asked = {
        level: 'name="reasons"' in client.get(send(client, counter, overall=level).location).text
        for level in "12345"
    }
    assert asked == {"1": True, "2": True, "3": True, "4": False, "5": False}


def test_a_response_sent_again_is_stored_once(client, make, session):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "5"}
    replies = [client.post(f"/s/{counter.code}", data=form) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [303, 303, 303]
    assert len({reply.location for reply in replies}) == 1
    assert (stored(session), counted(session)) == ([{"overall": "5"}], {"option_5": 1})


def test_eight_sends_at_once_are_one_response(app, client, make, session):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "5"}
    address = f"/s/{counter.code}"
    session.rollback()
    replies = []
    threads = [
        Thread(target=lambda: replies.append(app.test_client().post(address, data=form)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.status_code for reply in replies] == [303] * 8
    assert (stored(session), counted(session)) == ([{"overall": "5"}], {"option_5": 1})


def test_who_goes_back_and_changes_their_mind_is_counted_once_anew(client, make, session):
    counter = make.counter(fields=[make.field(), make.field()])
    first, second = (field.code for field in counter.fields)
    form = form_of(client, counter)
    client.post(f"/s/{counter.code}", data={**form, "overall": "5", "field": first})
    client.post(f"/s/{counter.code}", data={**form, "overall": "1", "field": second})
    response = session.scalars(select(Response)).one()
    assert (response.answers, response.field_id) == ({"overall": "1"}, counter.fields[1].id)
    assert counted(session) == {"option_1": 1}


def test_after_half_an_hour_a_response_is_closed(client, make, session, clock):
    counter = make.counter()
    form = form_of(client, counter)
    rest = client.post(f"/s/{counter.code}", data={**form, "overall": "5"}).location
    clock.pass_time(minutes=30)
    assert client.get(rest).status_code == 200
    clock.pass_time(seconds=1)
    late = f"/s/{counter.code}/thanks?late=1"
    assert client.get(rest).location == late
    assert client.post(rest, data={"respondent": "person"}).location == late
    again = client.post(f"/s/{counter.code}", data={**form, "overall": "1"})
    assert again.status_code == 303
    assert stored(session) == [{"overall": "5"}]
    assert "quá 30 phút" in client.get(late).text


@pytest.mark.parametrize("overall", ["", "0", "6", "five", "5\x00", "<script>"])
def test_a_wrong_choice_is_said_beside_its_question(client, make, session, overall):
    page = send(client, make.counter(), overall=overall)
    assert page.status_code == 422
    assert 'id="overall-error"' in page.text
    assert 'href="#overall-1"' in page.text
    assert stored(session) == []


def test_an_error_keeps_the_token_and_what_was_chosen(client, make):
    counter = make.counter(fields=[make.field(), make.field()])
    form = form_of(client, counter)
    page = client.post(f"/s/{counter.code}", data={**form, "overall": "4"})
    assert page.status_code == 422
    assert hidden(page) == form
    assert 'value="4" checked' in page.text


@pytest.mark.parametrize("token", [None, "", "1", "not-a-uuid", "0" * 5000])
def test_a_form_without_a_token_has_to_be_sent_again(client, make, session, token):
    counter = make.counter()
    data = {"overall": "4", "version": "1"} | ({"token": token} if token is not None else {})
    page = client.post(f"/s/{counter.code}", data=data)
    assert (page.status_code, stored(session)) == (422, [])
    client.post(f"/s/{counter.code}", data={**hidden(page), "overall": "4"})
    assert stored(session) == [{"overall": "4"}]


def test_a_field_that_the_counter_does_not_serve_is_refused(client, make, session):
    elsewhere = make.field()
    alone, several = make.counter(), make.counter(fields=[make.field(), make.field()])
    for counter in (alone, several):
        page = send(client, counter, overall="4", field=elsewhere.code)
        assert (page.status_code, 'id="field-error"' in page.text) == (422, True)
    assert stored(session) == []


def test_a_counter_for_several_fields_asks_which(client, make, session):
    counter = make.counter(fields=[make.field(), make.field()])
    page = send(client, counter, overall="4")
    assert (page.status_code, 'href="#field-1"' in page.text) == (422, True)
    send(client, counter, overall="4", field=counter.fields[1].code)
    assert session.scalars(select(Response.field_id)).all() == [counter.fields[1].id]


def test_a_code_is_found_however_it_was_typed(client, make):
    counter = make.counter()
    typed = f"{counter.code[:5].upper()}-{counter.code[5:]}"
    assert client.get(f"/s/{typed}").location == f"/s/{counter.code}"
    assert client.get("/s", query_string={"code": f" {typed} "}).location == f"/s/{counter.code}"


@pytest.mark.parametrize("code", ["zzzzzzzzzz", "x", "0123456789", "a" * 5000, "%00", "Đ"])
def test_an_unknown_code_has_a_clear_page(client, make, session, code):
    make.counter()
    for page in (client.get(f"/s/{code}"), client.post(f"/s/{code}", data={"overall": "4"})):
        assert page.status_code == 404
        assert "Không có trang này" in page.text
    assert stored(session) == []


def close(counter, what, day):
    {"counter": counter, "place": counter.place, "office": counter.office}[what].closed = day


@pytest.mark.parametrize("what", ["counter", "place", "office"])
def test_what_is_closed_takes_no_answers_from_that_day_on(client, make, session, what):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "4"}
    close(counter, what, date(2026, 10, 21))
    session.commit()
    assert client.get(f"/s/{counter.code}").status_code == 200
    close(counter, what, date(2026, 10, 20))
    session.commit()
    for page in (client.get(f"/s/{counter.code}"), client.post(f"/s/{counter.code}", data=form)):
        assert (page.status_code, "Mã này không còn dùng" in page.text) == (410, True)
    assert stored(session) == []


def test_a_revoked_code_takes_no_answers(client, make, session, clock):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "4"}
    code = counter.code
    clock.pass_time(minutes=1)
    counter.codes[0].revoked_at = clock()
    session.commit()
    assert client.get(f"/s/{code}").status_code == 410
    assert client.post(f"/s/{code}", data=form).status_code == 410
    assert stored(session) == []


def test_a_revoked_code_still_lets_a_person_finish(client, make, session, clock):
    counter = make.counter()
    rest = send(client, counter, overall="2").location
    counter.codes[0].revoked_at = clock() + timedelta(seconds=1)
    session.commit()
    clock.pass_time(minutes=1)
    assert client.post(rest, data={"respondent": "person"}).status_code == 303
    assert stored(session) == [{"overall": "2", "respondent": "person"}]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 422),
        (b"--x", "multipart/form-data", 422),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 422),
        (b"overall=%ZZ&token=%FF", "application/x-www-form-urlencoded", 422),
        (b"overall=4&" * 20000, "application/x-www-form-urlencoded", 413),
        (b"x" * 70000, "text/plain", 413),
        (b"", "", 422),
    ],
)
def test_a_body_that_is_no_form_stores_nothing(client, make, session, body, kind, status):
    page = client.post(f"/s/{make.counter().code}", data=body, content_type=kind)
    assert (page.status_code, page.mimetype, stored(session)) == (status, "text/html", [])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_wrong_method_is_told_the_right_ones(client, make, session, method):
    page = client.open(f"/s/{make.counter().code}", method=method)
    assert page.status_code == 405
    assert set(page.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert stored(session) == []


def test_somebody_elses_response_is_not_found_at_another_counter(client, make):
    mine, other = make.counter(), make.counter()
    rest = send(client, mine, overall="2").location
    assert client.get(rest.replace(mine.code, other.code)).status_code == 404


def test_a_token_used_at_another_counter_changes_nothing(client, make, session):
    mine, other = make.counter(), make.counter(questionnaire_key="online")
    form = form_of(client, mine)
    client.post(f"/s/{mine.code}", data={**form, "overall": "5"})
    again = {**form_of(client, other), "token": form["token"]}
    reply = client.post(f"/s/{other.code}", data={**again, "overall": "satisfied"})
    assert "Xin cảm ơn" in client.get(reply.location).text
    assert stored(session) == [{"overall": "5"}]


def test_when_the_database_fails_later_what_was_written_is_kept(client, make, session):
    rest = send(client, make.counter(), overall="2").location
    session.execute(text("ALTER TABLE comments RENAME TO hidden_comments"))
    session.commit()
    page = client.post(rest, data={"comment": "Chờ lâu quá", "respondent": "person"})
    assert (page.status_code, "Chờ lâu quá</textarea>" in page.text) == (503, True)
    assert 'value="person" checked' in page.text
    assert stored(session) == [{"overall": "2"}]


def test_a_database_that_is_away_has_a_kind_page(tmp_path):
    nowhere = settings_for("postgresql://nobody@127.0.0.1:1/nothing", tmp_path)
    client = create_app(nowhere).test_client()
    for address in ("/s/abcdefgh23", "/s?code=abcdefgh23"):
        page = client.get(address)
        assert (page.status_code, "tạm gián đoạn" in page.text) == (503, True)
    assert client.get("/").status_code == 200
    assert client.get("/nowhere").status_code == 404


def test_words_of_ones_own_are_kept_apart_and_masked(client, make, session):
    rest = send(client, make.counter(), overall="2").location
    client.post(rest, data={"comment": "Gọi 0912 345 678\r\nhoặc a.b@c.vn\x00"})
    comment = session.scalars(select(Comment)).one()
    assert comment.body == "Gọi ▒▒▒\nhoặc ▒▒▒"
    assert stored(session) == [{"overall": "2"}]


def test_when_the_database_fails_nothing_that_was_chosen_is_lost(client, make, session):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "2"}
    session.execute(text("ALTER TABLE question_counts RENAME TO hidden_counts"))
    session.commit()
    page = client.post(f"/s/{counter.code}", data=form)
    assert page.status_code == 503
    assert hidden(page)["token"] == form["token"]
    assert 'value="2" checked' in page.text
    assert stored(session) == []
    session.execute(text("ALTER TABLE hidden_counts RENAME TO question_counts"))
    session.commit()
    assert client.post(f"/s/{counter.code}", data=form).status_code == 303
    assert stored(session) == [{"overall": "2"}]


def test_the_page_speaks_the_readers_language(client, make):
    address = f"/s/{make.counter().code}"
    asked = {
        "vi": client.get(address),
        "en": client.get(address, headers={"Accept-Language": "en-GB,vi;q=0.5"}),
    }
    assert 'lang="vi"' in asked["vi"].text.splitlines()[1]
    assert 'lang="en"' in asked["en"].text.splitlines()[1]
    assert "Rất hài lòng" in asked["vi"].text
    assert "Very satisfied" in asked["en"].text
    assert client.get(address, headers={"Accept-Language": "fr"}).text.count("Rất hài lòng") == 1


def test_a_chosen_language_is_kept_to_the_end(client, make):
    counter = make.counter()
    page = client.get(f"/s/{counter.code}?lang=en")
    action = f"/s/{counter.code}?send=1&lang=en"
    assert action.replace("&", "&amp;") in page.text
    reply = client.post(action, data={**hidden(page), "overall": "4"})
    assert "lang=en" in reply.location
    rest = client.post(reply.location, data={})
    assert "lang=en" in rest.location
    assert "Thank you" in client.get(rest.location).text


def test_thanks_says_where_to_complain(client, make):
    office = make.office(complaints="0239 1022")
    page = client.get(f"/s/{make.counter(office=office).code}/thanks")
    assert "https://dichvucong.gov.vn" in page.text
    assert "0239 1022" in page.text


def test_an_unfinished_page_of_an_older_version_is_still_accepted(client, make, session, app):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "4"}
    older = make.version("one-stop")
    make.follow("one-stop")
    assert form_of(client, counter)["version"] != form["version"]
    client.post(f"/s/{counter.code}", data=form)
    assert session.scalars(select(Response.questionnaire_id)).all() == [older.id]


def test_a_long_questionnaire_is_stored_screen_by_screen(client, make, session):
    counter = make.counter(questionnaire_key="sipas")
    address = send(client, counter, attention="much").location
    screens = 0
    while "/thanks" not in address:
        screens += 1
        address = client.post(address, data={}).location
    assert screens == 15
    with Session(session.get_bind()) as other:
        assert [each.answers["attention"] for each in other.scalars(select(Response))] == ["much"]
