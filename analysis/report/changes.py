"""What is other in a later report of the same scope and span, and how to say it.

The day on which the answers were counted is no figure: a report that differs in it alone says the
same. So does one of a later form that says more: two are compared in what the older form has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from analysis.disclosure import HIDDEN
from analysis.report.answer import Judged
from analysis.report.canonical import as_of
from analysis.report.rates import Rate
from analysis.report.report import Part, Report
from analysis.report.sentences import NOBODY, READINGS
from analysis.words import Language, Words, count, decimal

MEASURES = {
    "transaction": Words("Giải quyết hồ sơ", "How dossiers are handled"),
    "service": Words("Y tế, giáo dục công lập", "Public health and education"),
    "sipas": Words("SIPAS, sự hài lòng của người dân", "SIPAS, the satisfaction of residents"),
}
SECTIONS = {
    "answer": Words("kết quả chung", "the answer"),
    "respondents": Words("người trả lời", "who answered"),
    "breakdown": Words("kết quả theo lĩnh vực, quầy và kênh", "by field, counter and channel"),
    "points": Words("điểm theo thông tư", "the circular's points"),
    "dissatisfaction": Words("nguyên nhân chưa hài lòng", "what drives dissatisfaction"),
    "comparison": Words("so sánh các cơ quan", "offices side by side"),
    "scope": Words("tên cơ quan", "the name of the office"),
    "span": Words("thời gian", "the span"),
    "remedies": Words("biện pháp", "remedies"),
    "appendix": Words("phương pháp và phiếu", "method and questionnaires"),
}
OF_PARTS = tuple(each.name for each in fields(Part) if each.name != "measure")
BESIDE_PARTS = tuple(each.name for each in fields(Report) if each.name not in ("form", "parts"))
RATE = Words("{rate}\u00a0% (n = {n})", "{rate}% (n = {n})")
READ = Words("{rate}, {reading}", "{rate}, {reading}")
MOVED = Words("{measure}: {before} → {after}.", "{measure}: {before} → {after}.")
STAYED = Words("{measure}: {same}, như trước.", "{measure}: {same}, as before.")
OTHER = Words("{measure}, có thay đổi: {sections}.", "{measure}, what else changed: {sections}.")
BESIDE = Words("Ngoài ra có thay đổi: {sections}.", "Beside that changed: {sections}.")
ABSENT = Words("không có trong báo cáo", "not in the report")


@dataclass(frozen=True)
class MeasureChanged:
    """A measure of which something is other."""

    measure: str
    before: Judged | None
    after: Judged | None
    """Nothing: the measure is not in that report."""
    sections: tuple[str, ...]

    @property
    def sentences(self) -> Iterator[Words]:
        """The rate, n and the verdict before and after, and what else is other."""
        name = MEASURES.get(self.measure, Words(self.measure, self.measure))
        if _told(self.before, "vi") == _told(self.after, "vi"):
            yield _said(STAYED, measure=name, same=_words(self.after))
        else:
            yield _said(MOVED, measure=name, before=_words(self.before), after=_words(self.after))
        others = tuple(each for each in self.sections if each != "answer")
        if others:
            yield _said(OTHER, measure=name, sections=_listed(others))


@dataclass(frozen=True)
class Changes:
    """What is other."""

    measures: tuple[MeasureChanged, ...]
    sections: tuple[str, ...]
    """Beside those of measures."""

    @property
    def is_any(self) -> bool:
        return bool(self.measures or self.sections)

    @property
    def note(self) -> tuple[Words, ...]:
        """The same in sentences of either language, for a note that somebody may finish."""
        told = [sentence for each in self.measures for sentence in each.sentences]
        if self.sections:
            told.append(_said(BESIDE, sections=_listed(self.sections)))
        return tuple(told)


def changes(before: Report, after: Report) -> Changes:
    """What is other in `after`."""
    now = replace(after, appendix=replace(after.appendix, as_at=before.appendix.as_at))
    form = min(before.form, now.form)
    beside = tuple(
        name for name in BESIDE_PARTS if _differ(getattr(before, name), getattr(now, name), form)
    )
    return Changes(tuple(_measures(before, now, form)), beside)


def _differ(one: object, other: object, form: int) -> bool:
    return one != other and as_of(one, form) != as_of(other, form)


def _measures(before: Report, after: Report, form: int) -> Iterator[MeasureChanged]:
    old, new = ({part.measure: part for part in each.parts} for each in (before, after))
    for measure in dict.fromkeys([*old, *new]):
        one, other = old.get(measure), new.get(measure)
        if _differ(one, other, form):
            yield MeasureChanged(
                measure,
                one.answer.judged if one else None,
                other.answer.judged if other else None,
                tuple(
                    name
                    for name in OF_PARTS
                    if _differ(_section(one, name), _section(other, name), form)
                ),
            )


def _section(part: Part | None, name: str) -> object:
    return getattr(part, name) if part else None


def _words(judged: Judged | None) -> Words:
    return Words(_told(judged, "vi"), _told(judged, "en"))


def _told(judged: Judged | None, language: Language) -> str:
    if judged is None:
        return ABSENT.said(language)
    if judged.rate is None:
        return NOBODY.said(language).lower()
    if not isinstance(judged.rate, Rate):
        return HIDDEN.said(language).lower()
    n, share = count(judged.rate.answered, language), decimal(judged.rate.percent, language)
    rate = RATE.said(language, rate=share, n=n)
    if judged.status not in READINGS:
        return rate
    return READ.said(language, rate=rate, reading=READINGS[judged.status].said(language))


def _listed(sections: tuple[str, ...]) -> Words:
    names = [SECTIONS[each] for each in sections]
    return Words("; ".join(each.vi for each in names), "; ".join(each.en for each in names))


def _said(form: Words, **values: Words) -> Words:
    return Words(
        form.said("vi", **{name: each.vi for name, each in values.items()}),
        form.said("en", **{name: each.en for name, each in values.items()}),
    )
