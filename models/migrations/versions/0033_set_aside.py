"""A text that was set aside is in the history without ever having stood in the article."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    aside: sa.Column[bool] = sa.Column(
        "is_set_aside", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("revision", aside)
