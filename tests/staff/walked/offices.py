"""Offices."""

from tests.staff.walked.route import EVERYBODY, Route

ROUTES = (Route("offices.show", "/staff/offices", EVERYBODY, shows=True),)
