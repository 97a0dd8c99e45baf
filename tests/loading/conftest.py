"""Files for loaders, and what came of them."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from survey.loading import KINDS, BadTable, Manner, load_file
from survey.loading.sentences import Sentence


@pytest.fixture
def load(session, clock, tmp_path):
    """Loads text or bytes as a file of a kind."""

    def load(kind, content, **manner):
        file = tmp_path / "table"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_file(session, KINDS[kind], file, Manner(clock(), **manner))

    return load


@pytest.fixture
def refusals(load):
    """What is wrong with a file that is refused, all of which can be said in other languages."""

    def refusals(kind, content, **manner):
        with pytest.raises(BadTable) as refusal:
            load(kind, content, **manner)
        problems = refusal.value.problems
        assert [each for each in problems if not isinstance(each.message, Sentence)] == []
        return problems

    return refusals


@pytest.fixture
def mistakes(refusals):
    """What a command says of it."""

    def mistakes(kind, content, **manner):
        return [problem.within("FILE") for problem in refusals(kind, content, **manner)]

    return mistakes


@pytest.fixture
def one_stop_centre(make):
    """What counters refer to: an office and two fields."""
    return (
        make.office(code="so-noi-vu"),
        make.field(code="dat-dai", name_vi="Đất đai"),
        make.field(code="ho-tich", name_vi="Hộ tịch"),
    )


@pytest.fixture
def statements():
    """Collects the statements that are sent to a database."""

    @contextmanager
    def statements():
        sent = []

        def note(connection, cursor, statement, *_):
            sent.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        yield sent
        event.remove(Engine, "before_cursor_execute", note)

    return statements
