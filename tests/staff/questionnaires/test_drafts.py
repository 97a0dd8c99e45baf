"""A copy of a version is edited on pages, without script, and becomes the next version."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from forms import parse
from forms.loading import read_unchecked, shipped_texts
from survey.models import Publication, QuestionnaireDraft, QuestionnaireVersion
from tests.staff.questionnaires.filled import DRAFT, PAGE, filled_in

HOSTILE = "\"><script>alert(1)</script>{{ 7*7 }}'<b>"


def published(session):
    session.rollback()
    rows = session.execute(
        select(QuestionnaireVersion.version, Publication.office_id, Publication.channel)
        .join(Publication, Publication.questionnaire_id == QuestionnaireVersion.id)
        .where(QuestionnaireVersion.key == "one-stop", QuestionnaireVersion.version > 1)
    )
    return {tuple(row) for row in rows}


def test_a_copy_has_everything_of_the_version_and_the_next_number(draft, session, make):
    assert session.get(QuestionnaireDraft, "one-stop").text == make.version(
        "one-stop"
    ).text.replace("version = 1\n", "version = 2\n", 1)


def test_there_is_one_draft_of_a_questionnaire(here, draft):
    here.send(f"{PAGE}/one-stop/1/copy", form_at=f"{PAGE}/one-stop/1")
    assert "Phiếu này đã có một bản nháp." in here.get(DRAFT).text


def test_a_form_that_nobody_touched_changes_nothing(edit, draft):
    before = {each.key: each for each in draft().questions}
    for key in before:
        assert edit(f"{DRAFT}/questions/{key}").status_code == 303, key
    after = {each.key: each for each in draft().questions}
    assert {key: vars(each) for key, each in after.items()} == {
        key: vars(each) for key, each in before.items()
    }


def test_wording_levels_and_marks_of_a_question_are_changed(edit, draft):
    changed = {"vi": "Cách  tiếp đón", "en": "Welcome", "hint_vi": "Ý", "hint_en": "Hint"}
    page = edit(
        f"{DRAFT}/questions/officials",
        **changed,
        **{"factor": "access", "options-0-vi": "Tệ", "options-0-face": "sad"},
    )
    assert page.status_code == 303
    question = draft().question("officials")
    assert (question.words.vi, question.words.en) == ("Cách tiếp đón", "Welcome")
    assert (question.hint.vi, question.factor) == ("Ý", "access")
    assert (question.options[0].words.vi, question.options[0].face) == ("Tệ", "sad")


def test_a_question_is_added_with_a_condition_chosen_in_two_steps(edit, draft):
    typed = {
        "key": "parking",
        "vi": "Ông/Bà gửi xe có tiện không?",
        "en": "Was parking easy?",
        "kind": "choice",
        "screen": "rest",
        "conditions-0-question": "overall",
        "options-0-key": "yes",
        "options-0-vi": "Có",
        "options-0-en": "Yes",
        "options-1-key": "no",
        "options-1-vi": "Không",
        "options-1-en": "No",
    }
    page = edit(f"{DRAFT}/add?screen=rest", **typed)
    assert page.status_code == 422
    assert "Hãy chọn những phương án trả lời làm điều kiện." in page.text
    again = {**filled_in(page), "conditions-0-one_of": ["1", "2"]}
    assert edit(f"{DRAFT}/add", **again).status_code == 303
    question = draft().question("parking")
    assert draft().questions[-1] is not question
    assert [each.key for each in draft().questions if each.screen == "rest"][-1] == "parking"
    assert question.option_keys == ("yes", "no")
    assert question.when[0].one_of == {"1", "2"}


@pytest.mark.parametrize(
    ("question", "changed", "said"),
    [
        ("officials", {"vi": ""}, "câu hỏi cần lời tiếng Việt và tiếng Anh"),
        ("officials", {"key": "Thái độ"}, "khóa “Thái độ” chỉ gồm chữ thường không dấu"),
        ("officials", {"key": "token"}, "khóa “token” đã dành cho việc khác"),
        ("officials", {"key": "results"}, "có hai câu hỏi cùng khóa “results”"),
        ("officials", {"hint_vi": "Ý"}, "gợi ý cần lời tiếng Việt và tiếng Anh"),
        ("officials", {"en": "o" * 301}, "quá dài; nhiều nhất 300 ký tự"),
        ("officials", {"kind": "choice"}, "chỉ câu hỏi theo mức mới có yếu tố hoặc nhóm"),
        ("officials", {"kind": "mood"}, "loại câu hỏi “mood” không thuộc các loại"),
        ("officials", {"kind": ""}, "Hãy chọn một mục trong danh sách."),
        ("officials", {"factor": "charm"}, "yếu tố “charm” không thuộc các loại"),
        ("officials", {"screen": "no"}, "không có màn hình “no”"),
        ("officials", {"options-0-key": "2"}, "có hai phương án cùng khóa “2”"),
        ("officials", {"options-0-en": ""}, "phương án “1” cần lời tiếng Việt và tiếng Anh"),
        ("officials", {"options-0-face": "angry"}, "hình mặt “angry” không thuộc các loại"),
        ("officials", {"options-0-satisfied": "yes"}, "Hãy đặt khóa khác cho câu hỏi này."),
        ("reasons", {"kind": "choice"}, "Hãy đặt khóa khác cho câu hỏi này."),
        ("overall", {"required": None}, "câu hỏi chung phải bắt buộc trả lời"),
        ("comment", {"role": ""}, "câu viết tự do phải có vai trò góp ý"),
        (
            "overall",
            {"options-0-key": "0"},
            "reasons: điều kiện nêu phương án “1” mà câu “overall”",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(edit, draft, question, changed, said):
    page = edit(f"{DRAFT}/questions/{question}", **changed)
    assert page.status_code == 422
    assert said.casefold() in unescape(page.text).casefold()
    for name, value in changed.items():
        if value and name not in ("kind", "factor", "screen", "role", "options-0-face"):
            assert filled_in(page)[name] == value
    assert draft().question("officials").words.vi == "Cách làm việc của cán bộ"


def test_what_asks_something_else_has_another_key_and_conditions_follow_it(edit, draft):
    changed = {"key": "overall-2", "options-0-satisfied": "yes"}
    assert edit(f"{DRAFT}/questions/overall", **changed).status_code == 303
    assert draft().question("reasons").when[0].question == "overall-2"


def test_questions_change_their_order_and_are_taken_out(here, draft):
    def keys():
        return [each.key for each in draft().questions if each.screen == "rest"]

    def send(what, **given):
        fields = {"digest": filled_in(here.get(DRAFT))["digest"], **given}
        return here.client.post(f"{DRAFT}/{what}", data=fields | token(here))

    first, second, *others = keys()
    send("move", question=second, to="up")
    assert keys() == [second, first, *others]
    send("move", question=second, to="down")
    send("move", question=first, to="up")
    assert keys() == [first, second, *others]
    asked = send("remove", question="comment")
    assert "Bỏ câu hỏi này?" in asked.text
    assert "comment" in keys()
    send("remove", question="comment", sure="yes")
    assert "comment" not in keys()
    assert (
        here.client.post(f"{DRAFT}/move", data={"question": "x"} | token(here)).status_code == 404
    )


def token(here):
    return {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', here.get(DRAFT).text)[1]}


def test_of_two_who_edit_at_once_the_second_is_told(here, draft, edit):
    seen = filled_in(here.get(f"{DRAFT}/questions/access"))
    edit(f"{DRAFT}/questions/results", vi="Khác trước")
    late = here.client.post(f"{DRAFT}/questions/access", data=seen | {"vi": "Của tôi"})
    assert (late.status_code, "đã có người sửa bản nháp" in late.text) == (422, True)
    assert filled_in(late)["vi"] == "Của tôi"
    again = here.client.post(f"{DRAFT}/questions/access", data=filled_in(late))
    assert again.status_code == 303
    assert draft().question("results").words.vi == "Khác trước"
    assert draft().question("access").words.vi == "Của tôi"


def test_nothing_is_moved_or_published_that_somebody_has_changed_since(here, draft, edit, session):
    seen = {"digest": filled_in(here.get(DRAFT))["digest"]} | token(here)
    before = [each.key for each in draft().questions]
    edit(f"{DRAFT}/questions/results", vi="Khác trước")
    here.client.post(f"{DRAFT}/move", data=seen | {"question": "results", "to": "up"})
    assert "đã có người sửa bản nháp" in here.get(DRAFT).text
    assert [each.key for each in draft().questions] == before
    given = {"offices": "everything", "sure": "yes", "digest": seen["digest"]}
    assert edit(f"{DRAFT}/publish", **given).location == DRAFT
    assert published(session) == set()


def test_hostile_words_never_become_markup(edit, here, draft, make):
    fields = ("vi", "en", "hint_vi", "hint_en", "options-0-vi", "options-0-en")
    page = edit(f"{DRAFT}/questions/officials", **dict.fromkeys(fields, HOSTILE))
    assert page.status_code == 303
    assert edit(f"{DRAFT}/whole", **{"title-vi": HOSTILE, "title-en": HOSTILE}).status_code == 303
    wrong = edit(f"{DRAFT}/questions/results", key=HOSTILE, **{"options-0-key": HOSTILE})
    give = {"sure": "yes", "offices": "everything", "channels": ["qr", "kiosk"], "factor": HOSTILE}
    pages = [
        wrong,
        *(here.get(f"{DRAFT}{each}") for each in ("", "/preview", "/questions/officials")),
    ]
    pages.append(edit(f"{DRAFT}/publish", offices="everything"))
    assert edit(f"{DRAFT}/publish", **give).status_code == 303
    pages += [here.get(f"{PAGE}/one-stop/2{each}") for each in ("", "/preview", "/publish")]
    pages += [here.get(PAGE), here.get("/staff/log"), here.get(f"/s/{make.counter().code}")]
    for page in pages:
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text
        assert "<b>" not in page.text
    assert HOSTILE in unescape(here.get(f"{PAGE}/one-stop/2").text)


def upload(here, sent, name="phieu.toml"):
    page = here.get(f"{PAGE}/upload")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    data = {"csrf_token": token, "file": (io.BytesIO(sent), name)}
    return here.client.post(f"{PAGE}/upload", data=data, content_type="multipart/form-data")


ONE_STOP = dict(shipped_texts())["one-stop.toml"]


def test_a_file_becomes_a_draft_with_the_next_number(here, session):
    text = ONE_STOP.replace('key = "one-stop"', 'key = "mine"', 1).replace("\n", "\r\n")
    assert upload(here, text.encode("utf-8-sig")).status_code == 303
    assert session.get(QuestionnaireDraft, "mine").text.startswith("# How a dossier")
    assert upload(here, ONE_STOP.encode()).status_code == 303
    assert read_unchecked(session.get(QuestionnaireDraft, "one-stop").text).version == 2
    assert "Phiếu này đã có một bản nháp." in upload(here, ONE_STOP.encode()).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "Hãy chọn một tệp."),
        (ONE_STOP.encode("utf-16"), "Tệp không phải mã UTF-8, sai từ dòng 1."),
        (b"# " + "cũ\nmới".encode() + b"\n\xe9", "sai từ dòng 3."),
        (ONE_STOP.encode() + b"#" * 49_000, "Tệp lớn hơn 48 kB"),
        (
            ONE_STOP.replace("version = 1", "version = ").encode(),
            "Dòng 3: Không đọc được ở đây hoặc ngay trước đây",
        ),
        (
            ONE_STOP.replace('measure = "transaction"', 'measure = "mood"').encode(),
            "phép đo “mood”",
        ),
        (b"PK\x03\x04" + b"\x00" * 100, "Đây không phải là tệp TOML."),
        (b"MZ\x90" + b"\x00" * 60_000, "Đây không phải là tệp TOML."),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_reason(here, session, sent, said):
    page = upload(here, sent)
    assert page.status_code == 422
    assert said.casefold() in unescape(page.text).casefold()
    assert session.get(QuestionnaireDraft, "one-stop") is None


def test_fifty_megabytes_are_refused_unread(here):
    """Before anything of them is looked at: there is only the beginning."""
    page = here.client.post(
        f"{PAGE}/upload",
        data=b"--x",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": "50000000"},
    )
    assert page.status_code == 413


def test_a_draft_is_published_where_and_when_it_was_chosen(
    here, draft, edit, client, make, session, clock, logged
):
    mine, other = make.counter(), make.counter()
    edit(f"{DRAFT}/questions/overall", vi="Mọi việc có ổn không?")
    address, tomorrow = f"{DRAFT}/publish", (clock() + timedelta(days=1)).date()
    given = {"offices": str(mine.office_id), "channels": "qr", "day": tomorrow.isoformat()}
    asked = edit(address, **given)
    assert "sẽ được hỏi từ ngày 21/10/2026" in asked.text
    assert published(session) == set()
    sent = filled_in(here.get(address)) | given | {"sure": "yes"}
    for _ in ("once", "once more"):
        reply = here.client.post(address, data={k: v for k, v in sent.items() if v is not None})
        assert (reply.status_code, reply.location) == (303, f"{PAGE}/one-stop/2")
        assert "phiên bản 2" in here.get(reply.location).text
        assert published(session) == {(2, mine.office_id, "qr")}
    other_draft = here.client.post(address, data={**sent, "digest": "0" * 64})
    assert other_draft.status_code == 404
    assert session.get(QuestionnaireDraft, "one-stop") is None
    assert "Mọi việc" not in client.get(f"/s/{mine.code}").text
    clock.pass_time(days=1)
    assert "Mọi việc có ổn không?" in client.get(f"/s/{mine.code}").text
    assert "Mọi việc" not in client.get(f"/s/{other.code}").text
    assert [each[1:] for each in logged()][-3:] == [
        ("questionnaire.draft", "one-stop"),
        ("questionnaire.draft", "one-stop"),
        ("questionnaire.publish", "one-stop 2"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"offices": None}, "Hãy chọn ít nhất một cơ quan."),
        ({"offices": "12345"}, "Hãy chọn ít nhất một cơ quan."),
        ({"channels": None}, "Hãy chọn ít nhất một kênh."),
        ({"channels": "paper"}, "Hãy chọn ít nhất một kênh."),
        ({"day": "2026-10-19"}, "Hãy chọn một ngày, từ hôm nay trở đi."),
        ({"day": "hôm nay"}, "Hãy chọn một ngày, từ hôm nay trở đi."),
        ({"day": ""}, "Hãy chọn một ngày, từ hôm nay trở đi."),
    ],
)
def test_what_makes_no_sense_is_not_published(draft, edit, session, given, said):
    page = edit(f"{DRAFT}/publish", **{"offices": "everything", "sure": "yes", **given})
    assert (page.status_code, said in page.text) == (422, True)
    assert published(session) == set()


def test_a_draft_with_something_wrong_is_not_published(here, draft, edit, session):
    fields = {"question": "overall", "sure": "yes", "digest": filled_in(here.get(DRAFT))["digest"]}
    here.client.post(f"{DRAFT}/remove", data=fields | token(here))
    page = here.get(DRAFT)
    assert "Cần một câu hỏi có vai trò câu hỏi chung" in page.text
    assert "Điều kiện nêu câu “overall” mà không màn hình nào trước đó có" in page.text
    assert here.get(f"{DRAFT}/preview").status_code == 200
    assert here.get(f"{DRAFT}/publish").location == DRAFT


def test_an_administrator_of_a_part_publishes_there_what_there_is(staff, make, session, client):
    mine, other = make.counter(), make.counter()
    here = staff("administrator", mine.office)
    address = f"{PAGE}/one-stop/1/publish"
    assert 'value="everything"' not in here.get(address).text
    given = {"channels": "kiosk", "day": "2026-10-21", "sure": "yes"}
    for office in (other.office_id, "everything"):
        assert here.send(address, offices=office, **given).status_code == 422
    assert here.send(address, offices=mine.office_id, **given).status_code == 303
    newest = select(Publication).order_by(Publication.id.desc())
    assert session.scalars(newest).first().office_id == mine.office_id
    assert here.get(DRAFT).status_code == 403


def test_a_draft_is_thrown_away_after_being_asked(here, draft, session):
    page = here.send(f"{DRAFT}/discard", form_at=DRAFT)
    assert "Hủy bản nháp này?" in page.text
    here.send(f"{DRAFT}/discard", form_at=DRAFT, sure="yes")
    session.rollback()
    assert session.get(QuestionnaireDraft, "one-stop") is None
    assert here.get(DRAFT).status_code == 404


def test_the_draft_s_file_can_be_read_again(here, draft, edit):
    edit(f"{DRAFT}/questions/access", vi="Khác")
    assert parse(here.get(f"{DRAFT}/file").text).question("access").words.vi == "Khác"
