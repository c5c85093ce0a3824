"""Which tab a draft was written in, and when its last key was pressed."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("written_in", sa.String(), nullable=True))
    op.add_column("draft", sa.Column("typed_at", sa.BigInteger(), nullable=True))
