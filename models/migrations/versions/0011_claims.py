"""The claims ledger: claims, their sources and history, and what a version froze of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

GRADES = ("none", "high", "moderate", "low", "very_low")


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["staff_member.id"], name=op.f("fk_source_added_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column(
            "grade", sa.Enum(*GRADES, name="grade", native_enum=False, length=32), nullable=False
        ),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_claim_section_id")),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["staff_member.id"], name=op.f("fk_claim_reviewed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff_member.id"], name=op.f("fk_claim_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sqlite_autoincrement=True,
    )
    for column in ("article_id", "reviewed_at", "expires_on"):
        op.create_index(op.f(f"ix_claim_{column}"), "claim", [column])
    op.create_table(
        "claim_source",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_source_claim_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_claim_source_source_id")
        ),
        sa.PrimaryKeyConstraint("claim_id", "source_id", name=op.f("pk_claim_source")),
    )
    op.create_index(op.f("ix_claim_source_source_id"), "claim_source", ["source_id"])
    op.create_table(
        "claim_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_event_claim_id")),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_claim_event_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_event")),
    )
    op.create_index(op.f("ix_claim_event_claim_id_id"), "claim_event", ["claim_id", "id"])
    op.add_column(
        "version", sa.Column("claims", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
