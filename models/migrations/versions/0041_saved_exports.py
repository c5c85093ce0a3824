"""Lists that are kept under a name and come by the clock, and notices that tell of them."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

FORMATS = ("csv", "xlsx", "jsonl", "parquet")
RHYTHMS = ("daily", "weekly", "monthly")


def upgrade() -> None:
    op.create_table(
        "saved_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column(
            "format", sa.Enum(*FORMATS, name="format", native_enum=False, length=32), nullable=False
        ),
        sa.Column("is_raw", sa.Boolean(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "rhythm", sa.Enum(*RHYTHMS, name="rhythm", native_enum=False, length=32), nullable=True
        ),
        sa.Column("on_day", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_because", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff_member.id"], name=op.f("fk_saved_export_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_export")),
    )
    op.create_index(op.f("ix_saved_export_owner_id"), "saved_export", ["owner_id"])
    op.create_index(op.f("ix_saved_export_next_at"), "saved_export", ["next_at"])
    op.add_column("export", sa.Column("kept_until", sa.DateTime(), nullable=True))
    _notices()


def _notices() -> None:
    """About an article, as before, or about a list."""
    with op.batch_alter_table("staff_notice", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("article_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("saved_export_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("export_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_staff_notice_saved_export_id"), "saved_export", ["saved_export_id"], ["id"]
        )
        table.create_foreign_key(op.f("fk_staff_notice_export_id"), "export", ["export_id"], ["id"])
    op.create_index(op.f("ix_staff_notice_saved_export_id"), "staff_notice", ["saved_export_id"])
