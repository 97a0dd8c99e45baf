"""Who may open which page. Every page asks, unless it is in the list of public ones."""

from __future__ import annotations

import secrets

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

PUBLIC = frozenset(
    {
        "health.healthz",
        "health.readyz",
        "home.find",
        "home.start",
        "kiosk.pair",
        "posters.qr_svg",
        "respond.answer",
        "respond.ask",
        "respond.more",
        "respond.thanks",
        "shell.file",
        "shell.manifest",
        "shell.page",
        "shell.worker",
        "staff.sign_in",
        "static",
    }
)

OF_TABLETS = frozenset({"kiosk.content", "kiosk.credential", "kiosk.heartbeat", "kiosk.responses"})
"""Pages that ask for a tablet's credential by themselves. It opens these only, and no session
opens them."""

SIGNED_IN = "staff"


def init_app(app: Flask) -> None:
    """Send everybody who is not signed in away from pages that are not public."""
    app.before_request(_ask)


def is_staff_key(given: str, key: str) -> bool:
    """Whether somebody gave the key of the staff pages; takes as long for any wrong one."""
    return secrets.compare_digest(given.encode(), key.encode())


def _ask() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in PUBLIC | OF_TABLETS:
        return None
    if session.get(SIGNED_IN):
        return None
    return redirect(url_for("staff.sign_in"))
