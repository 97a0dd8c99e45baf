"""Text as a search compares it."""

import unicodedata

import pytest

from survey.folding import folded

# Every letter of Vietnamese with every tone, and the letter without any.
VOWELS = {
    "a": "aàảãáạăằẳẵắặâầẩẫấậ",
    "e": "eèẻẽéẹêềểễếệ",
    "i": "iìỉĩíị",
    "o": "oòỏõóọôồổỗốộơờởỡớợ",
    "u": "uùủũúụưừửữứự",
    "y": "yỳỷỹýỵ",
    "d": "dđ",
}


@pytest.mark.parametrize(("plain", "letters"), VOWELS.items())
def test_every_letter_loses_its_accents(plain, letters):
    for letter in letters:
        for form in ("NFC", "NFD"):
            written = unicodedata.normalize(form, letter)
            assert folded(written) == folded(written.upper()) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hộ tịch, ĐẤT đai", "ho tich, dat dai"),
        ("  Quầy  số\t12 ", "quay so 12"),
        ("18073-1", "18073-1"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
    ],
)
def test_what_is_compared(text, found):
    assert folded(text) == found
