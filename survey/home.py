"""The first page: for those who type the letters under a code."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.codes import as_typed
from survey.counters import sign
from survey.database import db

bp = Blueprint("home", __name__)


@bp.get("/")
def start() -> ResponseReturnValue:
    """Where to type a code."""
    return render_template("home/start.html", is_wrong=False)


@bp.get("/s")
def find() -> ResponseReturnValue:
    """The questionnaire of the code that was typed, or where to type it: posters say `/s`."""
    if "code" not in request.args:
        return start()
    code = as_typed(request.args.get("code", ""))
    if code and sign(db.session.connection(), code, current_app.config["CLOCK"]()):
        return redirect(url_for("respond.ask", code=code))
    return render_template("home/start.html", is_wrong=True), 404
