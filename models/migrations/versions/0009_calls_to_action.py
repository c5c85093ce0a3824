"""Calls to action that many articles share."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_to_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_to_action")),
        sa.UniqueConstraint("name", name=op.f("uq_call_to_action_name")),
    )
    op.create_table(
        "shared_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_to_action_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("button_label", sa.String(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_to_action_id"],
            ["call_to_action.id"],
            name=op.f("fk_shared_text_call_to_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["staff_member.id"], name=op.f("fk_shared_text_saved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_text")),
        sa.UniqueConstraint(
            "call_to_action_id", "number", name=op.f("uq_shared_text_call_to_action_id_number")
        ),
    )
    op.execute(
        "ALTER TABLE revision ADD COLUMN call_to_action_id INTEGER REFERENCES call_to_action (id)"
    )
    op.add_column(
        "revision",
        sa.Column("has_own_words", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(op.f("ix_revision_call_to_action_id"), "revision", ["call_to_action_id"])
