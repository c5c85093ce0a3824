"""Enquiries that are part of another, and what people said of two of them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE enquiry ADD COLUMN merged_into_id INTEGER "
        "REFERENCES enquiry (id) ON DELETE SET NULL"
    )
    is_part = sa.text("merged_into_id IS NOT NULL")
    op.create_index(
        "ix_enquiry_merged_into",
        "enquiry",
        ["merged_into_id"],
        sqlite_where=is_part,
        postgresql_where=is_part,
    )
    op.create_table(
        "enquiry_pair",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("bond", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["enquiry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second_id"], ["enquiry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_enquiry_pair"),
    )
    op.create_index("ix_enquiry_pair_second_id", "enquiry_pair", ["second_id"])
