"""Targets are searched without accents."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

COLUMNS = ("scope_name", "document", "scope")


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def upgrade() -> None:
    op.add_column("targets", sa.Column("folded", sa.String(), server_default="", nullable=False))
    table = sa.table("targets", *map(sa.column, ("id", "folded", *COLUMNS)))
    rows = op.get_bind().execute(sa.select(table.c.id, *[table.c[each] for each in COLUMNS]))
    changes = [{"of": row[0], "new": folded(" ".join(row[1:]))} for row in rows.all()]
    if changes:
        this = sa.update(table).where(table.c.id == sa.bindparam("of"))
        op.get_bind().execute(this.values(folded=sa.bindparam("new")), changes)


def downgrade() -> None:
    op.drop_column("targets", "folded")
