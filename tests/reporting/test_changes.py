"""What late answers make of a report, said in words; the rates by hand."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta

import pytest

from analysis.report.changes import BESIDE_PARTS, OF_PARTS, SECTIONS, changes
from analysis.report.respondents import Respondents
from tests.reporting.conftest import NOW

DAY = date(2026, 9, 28)


@pytest.fixture
def before(small_office, report_of):
    return report_of(small_office)


def plain(changes, language):
    return [getattr(each, language).replace("\u00a0", " ") for each in changes.note]


def test_the_same_figures_on_another_day_are_no_change(before, small_office, report_of, clock):
    clock.now += timedelta(days=3)
    appendix = replace(before.appendix, as_at=before.appendix.as_at + timedelta(days=3))
    assert not changes(before, replace(before, appendix=appendix)).is_any
    assert changes(before, replace(before, appendix=appendix)).note == ()


def test_late_answers_are_told_by_rate_number_and_verdict(
    before, answered, small_office, report_of
):
    """(40 * 0.9 + 60 * 17/20) / 100 = 0.87, of thirty: R 4.2.2, as test_small_office.py has it."""
    answered([(DAY, "D", "5", "qr")] * 10)
    found = changes(before, report_of(small_office))
    moved, beside = plain(found, "vi")
    assert moved == (
        "Giải quyết hồ sơ: 78,0 % (n = 20), chưa đạt, chưa đủ bằng chứng → "
        "87,0 % (n = 30), chưa đạt, chưa đủ bằng chứng."
    )
    assert beside == (
        "Giải quyết hồ sơ, có thay đổi: người trả lời; kết quả theo lĩnh vực, quầy và kênh."
    )
    assert plain(found, "en")[0] == (
        "How dossiers are handled: 78.0% (n = 20), not met, not yet proven → "
        "87.0% (n = 30), not met, not yet proven."
    )
    (measure,) = found.measures
    assert measure.sections == ("answer", "respondents", "breakdown")
    assert (measure.before.rate.answered, measure.after.rate.answered) == (20, 30)


def test_a_number_that_is_hidden_now_or_was_absent_is_said_so(before, office, counters, report_of):
    nobody = report_of(office, replace(NOW, year=2027))
    nobody = replace(nobody, span=before.span)
    assert plain(changes(before, nobody), "en")[0] == (
        "How dossiers are handled: 78.0% (n = 20), not met, not yet proven → nobody has answered."
    )
    (part,) = before.parts
    gone = replace(before, parts=())
    assert plain(changes(gone, before), "vi")[0].startswith(
        "Giải quyết hồ sơ: không có trong báo cáo → 78,0 %"
    )
    judged = replace(part.answer.judged, rate="hidden", status="too few")
    hidden = replace(part, answer=replace(part.answer, judged=judged))
    assert plain(changes(before, replace(before, parts=(hidden,))), "vi")[0].endswith(
        "→ không công bố, để bảo vệ người trả lời."
    )


def test_what_changed_beside_the_rate_is_named(before):
    (part,) = before.parts
    channels = replace(part.respondents, channels=())
    other = replace(before, parts=(replace(part, respondents=channels),))
    other = replace(other, scope=replace(other.scope, name="Xã khác {n}"))
    assert plain(changes(before, other), "en") == [
        "How dossiers are handled: 78.0% (n = 20), not met, not yet proven, as before.",
        "How dossiers are handled, what else changed: who answered.",
        "Beside that changed: the name of the office.",
    ]


def test_every_section_has_a_name():
    assert set(SECTIONS) == {*OF_PARTS, *BESIDE_PARTS}


@dataclass(frozen=True)
class More(Respondents):
    """As a later form might have it."""

    by_telephone: int = field(default=0, metadata={"since": 2})


def test_a_later_form_that_says_more_is_no_change(before):
    (part,) = before.parts
    told = {each.name: getattr(part.respondents, each.name) for each in fields(Respondents)}
    newer = replace(part, respondents=More(**told, by_telephone=4))
    assert not changes(before, replace(before, form=2, parts=(newer,))).is_any
    other = More(**{**told, "open_days": 1}, by_telephone=4)
    newer = replace(before, form=2, parts=(replace(part, respondents=other),))
    assert changes(before, newer).measures[0].sections == ("respondents",)
