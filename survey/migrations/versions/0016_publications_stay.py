"""What has been published stays so; what is to begin later may be withdrawn, and only that."""

from alembic import op

revision = "0016"
down_revision = "0015"

# SQLite forgets these with the table when a later migration copies it (batch_alter_table): make
# them again there. REPLACE takes a row away without asking the trigger on DELETE. Which moment it
# is, the database's own clock says: the program asks its own before.
IN_SQLITE = (
    """CREATE TRIGGER publications_not_changed BEFORE UPDATE ON publications
       BEGIN SELECT RAISE(ABORT, 'a publication is never changed'); END""",
    """CREATE TRIGGER publications_not_deleted BEFORE DELETE ON publications
       WHEN OLD.starts <= strftime('%Y-%m-%d %H:%M:%f', 'now')
       BEGIN SELECT RAISE(ABORT, 'a publication that has begun is never deleted'); END""",
    """CREATE TRIGGER publications_not_replaced BEFORE INSERT ON publications
       WHEN EXISTS (SELECT 1 FROM publications WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'a publication is never replaced'); END""",
)
IN_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_change_of_publication() RETURNS trigger
       LANGUAGE plpgsql AS $$ BEGIN
         IF TG_OP = 'UPDATE' THEN
           RAISE EXCEPTION 'a publication is never changed';
         END IF;
         IF TG_OP = 'TRUNCATE' OR OLD.starts <= clock_timestamp() THEN
           RAISE EXCEPTION 'a publication that has begun is never deleted';
         END IF;
         RETURN OLD;
       END $$""",
    """CREATE TRIGGER publications_not_changed BEFORE UPDATE OR DELETE ON publications
       FOR EACH ROW EXECUTE FUNCTION refuse_change_of_publication()""",
    """CREATE TRIGGER publications_not_emptied BEFORE TRUNCATE ON publications
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_publication()""",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in IN_SQLITE if is_sqlite else IN_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER publications_not_changed ON publications")
        op.execute("DROP TRIGGER publications_not_emptied ON publications")
        op.execute("DROP FUNCTION refuse_change_of_publication()")
    else:
        for name in ("changed", "deleted", "replaced"):
            op.execute(f"DROP TRIGGER publications_not_{name}")
