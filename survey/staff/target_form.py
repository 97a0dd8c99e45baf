"""The form in which a target is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, SelectField, StringField, ValidationError

from analysis.targets import Target as Threshold
from forms.web import translatable
from survey import targets
from survey.loading import Problem
from survey.loading.cells import percentage
from survey.loading.problems import Refused
from survey.models import Target
from survey.precedence import WHOM
from survey.setting_up import Said, digest
from survey.staff import words
from survey.staff.lines import LineForm
from survey.staff.problems import put, put_beside
from survey.staff.target_list import ALL_FIELDS

ELSEWHERE = "-"
"""In the place of an office's code: a scope that is no office here. No code begins so."""

NO_SCOPE = translatable("Choose the office for which the target holds.")
NO_CODE = translatable("Give the code and the name of the place.")
ALREADY = translatable(
    "This document has set a target for the same scope, measure, fields and years already. Change "
    "that one instead."
)
NAMES = {"scope": "other_scope", "scope_name": "other_name"}
"""The fields of a scope that is no office here."""
COLUMNS = ("measure", "group", "first_year", "last_year", "comparator", "threshold", "document")


class TargetForm(LineForm):
    """A target as the loaders read it: what is typed is checked by them."""

    scope = StringField()
    other_scope = StringField()
    other_name = StringField()
    measure = StringField()
    group = StringField()
    people = BooleanField(default=True)
    organisations = BooleanField(default=True)
    first_year = StringField()
    last_year = StringField()
    comparator = StringField(default=">=")
    threshold = StringField()
    document = StringField()
    precedence = StringField(default="0")

    def __init__(
        self,
        offices: Mapping[str, str],
        groups: Mapping[str, str],
        target: Target | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.offices = offices
        self.groups = groups
        self.named = {target.scope: target.scope_name} if target else {}
        """As the target that there is names its scope, which need not be the office's name."""

    def validate_scope(self, field: SelectField) -> None:
        if field.data not in self.offices:
            raise ValidationError(NO_SCOPE)

    def validate_other_scope(self, field: StringField) -> None:
        if self.scope.data == ELSEWHERE and not (field.data and self.other_name.data):
            raise ValidationError(NO_CODE)

    @property
    def is_elsewhere(self) -> bool:
        return bool(self.scope.data == ELSEWHERE)

    @property
    def place(self) -> tuple[str, str]:
        """The code and the name of the scope."""
        if self.is_elsewhere:
            return str(self.other_scope.data), str(self.other_name.data)
        code = str(self.scope.data)
        return code, self.named.get(code, self.offices[code])

    @property
    def line(self) -> Said:
        """What was typed, as a line of a file says it."""
        scope, name = self.place
        cells = {column: " ".join((self[column].data or "").split()) for column in COLUMNS}
        whom = {
            "people": "yes" if self.people.data else "no",
            "organisations": "yes" if self.organisations.data else "no",
        }
        precedence = (self.precedence.data or "").strip()
        place = {"scope": scope.strip(), "scope_name": name.strip()}
        return {**place, **cells, **whom, "precedence": precedence}

    def told(self, line: Said) -> Said:
        """A line in the words of the log."""
        years = dict.fromkeys((line["first_year"], line["last_year"]))
        return {
            "scope": f"{line['scope_name']} ({line['scope']})",
            "measure": words.measures().get(line["measure"], line["measure"]),
            "fields": self.groups.get(line["group"], line["group"]) or gettext(ALL_FIELDS),
            "whom": words.whom([each for each in WHOM if line[each] == "yes"]),
            "years": "–".join(years),
            "demand": _demand(line["comparator"], line["threshold"]),
            "document": line["document"],
            "precedence": line["precedence"],
        }

    def show(self, problems: Iterable[Problem]) -> None:
        """Put what is wrong beside its field; what has none stands beside the document."""
        put(self.document, put_beside(self, problems, NAMES if self.is_elsewhere else {}))


def _demand(comparator: str, threshold: str) -> str:
    """What is demanded, as far as it can be read."""
    try:
        return words.demand(Threshold(percentage(threshold), comparator))
    except (Refused, ValueError):
        return f"{comparator} {threshold}"


def of(target: Target, offices: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the form of a target that there is."""
    is_here = target.scope in offices
    return {
        "scope": target.scope if is_here else ELSEWHERE,
        "other_scope": "" if is_here else target.scope,
        "other_name": "" if is_here else target.scope_name,
        "measure": target.measure,
        "group": target.group.code if target.group else "",
        "people": target.people,
        "organisations": target.organisations,
        "first_year": str(target.first_year),
        "last_year": str(target.last_year),
        "comparator": target.comparator,
        "threshold": f"{target.threshold.normalize():f}",
        "document": target.document,
        "precedence": str(target.precedence),
        "seen": digest(targets.said(target)),
    }
