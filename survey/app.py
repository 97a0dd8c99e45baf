"""The application, built from all parts. Nothing imports this module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import ScriptInfo
from flask_compress import Compress
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from forms import shipped
from kiosk import matters as kiosk_matters
from kiosk import pages as kiosk_pages
from kiosk import posters, shell
from kiosk.commands import kiosk
from kiosk.demo import add_tablets
from kiosk.printing import poster_command
from kiosk.staff import sheets, tablets, trying
from survey import (
    access,
    addresses,
    assets,
    deployment,
    failures,
    health,
    home,
    languages,
    respond,
    security,
    settings,
)
from survey.commands.code import code
from survey.commands.demo import demo_command
from survey.commands.installation import addresses_command, migrate_command, settings_command
from survey.commands.listing import listing
from survey.commands.load import load
from survey.commands.notify import notify_command
from survey.commands.refusals import PlainRefusals
from survey.commands.report import report_command
from survey.commands.serve import serve_command
from survey.commands.set_aside import set_aside_command
from survey.commands.user import user
from survey.commands.verify import verify_command
from survey.database import db, engine_options
from survey.report_pages import public, reading
from survey.report_pages import publishing as report_publishing
from survey.schema import MIGRATIONS
from survey.staff import (
    account,
    comments,
    counters,
    draft_screens,
    draft_whole,
    drafting,
    drafts,
    fields,
    follow_up,
    frame,
    holding,
    log,
    offices,
    pending,
    people,
    places,
    publishing,
    questionnaires,
    questions,
    remedies,
    responses,
    second_step,
    sign_in,
    single_sign_on,
    standings,
    summary,
    targets,
    today,
    uploads,
    volumes,
    withdrawing,
)

ROOT = Path(__file__).parent.parent
PARTS = (addresses, languages, assets, deployment, failures, access, frame, single_sign_on, tablets)
OF_VOICES = (comments.bp, remedies.bp, responses.bp)
OF_STAFF = (
    today.bp,
    standings.bp,
    sign_in.bp,
    single_sign_on.bp,
    account.bp,
    summary.bp,
    second_step.bp,
    counters.bp,
    offices.bp,
    places.bp,
    fields.bp,
    targets.bp,
    holding.bp,
    uploads.bp,
    sheets.bp,
    tablets.bp,
    volumes.bp,
    questionnaires.bp,
    drafting.bp,
    drafts.bp,
    draft_whole.bp,
    draft_screens.bp,
    questions.bp,
    publishing.bp,
    trying.bp,
    withdrawing.bp,
    people.bp,
    log.bp,
    *OF_VOICES,
    reading.bp,
    report_publishing.bp,
)
MATTERS = (*kiosk_matters.MATTERS, *follow_up.MATTERS, *pending.MATTERS)
"""What may need somebody today. A part that knows of another kind has a line here."""
DEMONSTRATION = (add_tablets,)
"""What the demonstration has besides offices and answers; each says anew how it does now."""
PAGES = (health.bp, home.bp, respond.bp, kiosk_pages.bp, shell.bp, posters.bp, public.bp, *OF_STAFF)


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    chosen: settings.Settings | None = None, clock: Callable[[], datetime] = utc_now
) -> Flask:
    """The WSGI application, with settings from the environment unless others are given."""
    chosen = chosen or settings.read()
    shipped()  # A questionnaire file that is wrong stops the program here.
    app = Flask("survey", template_folder=str(ROOT / "templates"))
    app.config.update(chosen.flask, CLOCK=clock, MATTERS=MATTERS, DEMONSTRATION=DEMONSTRATION)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(chosen.database_url)
    app.url_map.strict_slashes = False  # A slash too many leads to the same page.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))
    app.config["COMPRESS_ALGORITHM_STREAMING"] = ["br", "gzip"]  # Old phones know gzip only.
    Compress(app)
    security.init_app(app)
    for pages in (respond.bp, kiosk_pages.bp):
        security.csrf.exempt(pages)  # They have no session that another site could use.
    for part in PARTS:
        part.init_app(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    if chosen.trusted_proxies:
        trusted = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    return app


@click.group(cls=PlainRefusals)
@click.pass_context
def cli(context: click.Context) -> None:
    """Thước Đo: measures how satisfied people are with public services."""
    context.obj = context.obj or ScriptInfo(create_app=create_app)


for command in (
    addresses_command,
    code,
    demo_command,
    kiosk,
    listing,
    load,
    migrate_command,
    notify_command,
    poster_command,
    posters.qr_command,
    serve_command,
    set_aside_command,
    settings_command,
    user,
    report_command,
    verify_command,
):
    cli.add_command(command)
