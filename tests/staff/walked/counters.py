"""Counters."""

from tests.staff.walked.route import EVERYBODY, Route

ROUTES = (Route("counters.show", "/staff/counters", EVERYBODY, shows=True),)


def furnish(make, office, name):
    return {"counter": make.counter(office=office, name=f"Quầy {name}")}
