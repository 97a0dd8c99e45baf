"""Files that somebody sends: what they would change is looked at, then all or nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import RequestEntityTooLarge

from forms.web import translatable
from survey.access import actor, here, needs, part
from survey.audit import Action, Deed, append, change
from survey.database import db
from survey.loading import KINDS, BadTable, Manner, Outcome, waiting
from survey.loading.changes import fingerprint
from survey.loading.problems import of_file
from survey.loading.run import AT_ONCE
from survey.loading.tables import LARGEST
from survey.loading.waiting import Sent
from survey.parts import shared
from survey.periods import local_day
from survey.roles import Permission
from survey.security import csrf, hear_out, take_files
from survey.staff import columns, file_words, guides
from survey.staff.sending import CALENDARS, SendFile, Tried, entries, manner, tried
from survey.staff.tables import attachment, table

bp = Blueprint("uploads", __name__, url_prefix="/staff/uploads")

SETTING_UP = needs(Permission.SET_UP)
MOST_SHOWN = 200
OF_ALL_OFFICES = "fields"
"""What belongs to no part of the tree."""

TOO_LARGE = translatable("The file is larger than 20 MB. Split it into several.")
CHOOSE_AGAIN = translatable("Choose once more what the file is about and which quarters it has.")
GONE = translatable(
    "That file does not wait here any more: it was stored or put away, or an hour has passed. "
    "Nothing else was stored. Please upload it again if you need it."
)
STORED = translatable("Stored from %(name)s: %(new)s new, %(changed)s changed.")
PUT_AWAY = translatable("Nothing was stored from %(name)s.")


class Different(Exception):
    """What a file changes is not what was shown: something else was stored meanwhile."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


@bp.get("")
@SETTING_UP
def show() -> ResponseReturnValue:
    """Where a file is chosen."""
    form = SendFile(_kinds(), formdata=None)
    form.kind.data = request.args.get("kind")
    return _ask(form)


@bp.post("")
@SETTING_UP
def send() -> ResponseReturnValue:
    """Take a file, and show what it would change."""
    take_files(request, LARGEST)
    try:
        form = SendFile(_kinds())
    except RequestEntityTooLarge:
        return _refuse_the_size()
    if not form.validate_on_submit():
        return abort(400) if "csrf_token" in form.errors else (_ask(form), 422)
    now = current_app.config["CLOCK"]()
    token = waiting.keep(db.engine, here().person.id, form.sent, now)
    return redirect(url_for(".preview", token=token), 303)


csrf.exempt(send)  # Who may send so much is asked first; then the form looks at its token.


@bp.get("/about/<kind>")
@SETTING_UP
def about(kind: str) -> ResponseReturnValue:
    """What stands in the columns of a kind of file."""
    title = _kinds().get(kind) or abort(404)
    return render_template(
        "staff/upload_columns.html",
        kind=kind,
        title=title,
        guide=guides.rows(kind),
        file_words=file_words,
    )


@bp.get("/about/<kind>/template.<any(csv, xlsx):file>")
@SETTING_UP
def template(kind: str, file: str) -> ResponseReturnValue:
    """A file to be filled in."""
    if kind not in _kinds():
        abort(404)
    content = table(file, guides.header(kind), (), guides.sheet(kind))
    return attachment(content, f"{kind}-template", file)


@bp.get("/about/<kind>/stored.<any(csv, xlsx):file>")
@SETTING_UP
def stored(kind: str, file: str) -> ResponseReturnValue:
    """What is stored, as a file that may be changed and sent back."""
    if kind not in _kinds():
        abort(404)
    rows = guides.stored(db.session(), kind, part())
    content = table(file, guides.header_of_stored(kind), rows, guides.sheet(kind))
    return attachment(content, f"{kind}-{local_day(current_app.config['CLOCK']())}", file)


@bp.get("/<token>")
@SETTING_UP
def preview(token: str) -> ResponseReturnValue:
    """What a file would change, or what is wrong with it."""
    sent = _waiting(token)
    return _look(token, sent, tried(db.session(), sent, _manner(sent))) if sent else _gone()


@bp.get("/<token>/lines.<any(csv, xlsx):file>")
@SETTING_UP
def lines(token: str, file: str) -> ResponseReturnValue:
    """The same, all of it, as a file."""
    sent = _waiting(token)
    if sent is None:
        return _gone()
    found = tried(db.session(), sent, _manner(sent))
    name = "problems" if found.problems else "changes"
    return attachment(table(file, *guides.lines(found)), name, file)


@bp.post("/<token>/store")
@SETTING_UP
def store(token: str) -> ResponseReturnValue:
    """Store all of a file if it changes what was shown, else show what it would change now."""
    sent = _waiting(token)
    if sent is None:
        return _gone()
    try:
        outcome = _store(token, sent, request.form.get("seen", ""))
    except Different as different:
        return _look(token, sent, Tried(different.outcome), is_different=True)
    except BadTable as bad:
        return _look(token, sent, Tried(problems=bad.problems))
    flash(gettext(STORED, name=sent.name, new=outcome.new, changed=outcome.changed))
    return redirect(url_for(".show"), 303)


@bp.post("/<token>/discard")
@SETTING_UP
def discard(token: str) -> ResponseReturnValue:
    """Put a file away."""
    sent = _waiting(token)
    if sent is None:
        return _gone()
    waiting.forget(db.session.connection(), token)
    db.session.commit()
    flash(gettext(PUT_AWAY, name=sent.name))
    return redirect(url_for(".show"), 303)


def _kinds() -> Mapping[str, str]:
    """What a file may be about, for whoever is there."""
    is_everything = part().is_everything
    allowed = (kind for kind in KINDS if is_everything or kind != OF_ALL_OFFICES)
    return {kind: gettext(columns.KINDS[kind]) for kind in allowed}


def _ask(form: SendFile) -> str:
    calendars = {key: gettext(words) for key, words in CALENDARS.items()}
    return render_template("staff/uploads.html", form=form, kinds=_kinds(), calendars=calendars)


def _refuse_the_size() -> ResponseReturnValue:
    hear_out(request)
    form = SendFile(_kinds(), formdata=None)  # What came with the file was not read either.
    form.file.errors = [TOO_LARGE, CHOOSE_AGAIN]
    return _ask(form), 413


def _waiting(token: str) -> Sent | None:
    now = current_app.config["CLOCK"]()
    return waiting.waiting(db.session(), here().person.id, token, now)


def _gone() -> ResponseReturnValue:
    flash(gettext(GONE), "refused")
    return redirect(url_for(".show"), 303)


def _manner(sent: Sent) -> Manner:
    return manner(sent, part(), current_app.config["CLOCK"]())


def _store(token: str, sent: Sent, seen: str) -> Outcome:
    how = _manner(sent)
    said = entries(sent, how)
    try:
        with change(db.session()) as connection:
            outcome = KINDS[sent.kind].load(db.session(), said, how)
            if fingerprint(outcome.changes) != seen:
                raise Different(outcome)
            if outcome.is_change:
                who, deed = actor(Permission.SET_UP, _one_office()), _deed(sent, outcome)
                append(connection, who, deed, how.now)
            waiting.forget(connection, token)
    except IntegrityError as error:
        raise of_file(AT_ONCE) from error
    return outcome


def _deed(sent: Sent, outcome: Outcome) -> Deed:
    numbers = {"new": outcome.new, "changed": outcome.changed}
    after = {"table": sent.kind, **numbers, "sha256": sent.sha256}
    office_id = shared(db.session(), part().offices)
    return Deed(Action.FILE_LOADED, "file", sent.name, office_id, after=after)


def _one_office() -> int | None:
    """An office on which whoever is there has the role in which they do this."""
    return min(part().offices, default=None)


def _look(
    token: str, sent: Sent, found: Tried, *, is_different: bool = False
) -> ResponseReturnValue:
    page = render_template(
        "staff/upload_preview.html",
        token=token,
        sent=sent,
        kind=_kinds().get(sent.kind, ""),
        file_words=file_words,
        outcome=found.outcome,
        changes=found.outcome.changes[:MOST_SHOWN],
        problems=[guides.said(problem) for problem in found.problems[:MOST_SHOWN]],
        total=len(found.problems) or len(found.outcome.changes),
        seen=fingerprint(found.outcome.changes),
        is_different=is_different,
    )
    status = 422 if found.problems else 409 if is_different else 200
    return page, status
