"""Appointments are found by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_enquiry_booked_for",
        "enquiry",
        ["booked_for", "status"],
        sqlite_where=sa.text("booked_for IS NOT NULL"),
        postgresql_where=sa.text("booked_for IS NOT NULL"),
    )
