"""Tablets at counters, what they were shown, and what could not be taken from them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "pairing_attempts",
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.CheckConstraint("wrong >= 0", name=op.f("ck_pairing_attempts_not_negative")),
        sa.PrimaryKeyConstraint("minute", name=op.f("pk_pairing_attempts")),
    )
    op.create_table(
        "kiosk_contents",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_kiosk_contents_digest_length")),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_kiosk_contents_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_kiosk_contents_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_kiosk_contents_questionnaire_id"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_kiosk_contents")),
    )
    op.create_table(
        "kiosks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credential_hash", sa.String(), nullable=True),
        sa.Column("credential_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_hash", sa.String(), nullable=True),
        sa.Column("pairing_hash", sa.String(), nullable=True),
        sa.Column("pairing_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pin_salt", sa.String(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.Column("pin_iterations", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(credential_hash IS NULL) = (credential_since IS NULL)",
            name=op.f("ck_kiosks_credential_with_its_time"),
        ),
        sa.CheckConstraint(
            "(pairing_hash IS NULL) = (pairing_until IS NULL)",
            name=op.f("ck_kiosks_pairing_has_an_end"),
        ),
        sa.CheckConstraint("length(number) BETWEEN 1 AND 40", name=op.f("ck_kiosks_number_length")),
        sa.CheckConstraint("next_hash <> credential_hash", name=op.f("ck_kiosks_next_is_another")),
        sa.CheckConstraint(
            "next_hash IS NULL OR credential_hash IS NOT NULL",
            name=op.f("ck_kiosks_next_after_another"),
        ),
        sa.CheckConstraint(
            "paired_at IS NULL OR pairing_hash IS NOT NULL", name=op.f("ck_kiosks_paired_by_a_code")
        ),
        sa.CheckConstraint("revoked_at >= added_at", name=op.f("ck_kiosks_revoked_after_added")),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name=op.f("fk_kiosks_counter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosks")),
        sa.UniqueConstraint("credential_hash", name=op.f("uq_kiosks_credential_hash")),
        sa.UniqueConstraint("next_hash", name=op.f("uq_kiosks_next_hash")),
        sa.UniqueConstraint("number", name=op.f("uq_kiosks_number")),
        sa.UniqueConstraint("pairing_hash", name=op.f("uq_kiosks_pairing_hash")),
    )
    with op.batch_alter_table("kiosks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosks_counter_id"), ["counter_id"], unique=False)

    op.create_table(
        "kiosk_counters",
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_kiosk_counters_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["kiosk_id"], ["kiosks.id"], name=op.f("fk_kiosk_counters_kiosk_id")
        ),
        sa.PrimaryKeyConstraint("kiosk_id", "counter_id", name=op.f("pk_kiosk_counters")),
    )
    op.create_table(
        "kiosk_refusals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "entry", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('not-an-answer', 'unknown-content', 'another-counter', 'unknown-field', 'invalid-answers')",
            name=op.f("ck_kiosk_refusals_reason_known"),
        ),
        sa.ForeignKeyConstraint(
            ["kiosk_id"], ["kiosks.id"], name=op.f("fk_kiosk_refusals_kiosk_id")
        ),
        sa.PrimaryKeyConstraint("id", "kiosk_id", name=op.f("pk_kiosk_refusals")),
    )
    op.create_table(
        "kiosk_states",
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("behind_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("oldest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=True),
        sa.Column("quota_bytes", sa.BigInteger(), nullable=True),
        sa.Column("battery", sa.Integer(), nullable=True),
        sa.Column("is_charging", sa.Boolean(), nullable=True),
        sa.Column("clock_offset_ms", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "battery BETWEEN 0 AND 100", name=op.f("ck_kiosk_states_battery_a_percentage")
        ),
        sa.CheckConstraint(
            "stored_bytes >= 0 AND quota_bytes >= 0",
            name=op.f("ck_kiosk_states_bytes_not_negative"),
        ),
        sa.CheckConstraint(
            "waiting >= 0 AND refused >= 0 AND taken >= 0",
            name=op.f("ck_kiosk_states_not_negative"),
        ),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosks.id"], name=op.f("fk_kiosk_states_kiosk_id")),
        sa.PrimaryKeyConstraint("kiosk_id", name=op.f("pk_kiosk_states")),
    )


def downgrade() -> None:
    op.drop_table("kiosk_states")
    op.drop_table("kiosk_refusals")
    op.drop_table("kiosk_counters")
    with op.batch_alter_table("kiosks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kiosks_counter_id"))

    op.drop_table("kiosks")
    op.drop_table("kiosk_contents")
    op.drop_table("pairing_attempts")
