"""How wide somebody made the columns of the list, and how many rows a page has for them."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    widths = sa.Column("widths", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("column_choice", widths)
    per_page = sa.Column("per_page", sa.Integer(), nullable=False, server_default="25")
    op.add_column("column_choice", per_page)
