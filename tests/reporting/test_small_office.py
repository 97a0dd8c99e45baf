"""Every figure of a small office, computed by hand; R 4.2.2 where a hand does not reach."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from analysis.report import NotCanonical, canonical, digest, read
from analysis.report.answer import Judged
from analysis.report.change import Change
from analysis.report.names import Asked, Demand, Scope, Thing
from analysis.report.names import Span as ToldSpan
from analysis.report.rates import Rate
from analysis.report.respondents import (
    ChannelResponse,
    FieldResponse,
    Respondents,
    Response,
)
from analysis.report.silence import Bounds, Tipping
from analysis.words import points
from survey import cells
from survey.parts import Part
from survey.periods import local_day
from survey.precedence import Precedence
from survey.reporting.served import served
from survey.standing import parts_of, standings
from tests.reporting.conftest import ANSWERS, BEFORE, NOW

CIVIL = Thing("ho-tich", "Hộ tịch", "Civil status")
LAND = Thing("dat-dai", "Đất đai", "Land")
BUILDING = Thing("xay-dung", "Xây dựng", "Construction")

# 9 of 10 are satisfied in civil status, which has 40 dossiers of the 100 there; 7 of 10 with land,
# which has 60: (40 * 0.9 + 60 * 0.7) / 100 = 0.78. Its interval is that of n* answers, which are
# fewer than twenty for the few degrees of freedom that the variance rests on (Satterthwaite):
#   V <- c(.4^2*(1-10/40)*.9*.1/9, .6^2*(1-10/60)*.7*.3/9)        # 0.0012 and 0.0070
#   d <- sum(V)^2 / sum(V^2/9)                                    # 12.0
#   n <- .78*.22/sum(V) * (qt(.975, 19)/qt(.975, d))^2            # 19.31
#   qbeta(.025, .78*n, n-.78*n+1); qbeta(.975, .78*n+1, n-.78*n)
RATE = Rate(16, 20, 100, True, Decimal("78.0"), Decimal("53.6"), Decimal("93.3"))
# 8 of 12, no dossiers known; binom.test(8, 12): 0.3488755 0.9007539
RATE_BEFORE = Rate(8, 12, None, False, Decimal("66.7"), Decimal("34.9"), Decimal("90.1"))


@pytest.fixture
def part(small_office, report_of):
    (part,) = report_of(small_office).parts
    return part


def test_a_report_says_whom_and_when_it_is_about(small_office, report_of):
    report = report_of(small_office)
    assert report.scope == Scope("office", "42.01", "UBND xã Bình An")
    days = (date(2026, 9, 15), date(2026, 12, 14))
    assert report.span == ToldSpan("quarter", 2026, 4, "administration", *days)
    assert [part.measure for part in report.parts] == ["transaction"]


def test_the_answer_comes_first(part):
    """0.78 is below 0.90, which lies in the interval: not met, and not proven. The twenty are worth
    19.31 answers, say 15 of 19, and so many more times 20/19.31 settle it:
    m <- 0:3000; p <- sapply(m, function(m) { k <- 0:m
      sum(dbinom(k, m, .78)[pbinom(15 + k, 19 + m, .9) < .025]) }); max(which(p < .8))  # 56, so 58
    """
    demand = Demand(Decimal(90), ">=", "Kế hoạch số 01", "", "", ("organisations", "people"))
    status = "below, not proven"
    assert part.answer.judged == Judged(RATE, demand, "fails", status, 58)
    assert part.answer.with_set_aside is None


def test_the_change_is_levelled_for_the_work_and_not_called_real(part):
    """With this quarter's dossiers 0.4 * 5/6 + 0.6 * 3/6 = 0.6333 before, so 14.7 points more.
    Newcombe's interval at the 19.13 and 12 answers that both are worth, with p = (s + 1)/(n + 2):
    worth <- function(w, s, n) { q <- (s+1)/(n+2); P <- sum(w*q)
      min(P*(1-P)/sum(w^2*q*(1-q)/n), sum(n)) }  # c(.4, .6), c(9, 7), c(10, 10); c(5, 3), c(6, 6)
    """
    numbers = [Decimal(each) for each in ("14.7", "-15.7", "44.8")]
    told = {"real": False, "enough": False, "levelled": True, "covered": Decimal("80.0")}
    days = (date(2026, 6, 15), date(2026, 9, 14))
    span = ToldSpan("quarter", 2026, 3, "administration", *days)
    assert part.answer.change == Change(span, RATE_BEFORE, *numbers, **told)


def test_who_answered_and_what_the_silent_could_change(part):
    """20 of 40 + 60 + 25 = 125 dossiers; all: 16/125 to (16 + 105)/125. 90 % of 125 are 112.5, so
    113 - 16 = 97 of the 105 silent must be satisfied: 92.38 %.

    It was open on the weekdays from Tuesday, 15 September, to Monday, 19 October: five weeks, 25
    days. People answered on nine of them, and on a Saturday.
    """
    heard = {day for day, *_ in ANSWERS}
    days = [date(2026, 9, 15) + timedelta(days=n) for n in range(35)]
    silent = tuple(day for day in days if day.isoweekday() < 6 and day not in heard)
    assert len(silent) == 16
    assert part.respondents == Respondents(
        response=Response(20, 125, Decimal("16.0")),
        fields=(
            FieldResponse(LAND, Response(10, 60, Decimal("16.7"))),
            FieldResponse(CIVIL, Response(10, 40, Decimal("25.0"))),
            FieldResponse(BUILDING, Response(0, 25, Decimal("0.0"))),
        ),
        channels=(ChannelResponse("kiosk", 8), ChannelResponse("qr", 12)),
        silent_fields=(BUILDING,),
        open_days=25,
        silent_days=silent,
        worst_case=Bounds(Decimal("12.8"), Decimal("96.8")),
        tipping=Tipping(105, 97, Decimal("92.4"), can_turn=True),
        notes=("self-selection",),
    )


def test_a_report_is_read_back_byte_for_byte(small_office, report_of):
    report = report_of(small_office)
    stored = canonical(report)
    assert read(stored) == report
    assert canonical(read(stored)) == stored
    assert "UBND xã Bình An".encode() in stored
    assert digest(read(stored)) == digest(report)
    for other in (stored + b" ", stored.replace(b":", b": ", 1), b"{}", b""):
        with pytest.raises(NotCanonical):
            read(other)


def test_a_quarter_without_answers_is_a_report_too(office, counters, set_target, report_of):
    set_target("42.01", 90)
    (part,) = report_of(office, BEFORE).parts
    assert part.answer.judged.rate is None
    assert (part.answer.judged.official, part.answer.judged.status) == ("no estimate", "too few")
    assert part.answer.change is None
    assert part.respondents.response == Response(0, None, None)
    assert part.respondents.silent_fields == (LAND, CIVIL, BUILDING)
    assert len(part.respondents.silent_days) == part.respondents.open_days == 66
    report = report_of(office, BEFORE)
    assert read(canonical(report)) == report


def test_the_first_page_of_staff_says_the_same(session, clock, small_office, part):
    precedence = Precedence.read(session, local_day(clock()))
    counted = cells.read(session, NOW.period, None)
    parts = parts_of(precedence, Part.of([small_office.id]))
    pairs = served(session, NOW.period, [small_office.id], counted)
    standing = standings(precedence, counted, parts, 2026, pairs)[0]
    figure, judged = standing.main, part.answer.judged
    shares = (figure.estimate, figure.low, figure.high)
    told = (judged.rate.percent, judged.rate.low, judged.rate.high)
    assert tuple(points(each, "en") for each in shares) == tuple(str(each) for each in told)
    assert (figure.official, figure.status) == (judged.official, judged.status)
    response, bounds = part.respondents.response, part.respondents.worst_case
    assert (standing.settled, standing.response_rate) == (response.dossiers, 20 / 125)
    worst = standing.worst_case()
    told = (str(bounds.low), str(bounds.high))
    assert (points(worst.low, "en"), points(worst.high, "en")) == told


def test_the_appendix_says_how_and_from_what_it_was_computed(small_office, report_of, make):
    appendix = report_of(small_office).appendix
    version = make.version("one-stop")
    assert appendix.questionnaires == (
        Asked("transaction", "one-stop", 1, version.title, version.title_en, version.digest),
    )
    numbers = (appendix.as_at, appendix.level_percent, appendix.fewest, appendix.enough)
    assert numbers == (date(2026, 10, 20), 95, 5, 30)
    assert (appendix.method, len(set(appendix.definitions))) == (1, len(appendix.definitions))
