"""What can be taken back is kept in one place, whatever it was done to."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("kind", sa.String(32), nullable=False, server_default="enquiries"),
    sa.Column("subject", sa.String(), nullable=False, server_default=""),
    sa.Column("kept", sa.JSON(), nullable=False, server_default="{}"),
    sa.Column("log_id", sa.Integer(), nullable=False, server_default="0"),
)


def upgrade() -> None:
    for column in ADDED:
        op.add_column("change_batch", column)
    op.create_index("ix_change_batch_kind_subject", "change_batch", ["kind", "subject"])
