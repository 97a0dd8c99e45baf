"""What is to become the next version of a questionnaire."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "questionnaire_drafts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_from", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(digest) = 64", name=op.f("ck_questionnaire_drafts_digest_length")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_questionnaire_drafts_user_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_questionnaire_drafts")),
    )


def downgrade() -> None:
    op.drop_table("questionnaire_drafts")
