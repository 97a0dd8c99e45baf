"""Comments, remedies and responses."""

from datetime import timedelta

from survey import remedies
from survey.audit import Actor, change
from survey.remedies import Promise
from survey.roles import Role
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route

FOLLOWERS = frozenset({Role.ADMINISTRATOR, Role.HEAD})
READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
COMMENT = "/staff/comments/{thing}/comment"
REMEDY = "/staff/remedies/{thing}"


def the_response(things):
    return things["response"]


def the_remedy(things):
    return things["remedy"]


def of_comment(name, path, method="POST", roles=FOLLOWERS, **more):
    return Route(f"comments.{name}", COMMENT + path, roles, method, thing=the_response, **more)


def of_remedy(name, path, method="POST", roles=FOLLOWERS, **more):
    return Route(f"remedies.{name}", REMEDY + path, roles, method, thing=the_remedy, **more)


ROUTES = (
    Route("comments.show", "/staff/comments", EVERYBODY, shows=True),
    Route("comments.read", "/staff/comments/read", FOLLOWERS, "POST"),
    of_comment("one", "", "GET", EVERYBODY, shows=True),
    of_comment("answer", "/answer"),
    of_comment("hide", "/hide"),
    of_comment("join", "/join"),
    of_comment("remedy", "/remedy", "GET", shows=True),
    of_comment("remedy", "/remedy"),
    Route("remedies.show", "/staff/remedies", EVERYBODY, shows=True),
    Route("remedies.add", "/staff/remedies/add", FOLLOWERS),
    Route("remedies.add", "/staff/remedies/add", FOLLOWERS, "POST"),
    of_remedy("one", "", "GET", EVERYBODY, shows=True),
    of_remedy("alter", "/change", "GET", shows=True),
    of_remedy("alter", "/change"),
    of_remedy("done", "/done"),
    Route("responses.show", "/staff/responses", READERS, shows=True),
    Route("responses.set_aside", "/staff/responses/set-aside", ADMINISTRATORS, "POST"),
)


def furnish(make, office, name):
    counter = make.counter(office=office, name=f"Quầy {name}")
    an_hour_ago = make.clock() - timedelta(hours=1)
    texts = {"comment": f"Lời {name}"}
    response = make.response(counter, {"overall": "2"}, texts, at=an_hour_ago)
    promise = Promise(office.id, None, f"Việc {name}", f"Ông {name}", make.clock().date())
    with change(make.session):
        remedy = remedies.add(make.session, promise, Actor("an"), make.clock())
        remedy_id = remedy.id
    return {"response": response, "remedy": remedy_id}
