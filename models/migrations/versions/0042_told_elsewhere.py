"""A call to action and a colleague that a file names and that are not here."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("named_call_to_action", "named_colleague"):
        op.add_column("enquiry", sa.Column(name, sa.String(), nullable=False, server_default=""))
