"""Targets, and which applies where."""

from decimal import Decimal

from survey.models import Target
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route


def the_target(things):
    return things["target"].id


def the_office(things):
    return things["office"].id


TARGETS = "/staff/targets"
ONE = f"{TARGETS}/{{thing}}"
WHERE = f"{TARGETS}/where"

ROUTES = (
    Route("targets.show", TARGETS, EVERYBODY, shows=True),
    Route("targets.add", f"{TARGETS}/add", ADMINISTRATORS),
    Route("targets.add", f"{TARGETS}/add", ADMINISTRATORS, "POST"),
    Route("targets.edit", ONE, ADMINISTRATORS, shows=True, thing=the_target),
    Route("targets.edit", ONE, ADMINISTRATORS, "POST", thing=the_target),
    Route("targets.remove", f"{ONE}/remove", ADMINISTRATORS, "POST", thing=the_target),
    Route("holding.show", WHERE, EVERYBODY, shows=True),
    Route("holding.office", f"{WHERE}/{{thing}}", EVERYBODY, shows=True, thing=the_office),
)


def furnish(make, office, name):
    target = Target(
        scope=office.code,
        scope_name=office.name,
        measure="transaction",
        people=True,
        organisations=True,
        first_year=2026,
        last_year=2026,
        comparator=">=",
        threshold=Decimal(90),
        document=f"Kế hoạch {name}",
    )
    make.session.add(target)
    make.session.commit()
    return {"target": target}
