"""Whether keys without Ctrl do something, for each person."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    on = sa.Column("has_single_keys", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("staff_member", on)
