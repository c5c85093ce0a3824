"""Changes that can be taken back, and enquiries that come back by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name="fk_change_batch_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change_batch"),
    )
    op.create_index("ix_change_batch_by_id_id", "change_batch", ["by_id", "id"])
    op.execute(
        "ALTER TABLE enquiry_event ADD COLUMN batch_id INTEGER REFERENCES change_batch (id)"
    )
    op.add_column("enquiry_event", sa.Column("before", sa.JSON(), nullable=True))
    op.add_column("enquiry_event", sa.Column("taken_back_at", sa.DateTime(), nullable=True))
    op.add_column("enquiry", sa.Column("snoozed_until", sa.DateTime(), nullable=True))
    _create_partial_indexes()


def _create_partial_indexes() -> None:
    for name, table, columns in (
        ("ix_enquiry_event_batch", "enquiry_event", ["batch_id"]),
        ("ix_enquiry_follow_up", "enquiry", ["follow_up_on", "status", "received_at"]),
        ("ix_enquiry_snoozed", "enquiry", ["snoozed_until", "status"]),
    ):
        given = sa.text(f"{columns[0]} IS NOT NULL")
        op.create_index(name, table, columns, sqlite_where=given, postgresql_where=given)
