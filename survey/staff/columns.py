"""What the kinds of files are called, and what stands in each of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms.web import translatable

KINDS: Mapping[str, str] = {
    "offices": translatable("Offices"),
    "fields": translatable("Fields and groups of fields"),
    "counters": translatable("Counters and places"),
    "targets": translatable("Targets"),
    "volumes": translatable("Numbers of dossiers"),
}


@dataclass(frozen=True)
class Hint:
    """What a column holds, and an example, as it is written in every language."""

    words: str
    example: str = ""


DAY = "31/12/2026"
OPENED = Hint(translatable("The first day, if it matters."), "01/07/2025")
CLOSED = Hint(translatable("The first day on which it is no longer there."), DAY)
OF_OFFICE = Hint(translatable("The code of the office that is responsible."), "so-xay-dung")
OF_QUARTER = Hint(translatable("The quarter."), "2026Q3, Quý III/2026")

COLUMNS: Mapping[str, Mapping[str, Hint]] = {
    "offices": {
        "code": Hint(
            translatable(
                "What files call the office, always the same: letters without accents, digits, "
                "hyphens. For a province or a commune its official code."
            ),
            "so-xay-dung",
        ),
        "name": Hint(translatable("As people read it."), "Sở Xây dựng"),
        "kind": Hint(
            translatable(
                "One of these: province, department, centre (a public service centre), district "
                "(until 2025), commune, central (a branch of a ministry), hospital, school."
            ),
            "department",
        ),
        "parent": Hint(translatable("The code of the office above it."), "42"),
        "opened": OPENED,
        "closed": CLOSED,
        "successor": Hint(
            translatable("The code of the office that followed a closed one."), "18073"
        ),
        "electronic_id": Hint(
            translatable("The identifier for exchanging electronic documents."), "H27.12"
        ),
        "area_code": Hint(
            translatable("Two digits for a province, five for a commune, as text."), "18073"
        ),
        "complaints": Hint(
            translatable("Where to complain about a dossier; citizens read it."), "0239 3 123 456"
        ),
    },
    "fields": {
        "kind": Hint(translatable("field, or group for a group of fields."), "field"),
        "code": Hint(translatable("What files call it, always the same."), "dat-dai"),
        "name_vi": Hint(translatable("The name in Vietnamese."), "Đất đai"),
        "name_en": Hint(translatable("The name in English."), "Land"),
        "groups": Hint(
            translatable("The codes of the groups that a field belongs to, with spaces between."),
            "dau-tu-dat-dai-xay-dung",
        ),
        "opened": OPENED,
        "closed": CLOSED,
    },
    "counters": {
        "number": Hint(translatable("What files call the counter, always the same."), "ttpvhcc-01"),
        "name": Hint(translatable("As people read it."), "Quầy số 1"),
        "place": Hint(translatable("The code of the place where it stands."), "ttpvhcc"),
        "place_name": Hint(
            translatable("The name of the place; needed once if the place is new."),
            "Trung tâm Phục vụ hành chính công",
        ),
        "place_office": Hint(
            translatable("The code of the office that runs the place; empty: the counter's own."),
            "vp-ubnd",
        ),
        "office": OF_OFFICE,
        "fields": Hint(
            translatable("The codes of the fields that are served, with spaces between."),
            "dat-dai ho-tich",
        ),
        "questionnaire": Hint(translatable("The code of the questionnaire."), "one-stop"),
        "opened": OPENED,
        "closed": CLOSED,
        "code": Hint(
            translatable(
                "The code on the poster. Leave it empty: a new counter gets one by itself."
            )
        ),
    },
    "targets": {
        "scope": Hint(
            translatable("The code of the office that it holds for, with everything under it."),
            "42",
        ),
        "scope_name": Hint(translatable("The name of that office."), "Hà Tĩnh"),
        "measure": Hint(
            translatable(
                "transaction (a dossier), sipas (residents' yearly survey) or service (health, "
                "education)."
            ),
            "transaction",
        ),
        "group": Hint(
            translatable("The code of the group of fields; empty: all fields."),
            "dau-tu-dat-dai-xay-dung",
        ),
        "people": Hint(translatable("yes or no: whether it holds for people."), "yes"),
        "organisations": Hint(
            translatable("yes or no: whether it holds for organisations and businesses."), "yes"
        ),
        "first_year": Hint(translatable("The first year."), "2026"),
        "last_year": Hint(translatable("The last year."), "2030"),
        "comparator": Hint(translatable(">= (at least) or > (above)."), ">="),
        "threshold": Hint(translatable("A percentage."), "92,5"),
        "document": Hint(translatable("The document that set it."), "Kế hoạch 12/KH-UBND"),
        "precedence": Hint(
            translatable(
                "A number; where two targets speak equally closely of the same, the larger holds."
            ),
            "0",
        ),
    },
    "volumes": {
        "office": OF_OFFICE,
        "field": Hint(translatable("The code of the field."), "dat-dai"),
        "quarter": OF_QUARTER,
        "starts": Hint(
            translatable("The first day, in a file without the column “quarter”."), "15/06/2026"
        ),
        "ends": Hint(
            translatable("The last day, in a file without the column “quarter”."), "14/09/2026"
        ),
        "received": Hint(translatable("How many dossiers were received."), "120"),
        "settled": Hint(translatable("How many dossiers were settled."), "115"),
        "on_time": Hint(
            translatable("How many of those on time; together with late, or neither."), "110"
        ),
        "late": Hint(translatable("How many of those late."), "5"),
    },
}
