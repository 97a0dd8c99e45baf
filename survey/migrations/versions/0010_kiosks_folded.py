"""Names of kiosks without accents, to be searched."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def upgrade() -> None:
    op.add_column("kiosks", sa.Column("folded", sa.String(), server_default="", nullable=False))
    kiosks = sa.table("kiosks", *map(sa.column, ("id", "folded", "name", "number")))
    rows = op.get_bind().execute(sa.select(kiosks.c.id, kiosks.c.name, kiosks.c.number))
    changes = [{"of": id_, "new": folded(f"{name} {number}")} for id_, name, number in rows.all()]
    if changes:
        this = sa.update(kiosks).where(kiosks.c.id == sa.bindparam("of"))
        op.get_bind().execute(this.values(folded=sa.bindparam("new")), changes)


def downgrade() -> None:
    op.drop_column("kiosks", "folded")
