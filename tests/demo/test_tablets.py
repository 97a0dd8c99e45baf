"""The demonstration has tablets in several states, which speak whenever it is started."""

from kiosk.fleet import HOLDING, NEVER_PAIRED, OK, REVOKED, SILENT, standings
from survey.hours import read_hours

HOURS = read_hours("1-5 07:30-17:00")


def test_tablets_do_well_or_not_and_are_heard_anew_at_each_start(run, session, clock):
    def states():
        session.rollback()
        found = standings(session.connection(), HOURS, clock())
        return {each.number: each.state for each in found}

    assert run("demo", "--responses", "40").exit_code == 0
    first = states()
    assert set(first.values()) == {OK, HOLDING, SILENT, NEVER_PAIRED, REVOKED}
    assert list(first.values()).count(OK) == 3
    clock.pass_time(days=2)
    assert OK not in states().values()
    assert run("demo", "--if-empty").exit_code == 0
    assert states() == first
