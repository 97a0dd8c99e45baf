"""Offices, places, counters, fields, questionnaires, targets and volumes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "field_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_groups")),
        sa.UniqueConstraint("code", name=op.f("uq_field_groups_code")),
    )
    op.create_table(
        "fields",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.CheckConstraint("closed > opened", name=op.f("ck_fields_closed_after_opened")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fields")),
        sa.UniqueConstraint("code", name=op.f("uq_fields_code")),
    )
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("electronic_id", sa.String(), nullable=True),
        sa.Column("area_code", sa.String(), nullable=True),
        sa.Column("complaints", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('province', 'department', 'centre', 'district', 'commune', 'central', 'hospital', 'school')",
            name=op.f("ck_offices_kind_known"),
        ),
        sa.CheckConstraint("closed > opened", name=op.f("ck_offices_closed_after_opened")),
        sa.CheckConstraint("length(area_code) IN (2, 5)", name=op.f("ck_offices_area_code_length")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_offices_not_its_own_parent")),
        sa.CheckConstraint("successor_id <> id", name=op.f("ck_offices_not_its_own_successor")),
        sa.CheckConstraint(
            "successor_id IS NULL OR closed IS NOT NULL",
            name=op.f("ck_offices_successor_of_a_closed_one"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["offices.id"], name=op.f("fk_offices_parent_id")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["offices.id"], name=op.f("fk_offices_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sa.UniqueConstraint("code", name=op.f("uq_offices_code")),
        sa.UniqueConstraint("electronic_id", name=op.f("uq_offices_electronic_id")),
    )
    with op.batch_alter_table("offices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offices_parent_id"), ["parent_id"], unique=False)
    op.create_table(
        "questionnaires",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_questionnaires_version_from_1")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaires")),
        sa.UniqueConstraint("digest", name=op.f("uq_questionnaires_digest")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_questionnaires_key_version")),
    )
    op.create_table(
        "field_group_members",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_field_group_members_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["field_groups.id"], name=op.f("fk_field_group_members_group_id")
        ),
        sa.PrimaryKeyConstraint("group_id", "field_id", name=op.f("pk_field_group_members")),
    )
    with op.batch_alter_table("field_group_members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_field_group_members_field_id"), ["field_id"], unique=False
        )
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.CheckConstraint("closed > opened", name=op.f("ck_places_closed_after_opened")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_places_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("code", name=op.f("uq_places_code")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_places_office_id"), ["office_id"], unique=False)
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_name", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Boolean(), nullable=False),
        sa.Column("organisations", sa.Boolean(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("comparator", sa.String(), nullable=False),
        sa.Column("threshold", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=False),
        sa.CheckConstraint("comparator IN ('>=', '>')", name=op.f("ck_targets_comparator_known")),
        sa.CheckConstraint(
            "measure IN ('transaction', 'sipas', 'service')", name=op.f("ck_targets_measure_known")
        ),
        sa.CheckConstraint("first_year <= last_year", name=op.f("ck_targets_years_in_order")),
        sa.CheckConstraint("people OR organisations", name=op.f("ck_targets_for_somebody")),
        sa.CheckConstraint(
            "threshold > 0 AND threshold <= 100", name=op.f("ck_targets_threshold_a_percentage")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["field_groups.id"], name=op.f("fk_targets_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(
            "scope",
            "measure",
            "group_id",
            "first_year",
            "last_year",
            "document",
            name=op.f("uq_targets_scope_measure_group_id_first_year_last_year_document"),
        ),
    )
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.create_index(
            "uq_targets_all_fields",
            ["scope", "measure", "first_year", "last_year", "document"],
            unique=True,
            sqlite_where=sa.text("group_id IS NULL"),
            postgresql_where=sa.text("group_id IS NULL"),
        )
    op.create_table(
        "volumes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=True),
        sa.Column("late", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "on_time >= 0 AND late >= 0", name=op.f("ck_volumes_times_not_negative")
        ),
        sa.CheckConstraint(
            "(on_time IS NULL) = (late IS NULL) AND (on_time IS NULL OR on_time + late = settled)",
            name=op.f("ck_volumes_times_add_up"),
        ),
        sa.CheckConstraint("received >= 0 AND settled >= 0", name=op.f("ck_volumes_not_negative")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_volumes_period_in_order")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_volumes_field_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_volumes_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volumes")),
        sa.UniqueConstraint(
            "office_id",
            "field_id",
            "starts",
            "ends",
            name=op.f("uq_volumes_office_id_field_id_starts_ends"),
        ),
    )
    with op.batch_alter_table("volumes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volumes_field_id"), ["field_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_volumes_office_id"), ["office_id"], unique=False)
    op.create_table(
        "counters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_key", sa.String(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.CheckConstraint("closed > opened", name=op.f("ck_counters_closed_after_opened")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_counters_office_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_counters_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counters")),
        sa.UniqueConstraint("number", name=op.f("uq_counters_number")),
    )
    with op.batch_alter_table("counters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counters_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_counters_place_id"), ["place_id"], unique=False)
    op.create_table(
        "counter_codes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "revoked_at >= issued_at", name=op.f("ck_counter_codes_revoked_after_issued")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_counter_codes_counter_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_counter_codes")),
    )
    with op.batch_alter_table("counter_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_counter_codes_counter_id"), ["counter_id"], unique=False
        )
    op.create_table(
        "counter_fields",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_counter_fields_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_counter_fields_field_id")
        ),
        sa.PrimaryKeyConstraint("counter_id", "field_id", name=op.f("pk_counter_fields")),
    )
    with op.batch_alter_table("counter_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counter_fields_field_id"), ["field_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("counter_fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counter_fields_field_id"))
    op.drop_table("counter_fields")
    with op.batch_alter_table("counter_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counter_codes_counter_id"))
    op.drop_table("counter_codes")
    with op.batch_alter_table("counters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counters_place_id"))
        batch_op.drop_index(batch_op.f("ix_counters_office_id"))
    op.drop_table("counters")
    with op.batch_alter_table("volumes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volumes_office_id"))
        batch_op.drop_index(batch_op.f("ix_volumes_field_id"))
    op.drop_table("volumes")
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.drop_index("uq_targets_all_fields")
    op.drop_table("targets")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_places_office_id"))
    op.drop_table("places")
    with op.batch_alter_table("field_group_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_group_members_field_id"))
    op.drop_table("field_group_members")
    op.drop_table("questionnaires")
    with op.batch_alter_table("offices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offices_parent_id"))
    op.drop_table("offices")
    op.drop_table("fields")
    op.drop_table("field_groups")
    op.drop_table("facts")
