"""What is being written down at the desk, kept while it is typed."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry_draft",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_entry_draft_staff_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_entry_draft")),
    )
