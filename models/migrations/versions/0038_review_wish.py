"""Who is asked to review an article, by which day, and with what words."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE review ADD COLUMN reviewer_id INTEGER REFERENCES staff_member (id)")
    op.add_column("review", sa.Column("wanted_on", sa.Date(), nullable=True))
    op.add_column("review", sa.Column("message", sa.String(), nullable=False, server_default=""))
