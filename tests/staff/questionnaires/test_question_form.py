"""Everything that a question says in a file can be said on its page, and is kept there."""

from html import unescape

import pytest

from forms.loading import read_unchecked
from forms.questionnaire import Condition
from survey.models import QuestionnaireDraft
from tests.staff.questionnaires.filled import DRAFT, PAGE, filled_in

ACCESS = f"{DRAFT}/questions/access"
REASONS = f"{DRAFT}/questions/reasons"
ATTITUDE = f"{DRAFT}/questions/attitude"
"""It is derived: it follows from two others."""


@pytest.fixture
def press(here, draft):
    """Open a page of a form, change some fields and press a button that stores nothing."""

    def press(address, do, **changed):
        data = filled_in(here.get(address)) | changed | {"do": do}
        page = here.client.post(address, data=data)
        assert page.status_code == 200
        return page

    return press


@pytest.mark.parametrize("question", ["informing", "guidance", "experience", "channels"])
def test_a_long_questionnaire_keeps_its_blocks_and_conditions(here, session, question):
    draft = DRAFT.replace("one-stop", "sipas")
    here.send(f"{PAGE}/sipas/1/copy", form_at=f"{PAGE}/sipas/1")

    def stored():
        session.rollback()
        text = session.get(QuestionnaireDraft, "sipas").text
        return {each.key: vars(each) for each in read_unchecked(text).questions}

    before = stored()
    assert question in before
    address = f"{draft}/questions/{question}"
    assert here.client.post(address, data=filled_in(here.get(address))).status_code == 303
    assert stored() == before


def test_options_go_up_and_down_before_anything_is_stored(press, here, draft):
    first, second, third, *others = draft().question("reasons").option_keys
    page = press(REASONS, "down:options:0", vi="Đang gõ dở")
    assert [filled_in(page)[f"options-{n}-key"] for n in range(3)] == [second, first, third]
    assert filled_in(page)["vi"] == "Đang gõ dở"
    assert draft().question("reasons").option_keys == (first, second, third, *others)
    assert here.client.post(REASONS, data=filled_in(page)).status_code == 303
    assert draft().question("reasons").option_keys == (second, first, third, *others)
    page = press(REASONS, "up:options:2")
    assert [filled_in(page)[f"options-{n}-key"] for n in range(3)] == [second, third, first]


@pytest.mark.parametrize("do", ["up:options:0", "down:options:99", "up:digest:1", "x", "up:no:1"])
def test_a_button_that_leads_nowhere_changes_nothing(press, do):
    pressed, looked = filled_in(press(REASONS, do)), filled_in(press(REASONS, "look"))
    token = {"csrf_token": pressed["csrf_token"]}
    assert pressed == looked | token, "the token says the second when it was made"


def test_the_key_enter_stores_and_moves_nothing(here, draft):
    """It presses the first button of a form."""
    form = here.get(REASONS).text.partition("<main")[2]
    assert form.partition("<button")[2].startswith(" hidden>")


def test_a_question_may_depend_on_several_others(press, here, edit, draft):
    edit(ACCESS, screen="overall")
    page = press(f"{DRAFT}/questions/results", "look", **{"conditions-0-question": "overall"})
    typed = {"conditions-0-one_of": ["1", "2"], "conditions-1-question": "access"}
    page = here.client.post(
        f"{DRAFT}/questions/results", data=filled_in(page) | typed | {"do": "look"}
    )
    both = filled_in(page) | {"conditions-1-one_of": ["5"]}
    assert both["conditions-0-one_of"] == ["1", "2"]
    assert here.client.post(f"{DRAFT}/questions/results", data=both).status_code == 303
    assert draft().question("results").when == (
        Condition("overall", frozenset({"1", "2"})),
        Condition("access", frozenset({"5"})),
    )
    without = {"conditions-0-question": "", "conditions-1-one_of": ["4"]}
    assert edit(f"{DRAFT}/questions/results", **without).status_code == 303
    assert draft().question("results").when == (Condition("access", frozenset({"4"})),)


def test_what_a_question_follows_from_is_changed(edit, draft):
    """From the file: early and no complaint; on time and no complaint; a complaint."""
    changed = {"key": "attitude-2", "options-0-conditions-1-question": ""}
    assert edit(ATTITUDE, **changed).status_code == 303
    first, *others = draft().question("attitude-2").options
    assert first.when == (Condition("time", frozenset({"early"})),)
    assert [len(each.when) for each in others] == [2, 1]


def test_a_question_is_made_one_that_follows_from_others(press, here, draft):
    typed = {
        "key": "quick",
        "kind": "derived",
        "vi": "Nhanh hay chậm",
        "en": "Quick or slow",
        "indicator": "3",
        "options-0-key": "quick",
        "options-0-vi": "Nhanh",
        "options-0-en": "Quick",
        "options-0-conditions-0-question": "time",
        "options-1-key": "slow",
        "options-1-vi": "Chậm",
        "options-1-en": "Slow",
        "options-1-conditions-0-question": "time",
    }
    page = press(f"{DRAFT}/add", "look", **typed)
    chosen = {
        "options-0-conditions-0-one_of": ["early"],
        "options-0-points": "2",
        "options-1-conditions-0-one_of": ["late"],
        "options-1-points": "0",
    }
    page = here.client.post(f"{DRAFT}/add", data=filled_in(page) | chosen)
    assert page.status_code == 303
    made = draft().question("quick")
    assert (made.kind, made.screen, made.indicator) == ("derived", None, 3)
    assert [(each.points, each.when[0].one_of) for each in made.options] == [
        (2, {"early"}),
        (0, {"late"}),
    ]


def test_indicator_points_and_part_are_set(edit, here, session):
    draft = DRAFT.replace("one-stop", "sipas")
    here.send(f"{PAGE}/sipas/1/copy", form_at=f"{PAGE}/sipas/1")
    changed = {"block": "service", "group": "access", "key": "informing-2", "indicator": "4"}
    page = edit(f"{draft}/questions/informing", **changed)
    assert (page.status_code, "của tiêu chí chính thức cần số điểm 2, 1 hoặc 0" in page.text) == (
        422,
        True,
    )
    points = {name: "1" for name in filled_in(page) if name.endswith("-points")}
    kept = {name: value for name, value in filled_in(page).items() if name in points}
    assert len(kept) >= 5
    used = {name: "1" for name in points if filled_in(page)[name.replace("points", "key")]}
    sent = filled_in(page) | used
    assert here.client.post(f"{draft}/questions/informing", data=sent).status_code == 303
    session.rollback()
    made = read_unchecked(session.get(QuestionnaireDraft, "sipas").text).question("informing-2")
    assert (made.block, made.group, made.indicator) == ("service", "access", 4)
    assert {each.points for each in made.options} == {1}


@pytest.mark.parametrize(
    ("address", "changed", "said"),
    [
        (ACCESS, {"indicator": "ba"}, "“ba” không phải số nguyên"),
        (f"{DRAFT}/questions/time", {"options-0-points": "1,5"}, "“1,5” không phải số nguyên"),
        (ACCESS, {"conditions-0-question": "overall"}, "Hãy chọn những phương án trả lời"),
        (ACCESS, {"conditions-0-question": "x", "conditions-0-one_of": ["1"]}, "“x”"),
        (ACCESS, {"group": "nowhere"}, "không có phần [[parts]] “nowhere”"),
        (
            ACCESS,
            {
                "conditions-0-question": "overall",
                "conditions-0-one_of": ["1"],
                "conditions-1-question": "overall",
                "conditions-1-one_of": ["2"],
            },
            "Có hai điều kiện cùng nêu một câu hỏi",
        ),
        (
            ATTITUDE,
            {"options-0-conditions-1-question": "time", "options-0-conditions-1-one_of": ["late"]},
            "Có hai điều kiện cùng nêu một câu hỏi",
        ),
        (ATTITUDE, {"options-0-conditions-0-one_of": []}, "Hãy chọn những phương án trả lời"),
    ],
)
def test_what_is_wrong_is_said_and_kept(edit, draft, address, changed, said):
    before = draft().digest
    page = edit(address, **changed)
    assert page.status_code == 422
    assert said.casefold() in unescape(page.text).casefold()
    assert 'class="error"' in page.text
    for name, value in changed.items():
        assert filled_in(page).get(name, []) == value or name == "group"
    assert draft().digest == before


def test_everything_that_is_wrong_is_said_at_once(edit, draft):
    page = edit(ACCESS, indicator="ba", en="", **{"options-0-en": "", "options-1-key": "A"})
    said = page.text.casefold()
    for words in ("“ba” không phải số nguyên", "câu hỏi cần lời", "“1” cần lời", "phương án “a”"):
        assert words in said, words


def test_of_what_is_too_long_only_the_beginning_is_said_and_once(edit, draft):
    page = unescape(edit(ACCESS, key="d" * 1000, indicator="ba", vi="d" * 1000, en="d" * 1000).text)
    errors = page.split('class="error"')[1:]
    said = [error.split("</span>")[1].split("</p>")[0] for error in errors]
    assert sum("d" * 30 in words for words in said) == 2
    assert not any("d" * 60 in words for words in said)
    assert sum(words.count("quá dài") for words in said) == 1


def test_a_question_that_goes_to_another_screen_is_the_last_there(edit, draft):
    assert edit(f"{DRAFT}/questions/officials", screen="overall").status_code == 303
    asked = [each.key for each in draft().questions if each.screen == "overall"]
    assert asked == ["overall", "officials"]
