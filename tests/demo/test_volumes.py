"""The demonstration's numbers of dossiers and its targets, which are invented too."""

from collections import Counter as Numbers
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from survey.demo.volumes import DOCUMENT
from survey.models import Response, Target, Volume


def test_more_dossiers_were_settled_than_people_answered(filled):
    answers = Numbers(filled.execute(select(Response.office_id, Response.field_id)))
    settled = Numbers()
    for volume in filled.scalars(select(Volume)):
        settled[volume.office_id, volume.field_id] += volume.settled
        assert volume.received >= volume.settled
    assert all(settled[pair] > number for pair, number in answers.items())


def test_there_are_volumes_for_each_quarter_of_the_year(filled):
    periods = filled.execute(select(Volume.starts, Volume.ends).distinct())
    assert sorted(periods) == [
        (date(2025, 9, 15), date(2025, 12, 15)),
        (date(2025, 12, 15), date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 6, 15)),
        (date(2026, 6, 15), date(2026, 9, 15)),
        (date(2026, 9, 15), date(2026, 12, 15)),
    ]


def test_the_targets_of_the_year_say_that_they_are_invented(filled):
    targets = filled.scalars(select(Target).filter_by(scope="42", last_year=2027)).all()
    assert {(t.measure, t.group and t.group.code, t.threshold) for t in targets} == {
        ("transaction", None, Decimal(90)),
        ("transaction", "dat-dai-xay-dung-dau-tu", Decimal(85)),
        ("service", None, Decimal(85)),
    }
    assert {(t.document, t.first_year) for t in targets} == {(DOCUMENT, 2026)}
