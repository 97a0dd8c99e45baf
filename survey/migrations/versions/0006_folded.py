"""Names of offices, places, counters, fields and people without accents, to be searched."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

SEARCHED = {
    "offices": ("name", "code"),
    "places": ("name", "code"),
    "counters": ("name", "number"),
    "fields": ("name_vi", "name_en", "code"),
    "users": ("full_name", "name"),
}


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def upgrade() -> None:
    for name, columns in SEARCHED.items():
        op.add_column(name, sa.Column("folded", sa.String(), server_default="", nullable=False))
        table = sa.table(name, *map(sa.column, ("id", "folded", *columns)))
        rows = op.get_bind().execute(sa.select(table.c.id, *[table.c[each] for each in columns]))
        changes = [{"of": row[0], "new": folded(" ".join(row[1:]))} for row in rows.all()]
        if changes:
            this = sa.update(table).where(table.c.id == sa.bindparam("of"))
            op.get_bind().execute(this.values(folded=sa.bindparam("new")), changes)


def downgrade() -> None:
    for name in SEARCHED:
        op.drop_column(name, "folded")
