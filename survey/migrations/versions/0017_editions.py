"""Published reports, and those that everybody may read, to which rows are added only."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

TABLES = ("editions", "public_reports", "public_turns")
SAME = {
    "editions": """id = NEW.id
        OR (office_id = NEW.office_id AND scope = NEW.scope AND span = NEW.span
            AND year = NEW.year AND quarter = NEW.quarter AND calendar = NEW.calendar
            AND last = NEW.last AND number = NEW.number)""",
    "public_reports": "edition_id = NEW.edition_id",
    "public_turns": "id = NEW.id",
}


def in_sqlite(table: str) -> tuple[str, ...]:
    """SQLite forgets these with the table when a later migration copies it (batch_alter_table):
    make them again there. REPLACE takes a row away without asking the trigger on DELETE."""
    return (
        f"""CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, 'a published report is never changed'); END""",
        f"""CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'a published report is never deleted'); END""",
        f"""CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {SAME[table]})
            BEGIN SELECT RAISE(ABORT, 'a published report is never replaced'); END""",
    )


FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change_of_report() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'a published report is never changed';
      END IF;
      RAISE EXCEPTION 'a published report is never deleted';
    END $$"""


def in_postgresql(table: str) -> tuple[str, ...]:
    return (
        f"""CREATE TRIGGER {table}_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_report()""",
    )


def upgrade() -> None:
    _editions()
    _public_ones()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.execute(FUNCTION)
    for table in TABLES:
        for statement in in_sqlite(table) if is_sqlite else in_postgresql(table):
            op.execute(statement)


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("method", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("role_office_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=True),
        sa.Column("next_steps", sa.String(), nullable=True),
        *_checks(
            "editions",
            numbered_from_1="number >= 1",
            scope_known="scope IN ('office', 'part', 'province')",
            starts_before_it_ends="starts <= last",
            digest_length="length(digest) = 64",
            later_ones_have_a_note="number = 1 OR note IS NOT NULL",
            note_length="length(note) BETWEEN 1 AND 1000",
            remarks_length="length(remarks) BETWEEN 1 AND 4000",
            next_steps_length="length(next_steps) BETWEEN 1 AND 4000",
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_editions_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_office_id"], ["offices.id"], name=op.f("fk_editions_role_office_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_editions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint(
            *("office_id", "scope", "span", "year", "quarter", "calendar", "last", "number"),
            name="uq_editions_number",
        ),
    )
    op.create_index(op.f("ix_editions_office_id"), "editions", ["office_id"])


def _public_ones() -> None:
    op.create_table(
        "public_reports",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_checks("public_reports", digest_length="length(digest) = 64"),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_public_reports_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_public_reports")),
    )
    op.create_table(
        "public_turns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["public_reports.edition_id"],
            name=op.f("fk_public_turns_edition_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_public_turns_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_turns")),
    )
    op.create_index(op.f("ix_public_turns_edition_id"), "public_turns", ["edition_id"])


def _checks(table: str, **said: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
        for name, condition in said.items()
    ]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_report()")
