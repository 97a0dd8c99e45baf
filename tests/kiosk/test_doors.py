"""A tablet's credential opens the pages of tablets and no other, and nothing else opens those."""

import pytest
from werkzeug.routing import AnyConverter

from kiosk import pages
from survey.access import OF_TABLETS, PUBLIC
from tests.kiosk.tablet import new_credential
from tests.staff.browsing import Browser

MADE_UP = {
    "code": "zzzzzzzzzz",
    "filename": "citizen.css",
    "response_id": "00000000-0000-4000-8000-000000000000",
    "version": "0123456789abcdef",
    "name": "app.js",
    "key": "one-stop",
    "token": "not-a-link",
}
SOME = "1"
"""Of everything else, which are identifiers, or one of a few words."""


def made_up(name, converter):
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return MADE_UP.get(name, SOME)


def requests(app, endpoints=None):
    """Every method of every address, with made-up names in it."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if endpoints is None or rule.endpoint in endpoints:
                values = {name: made_up(name, each) for name, each in rule._converters.items()}
                path = adapter.build(rule.endpoint, values)
                yield from ((rule.endpoint, method, path) for method in rule.methods)


def looks(reply):
    with reply:
        return reply.status_code, reply.location


def test_a_credential_opens_no_other_page(app, client, paired, make):
    headers = paired(make.counter()).authorization
    app.config["WTF_CSRF_ENABLED"] = False
    others = [each for each in requests(app) if each[0] not in OF_TABLETS]
    assert {endpoint for endpoint, _, _ in others} >= {"counters.show", "respond.ask"}
    for endpoint, method, path in others:
        stranger = looks(client.open(path, method=method))
        assert looks(client.open(path, method=method, headers=headers)) == stranger, endpoint
        if endpoint not in PUBLIC:
            assert stranger[0] == 302
            assert stranger[1].startswith("/staff/sign-in")


def test_neither_a_stranger_nor_staff_open_what_is_a_tablets(app, client, make):
    user = make.user("administrator")
    wrong = {"Authorization": f"Bearer {new_credential()}"}
    assert {endpoint for endpoint, _, _ in requests(app, OF_TABLETS)} == OF_TABLETS
    for is_staff in (False, True):
        if is_staff:
            assert Browser(client).sign_in(user.name).location == "/staff/"
        for _, method, path in requests(app, OF_TABLETS):
            assert client.open(path, method=method).status_code == 401
            assert client.open(path, method=method, headers=wrong).status_code == 401


def test_every_page_for_tablets_asks_who_is_there_or_is_public(app):
    its = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{pages.bp.name}.")
    }
    assert its - PUBLIC == OF_TABLETS


@pytest.mark.parametrize("path", ["/kiosk/content", "/kiosk/pair"])
def test_no_page_for_tablets_sets_a_cookie(client, paired, make, path):
    tablet = paired(make.counter())
    for reply in (tablet.get(path), client.get(path), client.post(path)):
        assert "Set-Cookie" not in reply.headers
