"""Whoever was put aside comes back as what they were."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enquiry", sa.Column("wakes_up_as", sa.String(32), nullable=True))
