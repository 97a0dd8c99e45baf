"""A questionnaire written as a file is read as the same questionnaire."""

import tomllib
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import parse, shipped
from forms.loading import read_unchecked, shipped_texts
from forms.questionnaire import Words
from forms.writing import renumbered, to_toml


def content(questionnaire):
    """Everything but the digest, which is the file's and not the questionnaire's."""
    return asdict(replace(questionnaire, digest=""))


@pytest.mark.parametrize("questionnaire", shipped(), ids=lambda each: each.key)
def test_what_is_shipped_is_read_as_it_was_written(questionnaire):
    again = parse(to_toml(questionnaire))
    assert content(again) == content(questionnaire)
    assert len(to_toml(questionnaire)) < 30_000, "a scale is written once"


# What TOML may hold: anything but half a pair of surrogates.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_of_any_letters_are_written(vi, en):
    said = tomllib.loads(to_toml(replace(shipped()[0], title=Words(vi, en))))["title"]
    assert said == {"vi": vi, "en": en}


def test_another_number_leaves_the_rest_of_a_file_as_it_is():
    text = dict(shipped_texts())["one-stop.toml"]
    found = renumbered(text, read_unchecked(text), 7)
    assert found == text.replace("version = 1\n", "version = 7\n", 1)
    assert "# How a dossier was handled" in found


@pytest.mark.parametrize("spelt", ['"version" = 1', "version = 1 # the first", "version = +1"])
def test_another_number_is_written_however_the_first_was_spelt(spelt):
    text = dict(shipped_texts())["one-stop.toml"].replace("version = 1", spelt, 1)
    found = read_unchecked(renumbered(text, read_unchecked(text), 7))
    assert found.version == 7
    assert content(replace(found, version=1)) == content(read_unchecked(text))
