"""The second step: a code from a device, or a recovery code, each of which works once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.accounts import second_step, sessions, signing_in
from survey.accounts.second_step import Sealer, complete_with
from survey.models import RecoveryCode, StaffSession, User
from tests.accounts.conftest import LIMITS
from tests.makers import PASSWORD

SEALER = Sealer("k" * 40)
HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def secret():
    return second_step.new_secret()


@pytest.fixture
def code(secret, clock):
    """The code that the device shows, now or some time steps away."""
    return lambda steps=0: pyotp.TOTP(secret).at(clock(), counter_offset=steps)


@pytest.fixture
def an(make, session, secret, clock):
    """Somebody with a second step; their recovery codes."""
    user = make.user("head", name="an.nguyen")
    step = int(clock().timestamp()) // 30 - 10
    user.recovery = second_step.turn_on(session, user.id, SEALER.seal(secret), step, clock())
    return user


@pytest.fixture
def begin(session, clock):
    """The token of a sign-in with the right password."""

    def begin():
        begun = signing_in.by_password(session, "an.nguyen", PASSWORD, clock(), LIMITS)
        return begun.token

    return begin


@pytest.fixture
def complete(session, clock):
    """What becomes of a half sign-in with a code."""

    def complete(token, code, own=None):
        half = sessions.half_sign_in(own or session, token, clock())
        return half and complete_with(own or session, half, token, code, SEALER, clock())

    return complete


# RFC 6238, appendix B: the last six digits of its eight, with SHA-1, for its secret.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_rfc(seconds, code):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(seconds, UTC)
    assert second_step.step_of(secret, code, moment) == seconds // 30
    assert second_step.step_of(secret, f" {code[:3]} {code[3:]} ", moment) == seconds // 30


def test_a_device_reads_whose_code_it_is(secret):
    address = urlsplit(second_step.address(secret, "an.nguyen"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path == "/Th%C6%B0%E1%BB%9Bc%20%C4%90o:an.nguyen"
    query = parse_qs(address.query)
    assert (query["secret"], query["issuer"]) == ([secret], ["Thước Đo"])
    assert len(secret) == 32  # 160 bits in base 32.


def test_the_secret_is_sealed_with_a_key_that_follows_from_the_programs(secret):
    sealed = SEALER.seal(secret)
    assert secret not in sealed
    assert Sealer("k" * 40).unseal(sealed) == secret
    assert Sealer("K" * 40).unseal(sealed) is None
    assert SEALER.unseal("made up") is None
    assert SEALER.seal(secret) != sealed


def test_the_password_alone_is_half_a_sign_in(an, begin, session, clock):
    token = begin()
    assert sessions.sign_in(session, token, clock(), LIMITS) is None
    assert sessions.half_sign_in(session, token, clock()).person.name == "an.nguyen"
    clock.pass_time(minutes=10)
    assert sessions.half_sign_in(session, token, clock()) is None


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_now_or_beside_it_completes_the_sign_in(
    an, begin, complete, code, session, clock, newest, steps
):
    half = begin()
    whole = complete(half, code(steps))
    assert sessions.sign_in(session, whole, clock(), LIMITS).person.name == "an.nguyen"
    assert whole != half
    assert sessions.half_sign_in(session, half, clock()) is None
    assert newest()[2:4] == ("account.sign-in", "user")
    assert newest()[7] == {"second_step": "code"}


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_other_codes_do_not(an, begin, complete, code, steps):
    assert complete(begin(), code(steps)) is None


def test_a_code_works_once(an, begin, complete, code, clock):
    shown = code()
    assert complete(begin(), shown)
    assert complete(begin(), shown) is None
    assert complete(begin(), code(-1)) is None  # An older one was seen by somebody, too.
    clock.pass_time(seconds=30)
    assert complete(begin(), shown) is None
    clock.pass_time(seconds=2)  # The third wrong one makes the account wait.
    assert complete(begin(), code())


def test_of_those_who_use_a_code_at_once_one_gets_in(an, begin, complete, code, session):
    shown, halves = code(), [begin() for _ in range(3)]
    session.rollback()

    def use(token):
        with Session(session.get_bind()) as own:
            return complete(token, shown, own)

    with ThreadPoolExecutor(3) as threads:
        tokens = list(threads.map(use, halves))
    assert sum(token is not None for token in tokens) == 1


def test_of_those_who_use_a_recovery_code_at_once_one_gets_in(an, begin, complete, session):
    recovery, halves = an.recovery[0], [begin() for _ in range(3)]
    session.rollback()

    def use(token):
        with Session(session.get_bind()) as own:
            return complete(token, recovery, own)

    with ThreadPoolExecutor(3) as threads:
        tokens = list(threads.map(use, halves))
    assert sum(token is not None for token in tokens) == 1
    assert second_step.recovery_codes_left(session, an.id) == 9


def test_each_recovery_code_works_once_however_it_is_typed(an, begin, complete, session, newest):
    assert len(set(an.recovery)) == 10
    for number, recovery in enumerate(an.recovery):
        typed = recovery.upper().replace("-", " ") if number % 2 else recovery
        assert complete(begin(), typed)
        assert newest()[7] == {"second_step": "recovery code"}
        assert complete(begin(), recovery) is None
        session.get(User, an.id).waits_until = None
        session.commit()
    assert second_step.recovery_codes_left(session, an.id) == 0


def test_recovery_codes_are_kept_as_hashes(an, session):
    kept = session.scalars(select(RecoveryCode.digest)).all()
    assert {len(each) for each in kept} == {64}
    assert not {code.replace("-", "") for code in an.recovery} & set(kept)


def test_a_recovery_code_belongs_to_one_account(an, make, session, complete, clock):
    make.user("head", name="binh")
    other = second_step.turn_on(
        session, make.user("head").id, SEALER.seal(second_step.new_secret()), 1, clock()
    )
    token = signing_in.by_password(session, "an.nguyen", PASSWORD, clock(), LIMITS).token
    assert complete(token, other[0]) is None


def test_wrong_codes_are_counted_as_wrong_passwords_are(an, begin, complete, code, session, clock):
    """Who knows the password does not get to try codes by giving it again and again."""
    for _ in range(10):
        token = begin()
        assert complete(token, "000000" if code() != "000000" else "000001") is None
        clock.pass_time(hours=1)
    assert session.get(User, an.id).state == "locked"
    assert signing_in.by_password(session, "an.nguyen", PASSWORD, clock(), LIMITS) is None


def test_a_right_code_ends_the_count(an, begin, complete, code, session):
    complete(begin(), "000000")
    complete(begin(), code())
    session.expire_all()
    assert session.get(User, an.id).wrong_attempts == 0


def test_the_right_password_needs_no_wait_before_the_code(an, begin, complete, code, session):
    user = session.get(User, an.id)
    user.wrong_attempts = 8
    session.commit()
    assert complete(begin(), code())


def test_another_key_of_the_program_leaves_the_recovery_codes(an, begin, session, clock, code):
    other = Sealer("another key, " * 4)
    for given, works in ((code(), False), (an.recovery[0], True)):
        token = begin()
        half = sessions.half_sign_in(session, token, clock())
        assert (complete_with(session, half, token, given, other, clock()) is not None) == works


def test_it_is_turned_off_with_the_password_only(an, session, clock, newest, try_to_sign_in):
    assert not second_step.turn_off(session, an.id, "wrong", clock())
    assert session.get(User, an.id).totp_since is not None
    assert second_step.turn_off(session, an.id, PASSWORD, clock())
    assert newest()[:3] == ("an.nguyen", None, "account.second-step-off")
    assert session.get(User, an.id).totp is None
    assert session.query(RecoveryCode).count() == 0
    begun = signing_in.by_password(session, "an.nguyen", PASSWORD, clock(), LIMITS)
    assert begun.is_whole


def test_new_recovery_codes_take_the_place_of_the_old_ones(
    an, begin, complete, session, clock, newest
):
    assert second_step.renew_recovery_codes(session, an.id, "wrong", clock()) is None
    new = second_step.renew_recovery_codes(session, an.id, PASSWORD, clock())
    assert newest()[:3] == ("an.nguyen", None, "account.recovery-codes")
    assert not set(new) & set(an.recovery)
    assert complete(begin(), an.recovery[0]) is None
    assert complete(begin(), new[0])


def test_an_administrator_relieves_who_has_lost_everything(
    an, make, register, session, clock, newest
):
    boss = make.user("administrator", name="boss")
    register(boss).relieve(an.id)
    assert newest()[:5] == ("boss", "administrator", "user.second-step-off", "user", "an.nguyen")
    assert signing_in.by_password(session, "an.nguyen", PASSWORD, clock(), LIMITS).is_whole


def test_no_secret_stands_in_the_log(an, begin, complete, code, session, secret):
    complete(begin(), code())
    complete(begin(), an.recovery[0])
    entries = str(session.execute(select(User.__table__.metadata.tables["log_entries"])).all())
    for hidden in (secret, PASSWORD, *an.recovery, session.scalars(select(User.totp)).one()):
        assert hidden not in entries
    for row in session.scalars(select(StaffSession.digest)):
        assert row not in entries
