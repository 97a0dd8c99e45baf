"""Where and from when on a version of a questionnaire is asked; published ones are not changed."""

import tomllib
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# SQLite forgets these with the table when a later migration copies it (batch_alter_table): make
# them again there. REPLACE takes a row away without asking the trigger on DELETE. What came with
# the product may be corrected as long as nobody has been asked it.
ASKED = """OLD.made_by IS NOT NULL
       OR EXISTS (SELECT 1 FROM responses WHERE questionnaire_id = OLD.id)
       OR EXISTS (SELECT 1 FROM kiosk_contents WHERE questionnaire_id = OLD.id)"""
IN_SQLITE = (
    f"""CREATE TRIGGER questionnaires_not_changed BEFORE UPDATE ON questionnaires
       WHEN {ASKED}
       BEGIN SELECT RAISE(ABORT, 'a published questionnaire is never changed'); END""",
    """CREATE TRIGGER questionnaires_not_deleted BEFORE DELETE ON questionnaires
       BEGIN SELECT RAISE(ABORT, 'a published questionnaire is never deleted'); END""",
    """CREATE TRIGGER questionnaires_not_replaced BEFORE INSERT ON questionnaires
       WHEN EXISTS (SELECT 1 FROM questionnaires WHERE id = NEW.id OR digest = NEW.digest
                    OR (key = NEW.key AND version = NEW.version))
       BEGIN SELECT RAISE(ABORT, 'a published questionnaire is never replaced'); END""",
)
IN_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION refuse_change_of_questionnaire() RETURNS trigger
       LANGUAGE plpgsql AS $$ BEGIN
         IF TG_OP <> 'UPDATE' THEN
           RAISE EXCEPTION 'a published questionnaire is never deleted';
         END IF;
         IF {ASKED} THEN
           RAISE EXCEPTION 'a published questionnaire is never changed';
         END IF;
         RETURN NEW;
       END $$""",
    """CREATE TRIGGER questionnaires_not_changed BEFORE UPDATE OR DELETE ON questionnaires
       FOR EACH ROW EXECUTE FUNCTION refuse_change_of_questionnaire()""",
    """CREATE TRIGGER questionnaires_not_emptied BEFORE TRUNCATE ON questionnaires
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_questionnaire()""",
)


def upgrade() -> None:
    op.add_column("questionnaires", sa.Column("made_by", sa.String(), nullable=True))
    for name in ("title", "title_en", "folded"):
        column = sa.Column(name, sa.String(), server_default="", nullable=False)
        op.add_column("questionnaires", column)
    _name_what_is_there()
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('qr', 'kiosk', 'invite', 'paper', 'phone', 'online')",
            name=op.f("ck_publications_channel_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_publications_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_publications_questionnaire_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_publications_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index(
        "ix_publications_key_office_id", "publications", ["key", "office_id", "starts"]
    )
    op.create_index(op.f("ix_publications_office_id"), "publications", ["office_id"])
    op.create_index(op.f("ix_publications_questionnaire_id"), "publications", ["questionnaire_id"])
    _publish_what_is_there()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in IN_SQLITE if is_sqlite else IN_POSTGRESQL:
        op.execute(statement)


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())


def _name_what_is_there() -> None:
    columns = ("id", "key", "text", "title", "title_en", "folded")
    table = sa.table("questionnaires", *map(sa.column, columns))
    for row in op.get_bind().execute(sa.select(table.c.id, table.c.key, table.c.text)).all():
        said = tomllib.loads(unicodedata.normalize("NFC", row.text))["title"]
        names = {"title": said["vi"], "title_en": said["en"]}
        names["folded"] = folded(" ".join((*names.values(), row.key)))
        op.execute(table.update().where(table.c.id == row.id).values(names))


def _publish_what_is_there() -> None:
    """The newest version was asked everywhere, from when it was put in.

    One that was put in after a newer version has not been asked since.
    """
    columns = ("id", "key", "version", "published_at")
    versions = sa.table("questionnaires", *map(sa.column, columns))
    newer = versions.alias()
    names = ("questionnaire_id", "key", "starts", "made_at")
    publications = sa.table("publications", *map(sa.column, names))
    c, n = versions.c, newer.c
    hidden = (n.key == c.key, n.version > c.version, n.published_at <= c.published_at)
    rows = (
        sa.select(c.id, c.key, c.published_at, c.published_at)
        .where(~sa.exists().where(*hidden))
        .order_by(c.key, c.version)
    )
    op.execute(publications.insert().from_select(list(names), rows))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER questionnaires_not_changed ON questionnaires")
        op.execute("DROP TRIGGER questionnaires_not_emptied ON questionnaires")
        op.execute("DROP FUNCTION refuse_change_of_questionnaire()")
    else:
        for name in ("changed", "deleted", "replaced"):
            op.execute(f"DROP TRIGGER questionnaires_not_{name}")
    op.drop_table("publications")
    for name in ("made_by", "title", "title_en", "folded"):
        op.drop_column("questionnaires", name)
