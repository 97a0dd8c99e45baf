"""What is not taken, and leaves nothing behind."""

from datetime import date, timedelta

import pytest

from tests.conftest import PUBLISHED
from tests.pages import form_of, hidden, send
from tests.respond.stored import stored


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


@pytest.mark.parametrize("token", [None, "", "1", "not-a-uuid", "0" * 5000])
def test_a_form_without_a_token_has_to_be_sent_again(client, make, session, token):
    counter = make.counter()
    data = {"overall": "4", "version": "1"} | ({"token": token} if token is not None else {})
    page = client.post(f"/s/{counter.code}", data=data)
    assert (page.status_code, stored(session)) == (422, [])
    client.post(f"/s/{counter.code}", data={**hidden(page), "overall": "4"})
    assert stored(session) == [{"overall": "4"}]


@pytest.mark.parametrize("twice", ["overall", "field"])
@pytest.mark.parametrize("second", ["again", "another", ""])
def test_two_answers_to_one_question_are_no_answer(client, make, session, twice, second):
    counter = make.counter(fields=[make.field(), make.field()])
    here, other = (field.code for field in counter.fields)
    form = {**form_of(client, counter), "overall": "4", "field": here}
    others = {"again": form[twice], "another": {"overall": "2", "field": other}[twice], "": ""}
    for pair in ([form[twice], others[second]], [others[second], form[twice]]):
        page = client.post(f"/s/{counter.code}", data={**form, twice: pair})
        assert (page.status_code, f'id="{twice}-error"' in page.text) == (422, True)
        assert page.text.count(" checked") == 1
    assert stored(session) == []


@pytest.mark.parametrize("pair", [["person", "organisation"], ["person", "person"], ["", "person"]])
def test_two_answers_to_one_of_the_other_questions_add_nothing(client, make, session, pair):
    rest = send(client, make.counter(), overall="2").location
    page = client.post(rest, data={"respondent": pair, "time": "late"})
    assert (page.status_code, 'id="respondent-error"' in page.text) == (422, True)
    assert stored(session) == [{"overall": "2"}]


def test_a_field_that_the_counter_does_not_serve_is_refused(client, make, session):
    elsewhere = make.field()
    alone, several = make.counter(), make.counter(fields=[make.field(), make.field()])
    for counter in (alone, several):
        page = send(client, counter, overall="4", field=elsewhere.code)
        assert (page.status_code, 'id="field-error"' in page.text) == (422, True)
    assert stored(session) == []


def of(counter, what):
    return {
        "counter": counter,
        "place": counter.place,
        "office": counter.office,
        "only field": counter.fields[0],
    }[what]


@pytest.mark.parametrize("what", ["counter", "place", "office", "only field"])
def test_what_is_closed_takes_no_answers_from_that_day_on(client, make, session, what):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "4"}
    of(counter, what).closed = date(2026, 10, 21)
    session.commit()
    assert client.get(f"/s/{counter.code}").status_code == 200
    of(counter, what).closed = date(2026, 10, 20)
    session.commit()
    for page in (client.get(f"/s/{counter.code}"), client.post(f"/s/{counter.code}", data=form)):
        assert (page.status_code, "Quầy đã đóng, chưa mở" in page.text) == (410, True)
    assert stored(session) == []


@pytest.mark.parametrize("what", ["counter", "place", "office", "only field"])
def test_what_opens_tomorrow_takes_no_answers_today(client, make, session, clock, what):
    counter = make.counter()
    of(counter, what).opened = date(2026, 10, 21)
    session.commit()
    assert client.get(f"/s/{counter.code}").status_code == 410
    clock.pass_time(days=1)
    assert client.get(f"/s/{counter.code}").status_code == 200


def test_a_questionnaire_takes_no_answers_before_it_is_published(client, make, session, clock):
    counter = make.counter()
    form = {**form_of(client, counter), "overall": "4"}
    clock.now = PUBLISHED - timedelta(minutes=1)
    for page in (client.get(f"/s/{counter.code}"), client.post(f"/s/{counter.code}", data=form)):
        assert (page.status_code, "Quầy đã đóng, chưa mở" in page.text) == (410, True)
    assert stored(session) == []
    clock.pass_time(minutes=1)
    assert client.get(f"/s/{counter.code}").status_code == 200


def test_of_several_fields_the_closed_ones_are_not_offered(client, make, session):
    counter = make.counter(fields=[make.field(), make.field(), make.field()])
    closed, *open_ones = counter.fields
    closed.closed = date(2026, 10, 20)
    session.commit()
    page = client.get(f"/s/{counter.code}").text
    offered = {field.code: f'value="{field.code}"' in page for field in counter.fields}
    assert offered == {closed.code: False} | {field.code: True for field in open_ones}
    assert send(client, counter, overall="4", field=closed.code).status_code == 422


def test_who_answered_before_the_field_closed_may_still_finish(client, make, session):
    counter = make.counter()
    rest = send(client, counter, overall="2").location
    counter.fields[0].closed = date(2026, 10, 20)
    session.commit()
    reply = client.post(rest, data={"respondent": "person"})
    assert "cảm ơn" in client.get(reply.location).text
    assert stored(session) == [{"overall": "2", "respondent": "person"}]


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
    assert "cảm ơn" in client.get(reply.location).text
    assert stored(session) == [{"overall": "5"}]
