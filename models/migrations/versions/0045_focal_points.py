"""Where a picture must not be cut: in per cent, from the left and from the top."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("focus_across", "focus_down"):
        op.add_column("image", sa.Column(name, sa.Integer(), nullable=False, server_default="50"))
