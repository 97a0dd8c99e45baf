"""What offices were called, of which kind they were and under whom they stood, until a day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

KINDS = ("province", "department", "centre", "district", "commune", "central", "hospital", "school")


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


def downgrade() -> None:
    op.drop_table("office_pasts")
