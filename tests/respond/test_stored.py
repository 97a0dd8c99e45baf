"""What becomes of answers that were sent: one response, however they came."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.models import Comment, Response, question_counts
from tests.pages import form_of, send
from tests.respond.stored import counted, stored


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


def test_a_revoked_code_still_lets_a_person_finish(client, make, session, clock):
    counter = make.counter()
    rest = send(client, counter, overall="2").location
    counter.codes[0].revoked_at = clock() + timedelta(seconds=1)
    session.commit()
    clock.pass_time(minutes=1)
    assert client.post(rest, data={"respondent": "person"}).status_code == 303
    assert stored(session) == [{"overall": "2", "respondent": "person"}]


def test_words_of_ones_own_are_kept_apart_and_masked(client, make, session):
    rest = send(client, make.counter(), overall="2").location
    client.post(rest, data={"comment": "Gọi 0912 345 678\r\nhoặc a.b@c.vn\x00"})
    comment = session.scalars(select(Comment)).one()
    assert comment.body == "Gọi ▒▒▒\nhoặc ▒▒▒"
    assert stored(session) == [{"overall": "2"}]


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
