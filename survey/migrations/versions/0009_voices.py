"""What becomes of comments, what is done about them, and responses that nobody takes away."""

import unicodedata
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

# SQLite forgets these with the table when a later migration copies it (batch_alter_table): make
# them again there. REPLACE asks the triggers on DELETE, since connections have recursive_triggers.
IN_SQLITE = (
    """CREATE TRIGGER responses_not_deleted BEFORE DELETE ON responses
       BEGIN SELECT RAISE(ABORT, 'responses are never deleted'); END""",
    """CREATE TRIGGER responses_not_moved
       BEFORE UPDATE OF id, counter_id, office_id, channel, questionnaire_id, answered_at
       ON responses
       WHEN NEW.id IS NOT OLD.id OR NEW.counter_id IS NOT OLD.counter_id
         OR NEW.office_id IS NOT OLD.office_id OR NEW.channel IS NOT OLD.channel
         OR NEW.questionnaire_id IS NOT OLD.questionnaire_id
         OR NEW.answered_at IS NOT OLD.answered_at
       BEGIN SELECT RAISE(ABORT, 'responses stay where they were given'); END""",
    """CREATE TRIGGER responses_stay_set_aside BEFORE UPDATE OF set_aside ON responses
       WHEN OLD.set_aside IS NOT NULL AND NEW.set_aside IS NOT OLD.set_aside
       BEGIN SELECT RAISE(ABORT, 'what is set aside stays so, for its reason'); END""",
    """CREATE TRIGGER comments_not_deleted BEFORE DELETE ON comments
       BEGIN SELECT RAISE(ABORT, 'comments are never deleted'); END""",
)
IN_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_loss_of_answers() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         RAISE EXCEPTION 'responses and comments are never deleted, moved or taken back'
         USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER responses_not_deleted BEFORE DELETE OR TRUNCATE ON responses
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_loss_of_answers()""",
    """CREATE TRIGGER responses_not_moved
       BEFORE UPDATE OF id, counter_id, office_id, channel, questionnaire_id, answered_at
       ON responses FOR EACH ROW
       WHEN ((NEW.id, NEW.counter_id, NEW.office_id, NEW.channel, NEW.questionnaire_id,
              NEW.answered_at)
             IS DISTINCT FROM
             (OLD.id, OLD.counter_id, OLD.office_id, OLD.channel, OLD.questionnaire_id,
              OLD.answered_at))
       EXECUTE FUNCTION refuse_loss_of_answers()""",
    """CREATE TRIGGER responses_stay_set_aside BEFORE UPDATE OF set_aside ON responses
       FOR EACH ROW
       WHEN (OLD.set_aside IS NOT NULL AND NEW.set_aside IS DISTINCT FROM OLD.set_aside)
       EXECUTE FUNCTION refuse_loss_of_answers()""",
    """CREATE TRIGGER comments_not_deleted BEFORE DELETE OR TRUNCATE ON comments
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_loss_of_answers()""",
)
TRIGGERS = {
    "responses": ("responses_not_deleted", "responses_not_moved", "responses_stay_set_aside"),
    "comments": ("comments_not_deleted",),
}
JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def upgrade() -> None:
    _make_comments_findable()
    op.create_table(
        "remedies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("folded", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("length(what) BETWEEN 1 AND 1000", name=op.f("ck_remedies_what_length")),
        sa.CheckConstraint("length(who) BETWEEN 1 AND 200", name=op.f("ck_remedies_who_length")),
        sa.CheckConstraint(
            "length(outcome) BETWEEN 1 AND 1000", name=op.f("ck_remedies_outcome_length")
        ),
        sa.CheckConstraint(
            "(done_on IS NULL) = (outcome IS NULL)", name=op.f("ck_remedies_done_with_its_outcome")
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_remedies_field_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_remedies_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedies")),
    )
    op.create_index(op.f("ix_remedies_office_id"), "remedies", ["office_id"])
    op.create_table(
        "comment_reviews",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("remedy_id", sa.Integer(), nullable=True),
        sa.Column("hidden", JSON, nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('read', 'answered', 'taken-up')", name=op.f("ck_comment_reviews_state_known")
        ),
        sa.CheckConstraint(
            "length(note) BETWEEN 1 AND 1000", name=op.f("ck_comment_reviews_note_length")
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR note IS NOT NULL",
            name=op.f("ck_comment_reviews_answered_with_a_note"),
        ),
        sa.CheckConstraint(
            "state <> 'taken-up' OR remedy_id IS NOT NULL",
            name=op.f("ck_comment_reviews_taken_up_by_a_remedy"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id", "question"],
            ["comments.response_id", "comments.question"],
            name=op.f("fk_comment_reviews_response_id_question"),
        ),
        sa.ForeignKeyConstraint(
            ["remedy_id"], ["remedies.id"], name=op.f("fk_comment_reviews_remedy_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_comment_reviews_user_id")),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_comment_reviews")),
    )
    op.create_index(op.f("ix_comment_reviews_remedy_id"), "comment_reviews", ["remedy_id"])
    op.create_index(
        "ix_responses_set_aside",
        "responses",
        ["counter_id"],
        sqlite_where=sa.text("set_aside IS NOT NULL"),
        postgresql_where=sa.text("set_aside IS NOT NULL"),
    )
    op.create_index("ix_log_entries_kind_key", "log_entries", ["kind", "key"])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in IN_SQLITE if is_sqlite else IN_POSTGRESQL:
        op.execute(statement)


def _make_comments_findable() -> None:
    """Give each comment its day in Vietnam and its words without accents."""
    op.add_column(
        "comments", sa.Column("day", sa.Date(), server_default="1970-01-01", nullable=False)
    )
    op.add_column("comments", sa.Column("folded", sa.String(), server_default="", nullable=False))
    comments = sa.table(
        "comments",
        sa.column("response_id", sa.Uuid()),
        *map(sa.column, ("question", "body", "folded")),
        sa.column("day", sa.Date()),
    )
    responses = sa.table(
        "responses",
        sa.column("id", sa.Uuid()),
        sa.column("answered_at", sa.DateTime(timezone=True)),
    )
    found = sa.select(
        comments.c.response_id, comments.c.question, comments.c.body, responses.c.answered_at
    ).join(responses, responses.c.id == comments.c.response_id)
    changes = [
        {"of": row[0], "asked": row[1], "plain": folded(row[2]), "on": _day(row[3])}
        for row in op.get_bind().execute(found).all()
    ]
    if changes:
        this = sa.update(comments).where(
            comments.c.response_id == sa.bindparam("of"),
            comments.c.question == sa.bindparam("asked"),
        )
        new = this.values(folded=sa.bindparam("plain"), day=sa.bindparam("on"))
        op.get_bind().execute(new, changes)
    op.create_index("ix_comments_day", "comments", ["day"])


def _day(moment: datetime) -> date:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZONE).date()


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, names in TRIGGERS.items():
        for name in names:
            op.execute(f"DROP TRIGGER {name} ON {table}" if is_postgresql else f"DROP TRIGGER {name}")
    if is_postgresql:
        op.execute("DROP FUNCTION refuse_loss_of_answers()")
    op.drop_index("ix_log_entries_kind_key", "log_entries")
    op.drop_index("ix_responses_set_aside", "responses")
    op.drop_table("comment_reviews")
    op.drop_table("remedies")
    op.drop_index("ix_comments_day", "comments")
    op.drop_column("comments", "folded")
    op.drop_column("comments", "day")
