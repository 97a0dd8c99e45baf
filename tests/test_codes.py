"""A code that was copied or torn is revoked or replaced, by a command."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.codes import Replaced, as_typed, reissue
from survey.models import CounterCode


@pytest.fixture
def counter(make):
    return make.counter(number="18073-1", name="Quầy 1")


@pytest.fixture
def codes(session, counter):
    """The codes that the counter has had, the oldest first, and whether each is in force."""

    def codes():
        session.rollback()
        found = session.scalars(select(CounterCode).order_by(CounterCode.issued_at)).all()
        return [(each.code, each.revoked_at is None) for each in found]

    return codes


def test_a_revoked_code_takes_no_answers(run, client, counter, codes):
    old = counter.code
    result = run("code", "revoke", f" {old.upper()} ")
    here = f"counter 18073-1 (Quầy 1, {counter.place.name})"
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            f"{old} is revoked. Take its posters down: {here}.",
            "For a new code: thuocdo code reissue 18073-1",
        ],
    )
    assert codes() == [(old, False)]
    assert client.get(f"/s/{old}").status_code == 410
    assert client.post(f"/s/{old}", data={"overall": "5"}).status_code == 410


def test_a_code_is_revoked_once(run, counter, clock, session):
    run("code", "revoke", counter.code)
    revoked_at = session.scalars(select(CounterCode.revoked_at)).one()
    clock.pass_time(days=1)
    again = run("code", "revoke", counter.code)
    assert (again.exit_code, again.output) == (
        0,
        f"{counter.codes[0].code} was revoked before, on 20/10/2026: nothing was changed.\n",
    )
    assert session.scalars(select(CounterCode.revoked_at)).all() == [revoked_at]


@pytest.mark.parametrize("named", ["number", "code"])
def test_a_new_code_takes_the_place_of_the_old_one(run, client, make, counter, codes, clock, named):
    make.counter()
    old = counter.code
    clock.pass_time(hours=1)
    result = run("code", "reissue", getattr(counter, named))
    first, *rest = result.output.splitlines()
    said, _, new = first.rpartition(" ")
    assert (result.exit_code, said, as_typed(new)) == (
        0,
        f"The new code of counter 18073-1 (Quầy 1, {counter.place.name}):",
        new,
    )
    assert rest == [
        f"{old} is revoked. Replace every poster that shows it.",
        "For a new poster: thuocdo poster 18073-1 -o 18073-1.pdf",
    ]
    assert {old: False, new: True}.items() <= dict(codes()).items()
    assert sum(in_force for _, in_force in codes()) == 2  # This one, and the other counter's.
    assert client.get(f"/s/{old}").status_code == 410
    assert client.get(f"/s/{new}").status_code == 200


@pytest.mark.parametrize("named", ["number", "code"])
def test_a_counter_whose_code_was_revoked_gets_a_new_one(run, counter, codes, clock, named):
    name = getattr(counter, named)
    run("code", "revoke", counter.code)
    clock.pass_time(hours=1)
    result = run("code", "reissue", name)
    assert (result.exit_code, len(result.output.splitlines())) == (0, 2)
    assert [in_force for _, in_force in codes()] == [False, True]


def test_a_code_is_replaced_once(run, counter, codes, clock):
    old = counter.code
    clock.pass_time(hours=1)
    run("code", "reissue", old)
    before = codes()
    result = run("code", "reissue", old)
    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"Error: {old} was replaced before: the counter has {before[1][0]} now.\n",
    )
    assert codes() == before


def test_of_several_who_replace_a_code_at_once_one_does(session, counter, codes, clock):
    old, engine = counter.code, session.get_bind()
    session.rollback()

    def replace(_):
        with Session(engine) as own:
            try:
                reissue(own, old, clock())
                own.commit()
            except Replaced:
                return False
            return True

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(replace, range(8))) == 1
    assert sorted(in_force for _, in_force in codes()) == [False, True]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("revoke", "zzzzzzzzzz"), "There is no code 'zzzzzzzzzz'."),
        (("revoke", "18073-1"), "There is no code '18073-1'."),
        (("reissue", "zzzzzzzzzz"), "There is no counter and no code 'zzzzzzzzzz'."),
        (("reissue", "quầy"), "There is no counter and no code 'quầy'."),
    ],
)
def test_what_is_not_there_is_not_replaced(run, counter, codes, words, said):
    before = codes()
    result = run("code", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {said}\n")
    assert codes() == before
