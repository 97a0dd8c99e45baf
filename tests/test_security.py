"""What browsers may do with our pages, and what is sent with them."""

from sqlalchemy import select

from survey.models import Comment, Response
from tests.pages import form_of, hidden, send

HOSTILE = (
    """"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'; DROP TABLE offices;--"""
)


def test_every_page_carries_the_same_protection(client, make):
    counter = make.counter()
    for address in ("/", f"/s/{counter.code}", "/nowhere", "/staff/sign-in", "/healthz"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_secure_connection_stays_secure(client):
    header = "Strict-Transport-Security"
    assert header in client.get("/", base_url="https://thuocdo.test").headers
    assert header not in client.get("/").headers


def test_a_citizen_gets_no_cookie_and_no_script(client, make):
    counter = make.counter()
    reply = send(client, counter, overall="2")
    pages = [
        client.get(f"/s/{counter.code}"),
        reply,
        client.get(reply.location),
        client.post(reply.location, data={}),
        client.get(f"/s/{counter.code}/thanks"),
    ]
    for page in pages:
        assert "Set-Cookie" not in page.headers
        assert not {"<script", " style=", " onclick"} & set(page.text.lower().split())
        assert "<script" not in page.text


def test_a_page_is_kept_by_the_persons_own_browser_alone(client, make):
    """Not "no-store": going back would then make another form, and count a person twice."""
    counter = make.counter()
    ask, rest = f"/s/{counter.code}", send(client, counter, overall="2").location
    pages = [
        client.get(ask),
        client.post(ask, data=form_of(client, counter)),
        client.get(rest),
        client.post(rest, data={"comment": "x" * 1001}),
        client.get(f"{ask}/thanks"),
        client.get("/"),
        client.get("/s/zzzzzzzzzz"),
        client.get("/staff/sign-in"),
    ]
    assert [page.status_code for page in pages] == [200, 422, 200, 422, 200, 200, 404, 200]
    assert {page.headers["Cache-Control"] for page in pages} == {"private"}


def test_the_address_of_the_rest_shows_nobody_what_was_answered(client, make):
    """A telephone keeps the addresses it has been to, and a family may share it."""
    rest = send(client, make.counter(), overall="2").location
    client.post(rest, data={"respondent": "person", "comment": "Chờ lâu quá"})
    page = client.get(rest)
    assert (page.status_code, " checked" in page.text) == (200, False)
    assert "Chờ lâu quá" not in page.text


def test_a_hostile_string_in_every_kind_of_field_is_only_text(client, make, session):
    counter = make.counter(fields=[make.field(), make.field()])
    form = form_of(client, counter)
    for name in ("overall", "field", "token", "version"):
        data = {**form, "overall": "2", "field": counter.fields[0].code, name: HOSTILE}
        page = client.post(f"/s/{counter.code}", data=data)
        assert "<script>alert" not in page.text
        assert page.status_code == (303 if name == "version" else 422)
    rest = send(client, counter, overall="1", field=counter.fields[0].code).location
    questions = make.questionnaire("one-stop").questions
    for question in questions:
        if question.kind in ("choice", "choices", "scale") and question.screen == "rest":
            page = client.post(rest, data={question.key: HOSTILE})
            assert (page.status_code, "<script>alert" in page.text) == (422, False)
    assert client.post(rest, data={"comment": HOSTILE}).status_code == 303
    assert session.scalars(select(Comment.body)).one() == HOSTILE
    assert {tuple(r.answers.values()) for r in session.scalars(select(Response))} == {
        ("2",),
        ("1",),
    }


def test_names_of_offices_are_only_text(client, make):
    counter = make.counter(office=make.office(name=HOSTILE, complaints=HOSTILE), name=HOSTILE)
    for address in (f"/s/{counter.code}", f"/s/{counter.code}/thanks"):
        page = client.get(address, query_string={"lang": HOSTILE, "late": HOSTILE})
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert" in page.text


def test_a_hostile_address_is_only_text(client):
    for address in ("/s", "/s/x", "/"):
        page = client.get(address, query_string={"code": HOSTILE, "screen": HOSTILE})
        assert "<script>alert" not in page.text


def test_an_error_page_keeps_the_form_alive(client, make):
    page = client.post(f"/s/{make.counter().code}", data={"overall": HOSTILE, "token": HOSTILE})
    assert len(hidden(page)["token"]) == 36
