"""A page with nothing in it says what it is, why it is empty and where to go on."""

import pytest

PAGES = {
    "/staff/places": ("Chưa có nơi tiếp nhận nào", "/staff/uploads?kind=counters"),
    "/staff/places/add": ("chưa có cơ quan nào", "/staff/offices/add"),
    "/staff/volumes": ("Quý này chưa cần số hồ sơ nào", "/staff/counters"),
    "/staff/targets/where": ("chưa có nơi áp dụng chỉ tiêu", "/staff/offices"),
    "/staff/counters/add": ("chưa có cơ quan nào", "/staff/offices/add"),
    "/staff/remedies/add": ("chưa có cơ quan nào", "/staff/offices/add"),
    "/staff/kiosks/add": ("chưa có quầy nào", "/staff/counters/add"),
}


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_page_leads_on_until_something_is_there(staff, make, address):
    here, (words, link) = staff("administrator"), PAGES[address]
    text = here.get(address).text
    assert words in text
    assert f'href="{link}"' in text[text.index(words) :]
    make.counter()
    assert words not in here.get(address).text
