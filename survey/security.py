"""What a browser may do with our pages, and how much anybody may send us."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

LARGEST_BODY = 64 * 1024
HEARD_OUT = 128 * 1024 * 1024
A_PIECE = 64 * 1024
PIECES = 8 * A_PIECE
"""What of a file is in memory at once while it is taken apart; the rest is on the disk."""
MOST_PARTS = 200

REDIRECTS = (301, 302, 303, 307, 308)
"""Answers without a page that could be protected; every header costs a submission a little."""

csrf = CSRFProtect()


class SessionsOfStaff(SecureCookieSessionInterface):
    """Sessions in signed cookies. Whoever brings no cookie costs no signature."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Accept-Language",
}
"""No script and no style of a page's own, no frame around it, nothing told to other sites; and a
page is in the language that was asked for."""


def init_app(app: Flask) -> None:
    """Bound what is sent to us, and say to browsers what our pages may do."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=MOST_PARTS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_PATH="/staff",  # Not sent with an answer that staff give as citizens.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["PUBLIC_URL"].startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages tell nobody where they lead from, so no form of theirs has a Referer.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = SessionsOfStaff()
    csrf.init_app(app)
    app.after_request(_protect)


def take_files(request: Request, largest: int) -> None:
    """Let whoever is here send more than usual. It has to be asked before the form is read."""
    request.max_content_length = largest + LARGEST_BODY
    request.max_form_memory_size = PIECES


def hear_out(request: Request) -> None:
    """Let somebody finish who sends too much: a browser shows no answer before it has."""
    left = min(request.content_length or 0, HEARD_OUT)
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, A_PIECE))):
        left -= len(piece)


def _protect(response: Response) -> Response:
    has_page = response.status_code not in REDIRECTS
    if has_page and "Content-Security-Policy" not in response.headers:
        response.headers.extend(HEADERS)
        response.headers.setdefault("Cache-Control", "private")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
