"""The variables of the environment that the program knows, each with what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from survey.hours import EXAMPLE as HOURS

SHORTEST_KEY = 32
EXAMPLE = "postgresql://user:password@host/name"


@dataclass(frozen=True)
class Variable:
    """One variable of the environment."""

    name: str
    default: str
    purpose: str
    bounds: tuple[int, int] | None = None
    """The least and the greatest of a setting that is a whole number."""


VARIABLES = (
    Variable(
        "DATABASE_URL",
        "",
        f"the PostgreSQL database, as {EXAMPLE}; empty: a SQLite file in INSTANCE",
    ),
    Variable(
        "SECRET_KEY",
        "",
        f"signs sessions; at least {SHORTEST_KEY} characters, the same on every machine; "
        "needed with DATABASE_URL, else made in INSTANCE",
    ),
    Variable("INSTANCE", "instance", "the folder of the SQLite file and of the key made here"),
    Variable("PUBLIC_URL", "", "the address that QR codes carry; empty: http://HOST:PORT"),
    Variable(
        "COMPLAINTS_URL",
        "https://dichvucong.gov.vn",
        "the national portal for feedback and complaints about a dossier",
    ),
    Variable("HOST", "127.0.0.1", "the address to serve on"),
    Variable("PORT", "8000", "the port to serve on", (1, 65535)),
    Variable("WORKERS", "2", "processes that serve; as many as the machine has cores", (1, 256)),
    Variable(
        "KIOSK_IDLE_SECONDS",
        "30",
        "after how long without a touch a kiosk asks whether somebody is still there",
        (15, 300),
    ),
    Variable(
        "KIOSK_HOURS",
        "1-5 07:30-17:00",
        f"when kiosks should be heard, by days of the week; several with commas: {HOURS}",
    ),
    Variable(
        "SESSION_IDLE_MINUTES",
        "30",
        "after how long without a page a member of staff is signed out",
        (1, 24 * 60),
    ),
    Variable(
        "SESSION_HOURS",
        "12",
        "after how long a member of staff is signed out in any case",
        (1, 30 * 24),
    ),
    Variable(
        "TOTP_REQUIRED",
        "",
        "roles that need a second step to sign in, such as administrator,auditor",
    ),
    Variable(
        "OIDC_ISSUER",
        "",
        "the address of a single sign-on that speaks OpenID Connect; empty: passwords only",
    ),
    Variable("OIDC_CLIENT_ID", "", "what the single sign-on calls this program"),
    Variable("OIDC_CLIENT_SECRET", "", "with which this program shows it who it is"),
    Variable(
        "OIDC_NAME_CLAIM",
        "preferred_username",
        "what it says of a person that is the name of their account here",
    ),
    Variable("SMTP_HOST", "", "the server that takes the weekly messages; empty: none are sent"),
    Variable("SMTP_PORT", "587", "its port; 465 with SMTP_SECURITY=tls", (1, 65535)),
    Variable(
        "SMTP_SECURITY",
        "starttls",
        "starttls, tls from the first byte, or none; its certificate is checked",
    ),
    Variable("SMTP_USER", "", "the name with which to sign in there, if it asks for one"),
    Variable("SMTP_PASSWORD", "", "the password to that"),
    Variable("SMTP_FROM", "", "from which address messages come; needed with SMTP_HOST"),
    Variable(
        "TRUSTED_PROXIES",
        "0",
        "how many proxies in front may say X-Forwarded-For, -Proto and -Host",
        (0, 16),
    ),
)
