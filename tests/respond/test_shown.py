"""What a person sees on the way: the questions, what is wrong, where to turn to."""

import re
from html import unescape

import pytest
from sqlalchemy import select, text

from forms.questionnaire import LANGUAGES
from survey.app import create_app
from survey.models import Response
from tests.conftest import settings_for
from tests.pages import form_of, hidden, send
from tests.respond.stored import stored


def test_reasons_are_asked_of_those_who_were_not_satisfied(client, make):
    counter = make.counter()
    asked = {
        level: 'name="reasons"' in client.get(send(client, counter, overall=level).location).text
        for level in "12345"
    }
    assert asked == {"1": True, "2": True, "3": True, "4": False, "5": False}


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


def test_the_address_on_posters_asks_for_the_code(client):
    page = client.get("/s")
    assert (page.status_code, 'name="code"' in page.text) == (200, True)
    assert "Không có mã này" not in page.text
    assert "Không có mã này" in client.get("/s?code=").text


@pytest.mark.parametrize("typed", ["{}-{}", "{} {}", " {}–{}.", "{}{}/"])
def test_a_form_is_stored_however_its_address_was_typed(client, make, session, typed):
    counter = make.counter()
    address = "/s/" + typed.format(counter.code[:5].upper(), counter.code[5:])
    client.post(address, data={**form_of(client, counter), "overall": "4"})
    assert stored(session) == [{"overall": "4"}]


def test_a_slash_too_many_leads_to_the_same_page(client, make, session):
    counter = make.counter()
    rest, query = send(client, counter, overall="2").location.split("?")
    ask, thanks = f"/s/{counter.code}", f"/s/{counter.code}/thanks"
    for path, asked in (("/s", ""), (ask, ""), (rest, query), (thanks, "")):
        pages = [client.get(f"{path}{end}", query_string=asked) for end in ("", "/")]
        assert len({(page.status_code, page.text.split("title>")[1]) for page in pages}) == 1
    client.post(f"{rest}/?{query}", data={"respondent": "person"})
    assert stored(session) == [{"overall": "2", "respondent": "person"}]


@pytest.mark.parametrize("code", ["zzzzzzzzzz", "x", "0123456789", "a" * 5000, "%00", "Đ"])
def test_an_unknown_code_has_a_clear_page(client, make, session, code):
    make.counter()
    for page in (client.get(f"/s/{code}"), client.post(f"/s/{code}", data={"overall": "4"})):
        assert page.status_code == 404
        assert "Không có trang này" in page.text
    assert stored(session) == []


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


MATTERS = {
    "one-stop": ("overall", "4", "Hồ sơ của Ông/Bà có vướng mắc?", "Hồ sơ này về việc gì?"),
    "health": ("overall", "4", "Lần khám, chữa bệnh của Ông/Bà", "Ông/Bà đến vì việc gì?"),
    "school": ("overall", "4", "Ở trường có điều gì chưa ổn?", "Ý kiến này về việc gì?"),
    "sipas": ("attention", "much", "Có việc cần chính quyền giải quyết?", "Ý kiến này về việc gì?"),
}


@pytest.mark.parametrize("key", MATTERS)
def test_the_words_around_the_questions_fit_what_is_asked_about(client, make, key):
    question, answer, complaint, which_field = MATTERS[key]
    counter = make.counter(fields=[make.field(), make.field()], questionnaire_key=key)
    ask = client.get(f"/s/{counter.code}").text
    rest = send(client, counter, **{question: answer, "field": counter.fields[0].code}).location
    pages = [ask, client.get(rest).text, client.get(f"/s/{counter.code}/thanks").text]
    assert [f">{which_field}<" in page for page in pages] == [True, False, False]
    assert [complaint in page for page in pages] == [False, True, True]
    assert ["hồ sơ" in page.lower() for page in pages] == [key == "one-stop"] * 3


def test_a_pupil_is_not_spoken_to_as_somebody_else(client, make):
    """A parent or a pupil answers for a school; "Ông/Bà" is nobody's word for a pupil."""
    counter = make.counter(fields=[make.field(), make.field()], questionnaire_key="school")
    rest = send(client, counter, overall="1", field=counter.fields[0].code).location
    thanks = f"/s/{counter.code}/thanks"
    for page in (client.get(f"/s/{counter.code}"), send(client, counter), client.get(rest)):
        assert "Ông/Bà" not in page.text
    assert "Ông/Bà" not in client.get(thanks).text + client.get(f"{thanks}?late=1").text


def titles_on_the_way(client, address):
    """The title and the first heading of each page, when nothing more is answered."""
    while True:
        page = client.get(address).text
        found = [re.search(f"<{name}>(.+?)</{name}>", page)[1] for name in ("title", "h1")]
        yield [unescape(words) for words in found]
        if "/thanks" in address:
            return
        address = client.post(address, data={}).location


def test_where_a_code_leads_nowhere_another_can_be_typed(client, make, session, clock):
    counter = make.counter()
    code = counter.code
    counter.codes[0].revoked_at = clock()
    session.commit()
    for page in (client.get("/s/zzzzzzzzzz"), client.get(f"/s/{code}")):
        assert '<form method="get" action="/s">' in page.text
        assert 'name="code"' in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_a_long_questionnaire_says_which_it_is(client, make, language):
    counter = make.counter(questionnaire_key="sipas")
    first = send(client, counter, attention="much").location
    pages = list(titles_on_the_way(client, f"{first}&lang={language}"))
    part = {"vi": "Phần {}/16", "en": "Part {} of 16"}[language]
    headings = [screen.title[language] for screen in make.questionnaire("sipas").screens[2:]]
    assert pages[1:-1] == [
        [f"{heading} – {part.format(number)} – {counter.office.name}", heading]
        for number, heading in enumerate(headings, start=3)
    ]
    assert part.format(2) in pages[0][0]
    assert len({title for title, _ in pages}) == len({heading for _, heading in pages}) == 16


def test_thanks_says_where_to_complain(client, make):
    office = make.office(complaints="0239 1022")
    page = client.get(f"/s/{make.counter(office=office).code}/thanks")
    assert "https://dichvucong.gov.vn" in page.text
    assert "0239 1022" in page.text
