"""Who answers for a passage that a blocking copy check found."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_check_override_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff_member.id"], name=op.f("fk_check_override_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_override")),
        sa.UniqueConstraint("article_id", "key", name=op.f("uq_check_override_article_id_key")),
    )
