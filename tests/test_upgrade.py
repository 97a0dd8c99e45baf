"""An upgrade makes what was there before as it would be had it come in today."""

from datetime import date

import flask_migrate
from sqlalchemy import select

from survey import schema
from survey.models import Comment


def test_comments_from_before_get_their_day_and_can_be_searched(app, session, make, clock):
    late = clock().replace(hour=17, minute=30)  # Half past midnight on the 21st in Vietnam.
    make.response(make.counter(), {"overall": "2"}, {"comment": "ĐỢI lâu quá"}, at=late)
    session.rollback()
    with app.app_context():
        flask_migrate.downgrade(directory=str(schema.MIGRATIONS), revision="0008")
        schema.migrate(app.extensions["sqlalchemy"].session(), clock())
        app.extensions["sqlalchemy"].session.remove()
    found = session.execute(select(Comment.body, Comment.day, Comment.folded)).all()
    assert found == [("ĐỢI lâu quá", date(2026, 10, 21), "doi lau qua")]
