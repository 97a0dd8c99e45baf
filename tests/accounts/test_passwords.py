"""Passwords: what may be one, and how it is kept."""

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import CHEAPEST

from survey.accounts import passwords

pytestmark = pytest.mark.usefixtures("real_secrets")

GOOD = "Mưa rơi trên phố Huế"


@pytest.mark.parametrize(
    ("password", "objection"),
    [
        (GOOD, None),
        ("mười hai chữ", None),  # Twelve characters.
        ("mười hai ch", passwords.TOO_SHORT),
        (unicodedata.normalize("NFD", "mười hai ch"), passwords.TOO_SHORT),
        ("", passwords.TOO_SHORT),
        ("abcdef" * 42 + "abcd", None),  # 256 of them.
        ("abcdef" * 42 + "abcde", passwords.TOO_LONG),
        ("aaaaaaaaaaaaaaaa", passwords.TOO_PLAIN),
        ("AbAbAbCdCdCdee", passwords.TOO_PLAIN),
        ("xin chào NVAn.1!", passwords.NAMES_ITS_OWNER),
    ],
)
def test_what_may_be_a_password(password, objection):
    assert passwords.objection(password, "nvan.1") == objection


def test_the_right_password_is_recognised_and_no_other():
    kept = passwords.hashed(GOOD)
    assert passwords.is_right(kept, GOOD)
    assert not passwords.is_right(kept, GOOD + " ")
    assert not passwords.is_right(kept, "")
    assert GOOD not in kept


def test_a_keyboard_that_decomposes_vietnamese_writes_the_same_password():
    assert passwords.is_right(passwords.hashed(GOOD), unicodedata.normalize("NFD", GOOD))


def test_nothing_is_right_where_nothing_was_kept():
    assert not passwords.is_right(None, GOOD)
    assert not passwords.is_right("no hash", GOOD)


def test_an_unknown_name_costs_as_much_as_a_known_one():
    """The time that a verification takes is in the parameters of the hash."""
    kept = passwords.hashed(GOOD)
    assert extract_parameters(passwords.DECOY) == extract_parameters(kept)


# RFC 9106, section 4, the second recommended option: t = 3, p = 4, m = 2^16 KiB, 128 bits of salt.
def test_the_parameters_are_those_that_are_recommended():
    found = extract_parameters(passwords.hashed(GOOD))
    assert (found.type.name, found.time_cost, found.parallelism) == ("ID", 3, 4)
    assert (found.memory_cost, found.salt_len, found.hash_len) == (2**16, 16, 32)


def test_a_hash_with_other_parameters_is_outdated():
    assert not passwords.is_outdated(passwords.hashed(GOOD))
    assert passwords.is_outdated(PasswordHasher.from_parameters(CHEAPEST).hash(GOOD))
