"""What was on a reviewer's screen to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("section_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_shown_staff_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_shown_section_id")),
        sa.PrimaryKeyConstraint("staff_id", "section_id", "number", name=op.f("pk_shown")),
    )
    op.create_index(op.f("ix_shown_section_id"), "shown", ["section_id"])
