"""Which texts are addresses of mailboxes."""

import pytest

from survey.mailboxes import is_address

LABEL = "a" * 63


@pytest.mark.parametrize(
    "text",
    [
        "an.nguyen@sonoivu.example.gov.vn",
        "a+b@example.vn",
        "o'neil@example.com",
        "a@xn--hue-hra.vn",
        f"{'a' * 64}@example.vn",
    ],
)
def test_these_are(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "an",
        "an@localhost",
        "@example.vn",
        "an@.vn",
        "an@example..vn",
        ".an@example.vn",
        "an.@example.vn",
        "an@-example.vn",
        "an@example.vn\nBcc: binh@example.vn",
        "an@example.vn\n",
        "an@example.vn, binh@example.vn",
        "An <an@example.vn>",
        '"a b"@example.vn',
        "ấn@example.vn",
        "an@huế.vn",
        "an@10.0.0.1",
        f"{'a' * 65}@example.vn",
        f"a@{'.'.join([LABEL] * 4)}.vn",
    ],
)
def test_these_are_not(text):
    assert not is_address(text)
