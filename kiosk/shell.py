"""What a tablet keeps of the program: a page, a worker and their files, all of one version."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_from_directory

from kiosk.texts import in_both_languages
from kiosk.version import app_version
from survey.assets import A_YEAR
from survey.security import HEADERS

bp = Blueprint("shell", __name__, url_prefix="/kiosk")

FOLDER = Path(__file__).parent / "static"
SERVED = (".css", ".js", ".png", ".svg")
KEPT = (".css", ".js", ".svg")
"""What a tablet needs without the network. Pictures are for installing it."""
FOR_STAFF = ("preview.js",)
"""What only the pages of staff run."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types kiosk-worker"
)
"""Scripts and styles of our own, and the worker's address as the only text made into a script."""
POLICY_OF_WORKER = "default-src 'none'; connect-src 'self'"
POLICY_OF_FILES = "default-src 'none'"

HEADERS_OF_FILES = {
    "Content-Security-Policy": POLICY_OF_FILES,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": f"public, max-age={A_YEAR}, immutable",
}
"""Of what is no page, and has its version in its address. With all the headers of pages, the many
small files of the first visit would weigh half as much again."""


@bp.get("")
def page() -> Response:
    """The page that asks people, and everything else on a tablet."""
    text = render_template(
        "kiosk/shell.html",
        version=app_version(),
        texts=in_both_languages(),
        modules=[name for name in _files() if name.endswith(".js")],
    )
    return _text(text, "text/html", POLICY)


@bp.get("/worker.js")
def worker() -> Response:
    """What keeps the program on the tablet, and gives it when the network is gone."""
    text = render_template("kiosk/worker.js", version=app_version(), files=_files())
    reply = _text(text, "text/javascript", POLICY_OF_WORKER)
    reply.headers["Service-Worker-Allowed"] = "/kiosk"
    return reply


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """What makes the page an app that can be installed."""
    text = render_template("kiosk/manifest.webmanifest", version=app_version())
    return _text(text, "application/manifest+json", POLICY_OF_FILES)


@bp.get("/static/<version>/<name>")
def file(version: str, name: str) -> Response:
    """A file of this version. Of another there is none: half of two versions would not run."""
    if version != app_version() or not name.endswith(SERVED):
        abort(404)
    reply = send_from_directory(FOLDER, name, etag=False)
    for header in ("Content-Disposition", "Last-Modified"):
        del reply.headers[header]
    reply.headers.update(HEADERS_OF_FILES)
    return reply


def _files() -> list[str]:
    return sorted(file.name for file in FOLDER.iterdir() if _is_kept(file))


def _is_kept(file: Path) -> bool:
    return file.suffix in KEPT and file.name not in FOR_STAFF


def _text(text: str, kind: str, policy: str) -> Response:
    """A text of ours with the headers of a page, in the same words for everybody."""
    reply = Response(text, mimetype=kind, headers=HEADERS)
    del reply.headers["Vary"]
    reply.headers["Content-Security-Policy"] = policy
    reply.headers["Cache-Control"] = "no-cache"
    reply.set_etag(app_version())
    return reply
