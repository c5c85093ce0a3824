"""What somebody wrote in one section in a second browser."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("other", sa.JSON(), nullable=True))
