"""Changes made wherever a thing is used."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KIND = sa.Enum("picture", "call_to_action", name="spreadkind", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "spread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff_member.id"], name=op.f("fk_spread_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spread")),
    )
    op.create_index(op.f("ix_spread_kind_subject"), "spread", ["kind", "subject"])
