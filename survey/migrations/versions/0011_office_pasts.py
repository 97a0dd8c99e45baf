"""What offices were called, of which kind they were and under whom they stood, until a day; groups
of fields are searched without accents."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

SEARCHED = ("name_vi", "name_en", "code")
KINDS = ("province", "department", "centre", "district", "commune", "central", "hospital", "school")


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def upgrade() -> None:
    known = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "office_pasts",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(f"kind IN ({known})", name=op.f("ck_office_pasts_kind_known")),
        sa.CheckConstraint(
            "parent_id <> office_id", name=op.f("ck_office_pasts_not_its_own_parent")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_office_pasts_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["offices.id"], name=op.f("fk_office_pasts_parent_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "until", name=op.f("pk_office_pasts")),
    )
    with op.batch_alter_table("office_pasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_pasts_parent_id"), ["parent_id"], unique=False)
    op.add_column(
        "field_groups", sa.Column("folded", sa.String(), server_default="", nullable=False)
    )
    groups = sa.table("field_groups", *map(sa.column, ("id", "folded", *SEARCHED)))
    columns = [groups.c[name] for name in SEARCHED]
    for row in op.get_bind().execute(sa.select(groups.c.id, *columns)).all():
        this = sa.update(groups).where(groups.c.id == row[0])
        op.get_bind().execute(this.values(folded=folded(" ".join(row[1:]))))


def downgrade() -> None:
    op.drop_column("field_groups", "folded")
    op.drop_table("office_pasts")
