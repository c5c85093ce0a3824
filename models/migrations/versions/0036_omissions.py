"""What an import left out is kept beside its article."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "omission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("follows", sa.String(), nullable=False),
        sa.Column("precedes", sa.String(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_omission_article_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_omission_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_omission")),
    )
    op.create_index(op.f("ix_omission_article_id"), "omission", ["article_id"])
