"""The settings in force, read from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from survey.hours import BadHours, Hours, read_hours
from survey.mailboxes import is_address
from survey.roles import Role
from survey.variables import EXAMPLE, SHORTEST_KEY, VARIABLES

KEPT_IN_INSTANCE = ("DATABASE_URL", "SECRET_KEY")
"""What is made in the folder INSTANCE if it is not set."""


STARTTLS, TLS, OPEN = SECURITIES = ("starttls", "tls", "none")
"""How a connection to the server for messages is kept from others."""


class BadSetting(ValueError):
    """A setting that the program must not start with."""


@dataclass(frozen=True)
class Limits:
    """When a sign-in ends by itself."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True)
class Provider:
    """The single sign-on of a province, by OpenID Connect."""

    issuer: str
    client_id: str
    client_secret: str
    name_claim: str


@dataclass(frozen=True)
class Mail:
    """The server that takes messages, and from whom they come."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True)
class Settings:
    """The settings in force."""

    database_url: str
    secret_key: str
    instance: Path
    public_url: str
    has_public_url: bool
    """Whether it was given, or is only where this process serves."""
    complaints_url: str
    kiosk_idle_seconds: int
    kiosk_hours: Hours
    host: str
    port: int
    workers: int
    trusted_proxies: int
    session_limits: Limits
    totp_required: frozenset[Role]
    provider: Provider | None
    mail: Mail | None

    @property
    def flask(self) -> dict[str, object]:
        """The same, in Flask's words."""
        return {
            "SECRET_KEY": self.secret_key,
            "INSTANCE": self.instance,
            "PUBLIC_URL": self.public_url,
            "HAS_PUBLIC_URL": self.has_public_url,
            "COMPLAINTS_URL": self.complaints_url,
            "KIOSK_IDLE_SECONDS": self.kiosk_idle_seconds,
            "KIOSK_HOURS": self.kiosk_hours,
            "SESSION_LIMITS": self.session_limits,
            "TOTP_REQUIRED": self.totp_required,
            "PROVIDER": self.provider,
            "MAIL": self.mail,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
        }


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; makes the embedded default's folder and key."""
    value = {v.name: environment.get(v.name, "").strip() or v.default for v in VARIABLES}
    number = {v.name: _within(v.name, value[v.name], *v.bounds) for v in VARIABLES if v.bounds}
    instance = Path(value["INSTANCE"]).absolute()
    if value["DATABASE_URL"] and not value["SECRET_KEY"]:
        raise BadSetting(
            "SECRET_KEY is not set. With DATABASE_URL every process and machine needs the same "
            'key: make one with  python3 -c "import secrets; print(secrets.token_hex(32))"  '
            "and set it."
        )
    if value["SECRET_KEY"] and len(value["SECRET_KEY"]) < SHORTEST_KEY:
        raise BadSetting(f"SECRET_KEY is shorter than {SHORTEST_KEY} characters.")
    database_url = _database_url(value["DATABASE_URL"], instance)
    if not all(value[name] for name in KEPT_IN_INSTANCE):
        _make_folder(instance)
    return Settings(
        database_url=database_url,
        secret_key=value["SECRET_KEY"] or _kept_key(instance / "secret_key"),
        instance=instance,
        public_url=(value["PUBLIC_URL"] or f"http://{value['HOST']}:{value['PORT']}").rstrip("/"),
        has_public_url=bool(value["PUBLIC_URL"]),
        complaints_url=value["COMPLAINTS_URL"],
        kiosk_idle_seconds=number["KIOSK_IDLE_SECONDS"],
        kiosk_hours=_hours(value["KIOSK_HOURS"]),
        host=value["HOST"],
        port=number["PORT"],
        workers=number["WORKERS"],
        trusted_proxies=number["TRUSTED_PROXIES"],
        session_limits=Limits(
            idle=timedelta(minutes=number["SESSION_IDLE_MINUTES"]),
            whole=timedelta(hours=number["SESSION_HOURS"]),
        ),
        totp_required=_roles(value["TOTP_REQUIRED"]),
        provider=_provider(value),
        mail=_mail(value, number["SMTP_PORT"]),
    )


def _database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'thuocdo.sqlite3'}"
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if url.startswith(scheme):
            return _address("postgresql+psycopg://" + url.removeprefix(scheme))
    if url.startswith("sqlite://"):
        return _address(url)
    raise BadSetting("DATABASE_URL must begin with postgresql:// or sqlite://.")


def _address(url: str) -> str:
    """The address, if it can be one. A refusal does not repeat it: a password stands in it."""
    try:
        host = make_url(url).host or ""
    except (ArgumentError, ValueError):
        raise BadSetting(f"DATABASE_URL is no address, such as {EXAMPLE}.") from None
    if "@" in host:
        raise BadSetting("DATABASE_URL has an @ in its password: write it as %40.")
    if host and url.startswith("sqlite://"):
        raise BadSetting("DATABASE_URL needs four slashes before a file: sqlite:////folder/file.")
    return url


def _within(name: str, text: str, least: int, greatest: int) -> int:
    is_short = len(text) <= len(str(greatest))
    if is_short and text.isascii() and text.isdecimal() and least <= int(text) <= greatest:
        return int(text)
    raise BadSetting(f"{name} must be a whole number from {least} to {greatest}, not {text!r}.")


def _hours(text: str) -> Hours:
    try:
        return read_hours(text)
    except BadHours as reason:
        raise BadSetting(f"KIOSK_HOURS: {reason}.") from None


def _roles(text: str) -> frozenset[Role]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Role)]
    if unknown:
        raise BadSetting(f"TOTP_REQUIRED names {unknown[0]!r}; the roles are {', '.join(Role)}.")
    return frozenset(map(Role, names))


def _provider(value: Mapping[str, str]) -> Provider | None:
    """The single sign-on, if there is one. What goes to it and back must not be read by others."""
    issuer = value["OIDC_ISSUER"].rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    is_here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise BadSetting("OIDC_ISSUER must begin with https://.")
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not value[name]:
            raise BadSetting(f"OIDC_ISSUER needs {name} too.")
    return Provider(
        issuer, value["OIDC_CLIENT_ID"], value["OIDC_CLIENT_SECRET"], value["OIDC_NAME_CLAIM"]
    )


def _mail(value: Mapping[str, str], port: int) -> Mail | None:
    """The server for messages, if there is one. Whoever listens on the way reads nothing, unless
    the operator says so; no password ever goes there openly."""
    host, security = value["SMTP_HOST"], value["SMTP_SECURITY"]
    if not host:
        return None
    for name in ("SMTP_FROM", "PUBLIC_URL"):
        if not value[name]:
            raise BadSetting(f"SMTP_HOST needs {name} too.")
    if not is_address(value["SMTP_FROM"]):
        raise BadSetting("SMTP_FROM must be an e-mail address alone, such as thuoc-do@example.vn.")
    if security not in SECURITIES:
        raise BadSetting(f"SMTP_SECURITY must be one of {', '.join(SECURITIES)}.")
    if bool(value["SMTP_USER"]) != bool(value["SMTP_PASSWORD"]):
        raise BadSetting("SMTP_USER and SMTP_PASSWORD are set together or not at all.")
    if not (value["SMTP_USER"] + value["SMTP_PASSWORD"]).isascii():
        raise BadSetting("SMTP_USER and SMTP_PASSWORD have letters that SMTP cannot send.")
    if security == OPEN and value["SMTP_PASSWORD"]:
        raise BadSetting("SMTP_PASSWORD is not sent with SMTP_SECURITY=none.")
    user, password = value["SMTP_USER"], value["SMTP_PASSWORD"]
    return Mail(host, port, security, user, password, value["SMTP_FROM"])


def _make_folder(instance: Path) -> None:
    """Make the folder of what the program keeps, for nobody but its owner."""
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadSetting(
            f"INSTANCE is {str(instance)!r}, which cannot be a folder: {error.strerror}."
        ) from None


def _kept_key(file: Path) -> str:
    """The key in a file that only its owner reads, made at the first call.

    It gets its name when it is written, so that nobody ever reads half of it.
    """
    if not file.exists():
        with NamedTemporaryFile("w", dir=file.parent) as made:
            made.write(secrets.token_hex(SHORTEST_KEY))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, file)
    key = file.read_text().strip()
    if not key:
        raise BadSetting(f"There is no key in {file}. Remove the file, and a new one is made.")
    return key
