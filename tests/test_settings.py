"""Settings: what starts, what refuses to start and why."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner

from survey.app import cli
from survey.settings import BadSetting, read
from survey.variables import VARIABLES

KEY = "k" * 32
MAIL = {
    "SMTP_HOST": "mail.example.vn",
    "SMTP_FROM": "thuoc-do@example.vn",
    "PUBLIC_URL": "https://thuocdo.example.vn",
}


def test_with_nothing_set_everything_is_made_and_kept(tmp_path):
    instance = tmp_path / "instance"
    first, second = (read({"INSTANCE": str(instance)}) for _ in range(2))
    assert first == second
    assert first.database_url == f"sqlite:///{instance}/thuocdo.sqlite3"
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600
    assert first.public_url == "http://127.0.0.1:8000"


def test_a_database_of_ones_own_needs_a_key(tmp_path):
    with pytest.raises(BadSetting, match="SECRET_KEY is not set"):
        read({"DATABASE_URL": "postgresql://db/thuocdo", "INSTANCE": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 32"),
        ({"DATABASE_URL": "mysql://x", "SECRET_KEY": KEY}, "DATABASE_URL must begin with"),
        ({"DATABASE_URL": "postgresql://u:geheim@h:x/n", "SECRET_KEY": KEY}, "is no address"),
        ({"DATABASE_URL": "postgresql://u:gehe@im@h/n", "SECRET_KEY": KEY}, "write it as %40"),
        ({"DATABASE_URL": "sqlite://folder/file", "SECRET_KEY": KEY}, "needs four slashes"),
        ({"PORT": "eighty"}, "PORT must be a whole number from 1 to 65535, not 'eighty'"),
        ({"PORT": "0"}, "PORT must be a whole number from 1 to 65535, not '0'"),
        ({"PORT": "65536"}, "PORT must be a whole number from 1 to 65535, not '65536'"),
        ({"PORT": "9" * 5000}, "PORT must be a whole number from 1 to 65535, not '999"),
        ({"WORKERS": "-1"}, "WORKERS must be a whole number from 1 to 256, not '-1'"),
        ({"WORKERS": "0"}, "WORKERS must be a whole number from 1 to 256, not '0'"),
        ({"WORKERS": "257"}, "WORKERS must be a whole number from 1 to 256, not '257'"),
        ({"SMTP_HOST": "mail.example.vn"}, "SMTP_HOST needs SMTP_FROM too."),
        (
            {"SMTP_HOST": "m", "SMTP_FROM": "a@example.vn"},
            "SMTP_HOST needs PUBLIC_URL too.",
        ),
        ({**MAIL, "SMTP_FROM": "Thước Đo <a@example.vn>"}, "SMTP_FROM must be an e-mail address"),
        ({**MAIL, "SMTP_SECURITY": "ssl"}, "SMTP_SECURITY must be one of starttls, tls, none."),
        ({**MAIL, "SMTP_USER": "an"}, "SMTP_USER and SMTP_PASSWORD are set together"),
        ({**MAIL, "SMTP_USER": "an", "SMTP_PASSWORD": "mật khẩu"}, "letters that SMTP cannot send"),
        (
            {**MAIL, "SMTP_USER": "an", "SMTP_PASSWORD": "geheim", "SMTP_SECURITY": "none"},
            "SMTP_PASSWORD is not sent with SMTP_SECURITY=none.",
        ),
        ({"KIOSK_IDLE_SECONDS": "14"}, "KIOSK_IDLE_SECONDS must be a whole number from 15 to 300,"),
        ({"KIOSK_IDLE_SECONDS": "301"}, "KIOSK_IDLE_SECONDS must be a whole number from 15 to 300"),
        ({"KIOSK_HOURS": "1-5"}, "KIOSK_HOURS: '1-5' are no hours, such as 1-5 07:30-11:30, 1-5 "),
        ({"KIOSK_HOURS": "2-1 07:30-17:00"}, "KIOSK_HOURS: .* end before they begin."),
        (
            {"SESSION_IDLE_MINUTES": "0"},
            "SESSION_IDLE_MINUTES must be a whole number from 1 to 1440",
        ),
        ({"SESSION_HOURS": "721"}, "SESSION_HOURS must be a whole number from 1 to 720"),
        (
            {"TOTP_REQUIRED": "head,boss"},
            "TOTP_REQUIRED names 'boss'; the roles are administrator,",
        ),
        ({"OIDC_ISSUER": "http://sso.example.vn"}, "OIDC_ISSUER must begin with https://"),
        ({"OIDC_ISSUER": "sso.example.vn"}, "OIDC_ISSUER must begin with https://"),
        ({"OIDC_ISSUER": "https://sso.example.vn"}, "OIDC_ISSUER needs OIDC_CLIENT_ID too."),
        (
            {"OIDC_ISSUER": "https://sso.example.vn", "OIDC_CLIENT_ID": "thuoc-do"},
            "OIDC_ISSUER needs OIDC_CLIENT_SECRET too.",
        ),
        ({"TRUSTED_PROXIES": "17"}, "TRUSTED_PROXIES must be a whole number from 0 to 16, not"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path, environment, message):
    with pytest.raises(BadSetting, match=message) as refusal:
        read({"INSTANCE": str(tmp_path), **environment})
    assert "geheim" not in str(refusal.value).replace("@", "")


def test_a_folder_that_cannot_be_is_named(tmp_path):
    (tmp_path / "file").touch()
    for instance, reason in [("file", "File exists"), ("file/below", "Not a directory")]:
        with pytest.raises(BadSetting) as refusal:
            read({"INSTANCE": str(tmp_path / instance)})
        assert str(refusal.value) == (
            f"INSTANCE is '{tmp_path}/{instance}', which cannot be a folder: {reason}."
        )


@pytest.mark.parametrize(
    ("environment", "made"),
    [
        ({}, True),
        ({"SECRET_KEY": KEY}, True),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "postgresql://db/n"}, False),
    ],
)
def test_the_folder_is_made_if_anything_is_kept_there(tmp_path, environment, made):
    read({"INSTANCE": str(tmp_path / "there"), **environment})
    assert (tmp_path / "there").exists() == made


def test_those_who_start_at_once_have_the_same_keys(tmp_path):
    with ThreadPoolExecutor(8) as starters:
        found = list(starters.map(lambda _: read({"INSTANCE": str(tmp_path)}), range(40)))
    assert {len(each.secret_key) for each in found} == {64}
    assert {each.secret_key for each in found} == {found[0].secret_key}
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_an_empty_key_opens_nothing(tmp_path):
    (tmp_path / "secret_key").write_text("\n")
    with pytest.raises(BadSetting, match=r"There is no key in .*secret_key"):
        read({"INSTANCE": str(tmp_path)})


@pytest.mark.parametrize(("port", "workers", "proxies"), [(1, 1, 0), (65535, 256, 16)])
def test_the_bounds_of_a_number_belong_to_it(tmp_path, port, workers, proxies):
    numbers = {"PORT": str(port), "WORKERS": str(workers), "TRUSTED_PROXIES": str(proxies)}
    chosen = read({"INSTANCE": str(tmp_path), **numbers})
    assert (chosen.port, chosen.workers, chosen.trusted_proxies) == (port, workers, proxies)


def test_a_sign_in_ends_when_the_settings_say(tmp_path):
    numbers = {"SESSION_IDLE_MINUTES": "5", "SESSION_HOURS": "8"}
    limits = read({"INSTANCE": str(tmp_path), **numbers}).session_limits
    assert (limits.idle, limits.whole) == (timedelta(minutes=5), timedelta(hours=8))
    limits = read({"INSTANCE": str(tmp_path)}).session_limits
    assert (limits.idle, limits.whole) == (timedelta(minutes=30), timedelta(hours=12))


@pytest.mark.parametrize(
    ("text", "roles"),
    [("", set()), ("auditor", {"auditor"}), (" head, auditor ,", {"head", "auditor"})],
)
def test_some_roles_may_need_a_second_step(tmp_path, text, roles):
    chosen = read({"INSTANCE": str(tmp_path), "TOTP_REQUIRED": text})
    assert chosen.totp_required == roles


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "70000"], "PORT must be a whole number from 1 to 65535, not '70000'."),
        (["--workers", "0"], "WORKERS must be a whole number from 1 to 256, not '0'."),
    ],
)
def test_what_serve_is_given_is_judged_as_a_setting_is(monkeypatch, tmp_path, arguments, message):
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    result = CliRunner().invoke(cli, ["serve", *arguments])
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")


@pytest.mark.parametrize(
    ("environment", "address", "is_given"),
    [
        ({"HOST": "10.0.0.7", "PORT": "9000"}, "http://10.0.0.7:9000", False),
        ({"PUBLIC_URL": "https://so.example/"}, "https://so.example", True),
    ],
)
def test_it_is_known_whether_the_address_is_public(tmp_path, environment, address, is_given):
    chosen = read({"INSTANCE": str(tmp_path), **environment})
    assert (chosen.public_url, chosen.has_public_url) == (address, is_given)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg(tmp_path, scheme):
    environment = {"DATABASE_URL": f"{scheme}://u:p@h/n", "SECRET_KEY": KEY}
    chosen = read({"INSTANCE": str(tmp_path), **environment})
    assert chosen.database_url == "postgresql+psycopg://u:p@h/n"


def test_every_setting_is_listed_with_what_it_is_for():
    names = [variable.name for variable in VARIABLES]
    assert len(names) == len(set(names))
    assert all(variable.purpose for variable in VARIABLES)


def test_a_command_refuses_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/thuocdo")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    for command in ("migrate", "serve"):
        result = CliRunner().invoke(cli, [command])
        assert result.exit_code == 1
        assert result.output.startswith("Error: SECRET_KEY is not set.")
        assert "Traceback" not in result.output


def test_the_server_for_messages_is_kept_from_others_unless_somebody_says_otherwise(tmp_path):
    signed_in = {"SMTP_USER": "an", "SMTP_PASSWORD": "geheim"}
    mail = read({**MAIL, **signed_in, "INSTANCE": str(tmp_path)}).mail
    assert (mail.host, mail.port, mail.security) == ("mail.example.vn", 587, "starttls")
    assert "geheim" not in repr(mail)
    assert read({**MAIL, "SMTP_SECURITY": "none", "INSTANCE": str(tmp_path)}).mail.user == ""
