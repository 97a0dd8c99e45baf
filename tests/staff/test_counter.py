"""One counter's page: what is said of it, and its code revoked or replaced."""

import re
from datetime import date

import pytest

from survey.models import LogEntry

HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def office(make):
    return make.office(code="18073", name="UBND phường Thành Sen")


@pytest.fixture
def counter(make, office):
    civil = make.field(name_vi="Hộ tịch", name_en="Civil status")
    return make.counter([civil], office, number="18073-1", name="Quầy 1")


@pytest.fixture
def page_of(staff, office):
    """The page of a counter as an operator of the office sees it."""
    here = staff("operator", office)
    return lambda counter: here.get(f"/staff/counters/{counter.id}").text


def sure(here, address, **given):
    """Send a form, and say yes when asked."""
    asked = here.send(address, form_at=address.rsplit("/", 1)[0], **given)
    return here.client.post(address, data=dict(HIDDEN.findall(asked.text)))


def test_a_page_says_what_a_counter_is_and_where_its_code_leads(counter, make, page_of, app):
    make.response(counter)
    make.session.refresh(counter)
    page = page_of(counter)
    for said in ("Quầy 1", "UBND phường Thành Sen", "18073-1", "Hộ tịch", counter.code):
        assert said in page
    assert "Ý kiến của Ông/Bà về lần làm hồ sơ này" in page
    assert "Hôm nay người dân trả lời được ở đây." in page
    assert f"http://127.0.0.1:8000/s/{counter.code}<" in page
    assert f'src="/s/{counter.code}/qr.svg"' in page
    assert re.search(r"Lượt trả lời trong quý [^<]*</dt><dd>1</dd>", page)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"closed": date(2026, 10, 20)}, "quầy đã đóng từ ngày 20/10/2026"),
        ({"opened": date(2026, 10, 21)}, "quầy mở từ ngày 21/10/2026"),
        ({"questionnaire_key": "khong-co"}, "chưa có phiếu nào được công bố"),
        ({"fields": []}, "không có lĩnh vực nào đang mở"),
    ],
)
def test_a_page_says_why_nobody_can_answer(counter, session, page_of, changed, said):
    for name, value in changed.items():
        setattr(counter, name, value)
    session.commit()
    page = page_of(counter)
    assert f"Hôm nay không ai trả lời được ở đây:</strong> {said}." in page
    assert "qr.svg" not in page


def test_a_code_is_replaced_once_whoever_does_it_is_sure(counter, staff, office, logged, session):
    here, old = staff("operator", office), counter.code
    address = f"/staff/counters/{counter.id}/reissue"
    asked = here.send(address, form_at=f"/staff/counters/{counter.id}", code=old)
    assert f"Mã {old} sẽ không nhận ý kiến nữa." in asked.text
    assert counter.place.name in asked.text
    assert logged() == []
    assert sure(here, address, code=old).status_code == 303
    session.refresh(counter)
    assert counter.code != old
    assert f"Mã mới là {counter.code}." in here.get(f"/staff/counters/{counter.id}").text
    assert [action for _, action, _ in logged()] == ["code.reissue"]
    entry = session.query(LogEntry).one()
    assert (entry.role, entry.office_id, entry.key) == ("operator", office.id, "18073-1")
    assert (entry.before, entry.after) == ({"codes": [old]}, {"codes": [counter.code]})


def test_whoever_sends_the_same_twice_does_not_replace_what_is_being_printed(
    counter, staff, office, session, logged
):
    here, old = staff("operator", office), counter.code
    address = f"/staff/counters/{counter.id}/reissue"
    sure(here, address, code=old)
    session.refresh(counter)
    new = counter.code
    again = here.send(address, form_at=f"/staff/counters/{counter.id}", code=old, sure="yes")
    assert again.status_code == 303
    assert "không có gì thay đổi" in here.get(f"/staff/counters/{counter.id}").text
    session.refresh(counter)
    assert (counter.code, len(logged())) == (new, 1)


def test_a_code_is_revoked_and_the_page_says_which_posters_to_take_down(
    counter, staff, office, session, logged, client
):
    here, old = staff("operator", office), counter.code
    address = f"/staff/counters/{counter.id}/revoke"
    assert sure(here, address, code=old).status_code == 303
    page = here.get(f"/staff/counters/{counter.id}").text
    assert "chưa có mã nào còn hiệu lực" in page
    assert f"{old}</span> thu hồi ngày 20/10/2026" in page
    assert client.get(f"/s/{old}").status_code == 410
    assert [action for _, action, _ in logged()] == ["code.revoke"]
    sure(here, f"/staff/counters/{counter.id}/reissue", code=old)
    session.refresh(counter)
    assert counter.code not in (None, old)


def test_the_code_of_another_counter_is_not_touched(counter, make, staff, office, logged, session):
    other = make.counter()
    here = staff("operator", office)
    for deed in ("reissue", "revoke"):
        address = f"/staff/counters/{counter.id}/{deed}"
        given = {"code": other.code, "sure": "yes"}
        here.send(address, form_at=f"/staff/counters/{counter.id}", **given)
    session.refresh(other)
    assert (other.code is not None, logged()) == (True, [])


@pytest.mark.parametrize("role", ["head", "auditor"])
def test_who_only_reads_is_offered_nothing_to_do(counter, staff, office, role):
    page = staff(role, office).get(f"/staff/counters/{counter.id}").text
    assert ("Quầy 1" in page, "Cấp mã mới" in page) == (True, False)


def test_a_counter_that_cannot_be_is_not_found(staff):
    here = staff("administrator")
    for number in ("0", "2147483647", "2147483648", "9" * 30):
        assert here.get(f"/staff/counters/{number}").status_code == 404
