"""Where the weekly summary of somebody goes, and what became of it each week."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "summary_addresses",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "language IN ('vi', 'en')", name=op.f("ck_summary_addresses_language_known")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_summary_addresses_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_summary_addresses")),
    )
    op.create_table(
        "summary_messages",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('sending', 'sent', 'refused')", name=op.f("ck_summary_messages_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_summary_messages_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", "week", name=op.f("pk_summary_messages")),
    )


def downgrade() -> None:
    op.drop_table("summary_messages")
    op.drop_table("summary_addresses")
