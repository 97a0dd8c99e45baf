"""Responses, comments and the counts of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "factor_counts",
        sa.Column("half", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("respondent", sa.String(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(), autoincrement=False, nullable=False),
        sa.Column("factor", sa.String(), autoincrement=False, nullable=False),
        sa.Column("neither_bad", sa.Integer(), nullable=False),
        sa.Column("factor_bad", sa.Integer(), nullable=False),
        sa.Column("overall_bad", sa.Integer(), nullable=False),
        sa.Column("both_bad", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "neither_bad >= 0 AND factor_bad >= 0 AND overall_bad >= 0 AND both_bad >= 0",
            name=op.f("ck_factor_counts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_factor_counts_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_factor_counts_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_factor_counts_questionnaire_id"),
        ),
        sa.PrimaryKeyConstraint(
            "half",
            "office_id",
            "field_id",
            "channel",
            "questionnaire_id",
            "respondent",
            "standing",
            "factor",
            name=op.f("pk_factor_counts"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "index_counts",
        sa.Column("half", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("respondent", sa.String(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("s", sa.Integer(), nullable=False),
        sa.Column("m", sa.Integer(), nullable=False),
        sa.Column("ss", sa.Integer(), nullable=False),
        sa.Column("mm", sa.Integer(), nullable=False),
        sa.Column("sm", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "n >= 0 AND s >= 0 AND m >= 0 AND ss >= 0 AND mm >= 0 AND sm >= 0",
            name=op.f("ck_index_counts_not_negative"),
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_index_counts_field_id")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_index_counts_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_index_counts_questionnaire_id"),
        ),
        sa.PrimaryKeyConstraint(
            "half",
            "office_id",
            "field_id",
            "channel",
            "questionnaire_id",
            "respondent",
            "standing",
            "part",
            name=op.f("pk_index_counts"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question_counts",
        sa.Column("half", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("respondent", sa.String(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(), autoincrement=False, nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("option_1", sa.Integer(), nullable=False),
        sa.Column("option_2", sa.Integer(), nullable=False),
        sa.Column("option_3", sa.Integer(), nullable=False),
        sa.Column("option_4", sa.Integer(), nullable=False),
        sa.Column("option_5", sa.Integer(), nullable=False),
        sa.Column("option_6", sa.Integer(), nullable=False),
        sa.Column("option_7", sa.Integer(), nullable=False),
        sa.Column("option_8", sa.Integer(), nullable=False),
        sa.Column("option_9", sa.Integer(), nullable=False),
        sa.Column("option_10", sa.Integer(), nullable=False),
        sa.Column("option_11", sa.Integer(), nullable=False),
        sa.Column("option_12", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered >= 0 AND option_1 >= 0 AND option_2 >= 0 AND option_3 >= 0 AND option_4 >= 0 AND option_5 >= 0 AND option_6 >= 0 AND option_7 >= 0 AND option_8 >= 0 AND option_9 >= 0 AND option_10 >= 0 AND option_11 >= 0 AND option_12 >= 0",
            name=op.f("ck_question_counts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_question_counts_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_question_counts_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_question_counts_questionnaire_id"),
        ),
        sa.PrimaryKeyConstraint(
            "half",
            "office_id",
            "field_id",
            "channel",
            "questionnaire_id",
            "respondent",
            "standing",
            "question",
            name=op.f("pk_question_counts"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_counts",
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(), autoincrement=False, nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("option_1", sa.Integer(), nullable=False),
        sa.Column("option_2", sa.Integer(), nullable=False),
        sa.Column("option_3", sa.Integer(), nullable=False),
        sa.Column("option_4", sa.Integer(), nullable=False),
        sa.Column("option_5", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered >= 0 AND option_1 >= 0 AND option_2 >= 0 AND option_3 >= 0 AND option_4 >= 0 AND option_5 >= 0",
            name=op.f("ck_day_counts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_day_counts_counter_id")
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_day_counts_field_id")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_day_counts_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaires.id"], name=op.f("fk_day_counts_questionnaire_id")
        ),
        sa.PrimaryKeyConstraint(
            "day",
            "office_id",
            "counter_id",
            "field_id",
            "channel",
            "questionnaire_id",
            "standing",
            name=op.f("pk_day_counts"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column(
            "answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside", sa.String(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('qr', 'kiosk', 'invite', 'paper', 'phone', 'online')",
            name=op.f("ck_responses_channel_known"),
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_responses_counter_id")
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_responses_field_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_responses_office_id")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaires.id"], name=op.f("fk_responses_questionnaire_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index("ix_responses_answered_at", ["answered_at"], unique=False)
    op.create_table(
        "comments",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 2000", name=op.f("ck_comments_body_length")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_comments_response_id")
        ),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_comments")),
    )


def downgrade() -> None:
    op.drop_table("comments")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index("ix_responses_answered_at")
    op.drop_table("responses")
    op.drop_table("day_counts")
    op.drop_table("question_counts")
    op.drop_table("index_counts")
    op.drop_table("factor_counts")
