"""The totals of days in the order of days, whatever their status."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_enquiry_day_day_total"), "enquiry_day", ["day", "total"])
