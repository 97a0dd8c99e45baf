"""The log of who did what to which thing, to which the database lets rows be added only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# SQLite forgets these with the table when a later migration copies it (batch_alter_table): make
# them again there. REPLACE takes a row away without asking the trigger on DELETE, so an INSERT may
# only add the next number.
IN_SQLITE = (
    """CREATE TRIGGER log_entries_not_changed BEFORE UPDATE ON log_entries
       BEGIN SELECT RAISE(ABORT, 'entries of the log are never changed'); END""",
    """CREATE TRIGGER log_entries_not_deleted BEFORE DELETE ON log_entries
       BEGIN SELECT RAISE(ABORT, 'entries of the log are never deleted'); END""",
    """CREATE TRIGGER log_entries_in_order BEFORE INSERT ON log_entries
       WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log_entries)
       BEGIN SELECT RAISE(ABORT, 'entries of the log follow each other'); END""",
)
IN_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'entries of the log are never changed or deleted'; END $$""",
    """CREATE TRIGGER log_entries_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entries
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_log()""",
)


def upgrade() -> None:
    op.create_table(
        "log_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(previous) = 64 AND length(hash) = 64", name=op.f("ck_log_entries_hash_length")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_log_entries_numbered_from_1")),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_log_entries_actor_id")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_log_entries_office_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_entries")),
    )
    with op.batch_alter_table("log_entries", schema=None) as batch_op:
        batch_op.create_index("ix_log_entries_at", ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_entries_office_id"), ["office_id"], unique=False)
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in IN_SQLITE if is_sqlite else IN_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("log_entries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_log()")
