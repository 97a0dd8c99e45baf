"""Every setting, with what it is for. All come from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHORTEST_KEY = 32


class BadSetting(ValueError):
    """A setting that the program must not start with."""


@dataclass(frozen=True)
class Setting:
    """One variable of the environment."""

    name: str
    default: str
    purpose: str
    bounds: tuple[int, int] | None = None
    """The least and the greatest of a setting that is a whole number."""


SETTINGS = (
    Setting(
        "DATABASE_URL",
        "",
        "the PostgreSQL database, as postgresql://user:password@host/name; "
        "empty: a SQLite file in INSTANCE",
    ),
    Setting(
        "SECRET_KEY",
        "",
        f"signs sessions; at least {SHORTEST_KEY} characters, the same on every machine; "
        "needed with DATABASE_URL, else made in INSTANCE",
    ),
    Setting("STAFF_KEY", "", "opens the staff pages; empty: made in INSTANCE"),
    Setting("INSTANCE", "instance", "the folder of the SQLite file and of the keys made here"),
    Setting("PUBLIC_URL", "", "the address that QR codes carry; empty: http://HOST:PORT"),
    Setting(
        "COMPLAINTS_URL",
        "https://dichvucong.gov.vn",
        "the national portal for feedback and complaints about a dossier",
    ),
    Setting("HOST", "127.0.0.1", "the address to serve on"),
    Setting("PORT", "8000", "the port to serve on", (1, 65535)),
    Setting("WORKERS", "2", "processes that serve; as many as the machine has cores", (1, 256)),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        "how many proxies in front may say X-Forwarded-For, -Proto and -Host",
        (0, 16),
    ),
)


@dataclass(frozen=True)
class Settings:
    """The settings in force."""

    database_url: str
    secret_key: str
    staff_key: str
    instance: Path
    public_url: str
    complaints_url: str
    host: str
    port: int
    workers: int
    trusted_proxies: int

    @property
    def flask(self) -> dict[str, object]:
        """The same, in Flask's words."""
        return {
            "SECRET_KEY": self.secret_key,
            "STAFF_KEY": self.staff_key,
            "PUBLIC_URL": self.public_url,
            "COMPLAINTS_URL": self.complaints_url,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
        }


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; makes the embedded default's folder and keys."""
    value = {s.name: environment.get(s.name, "").strip() or s.default for s in SETTINGS}
    number = {s.name: _within(s.name, value[s.name], *s.bounds) for s in SETTINGS if s.bounds}
    instance = Path(value["INSTANCE"]).absolute()
    if value["DATABASE_URL"] and not value["SECRET_KEY"]:
        raise BadSetting(
            "SECRET_KEY is not set. With DATABASE_URL every process and machine needs the same "
            'key: make one with  python3 -c "import secrets; print(secrets.token_hex(32))"  '
            "and set it."
        )
    if value["SECRET_KEY"] and len(value["SECRET_KEY"]) < SHORTEST_KEY:
        raise BadSetting(f"SECRET_KEY is shorter than {SHORTEST_KEY} characters.")
    return Settings(
        database_url=_database_url(value["DATABASE_URL"], instance),
        secret_key=value["SECRET_KEY"] or _kept_key(instance / "secret_key"),
        staff_key=value["STAFF_KEY"] or _kept_key(instance / "staff_key"),
        instance=instance,
        public_url=(value["PUBLIC_URL"] or f"http://{value['HOST']}:{value['PORT']}").rstrip("/"),
        complaints_url=value["COMPLAINTS_URL"],
        host=value["HOST"],
        port=number["PORT"],
        workers=number["WORKERS"],
        trusted_proxies=number["TRUSTED_PROXIES"],
    )


def _database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'thuocdo.sqlite3'}"
    for scheme in ("postgresql+psycopg://", "sqlite://"):
        if url.startswith(scheme):
            return url
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    raise BadSetting("DATABASE_URL must begin with postgresql:// or sqlite://.")


def _within(name: str, text: str, least: int, greatest: int) -> int:
    is_short = len(text) <= len(str(greatest))
    if is_short and text.isascii() and text.isdecimal() and least <= int(text) <= greatest:
        return int(text)
    raise BadSetting(f"{name} must be a whole number from {least} to {greatest}, not {text!r}.")


def _kept_key(file: Path) -> str:
    """The key in a file that only its owner reads, made at the first call."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as opened:
        opened.write(key := secrets.token_hex(32))
    return key
