"""Notifications that are still to be sent, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CHANNEL = sa.Enum("mail", "webhook", name="channel", native_enum=False, length=32)
STAND = sa.Enum("waiting", "sent", "given_up", name="stand", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", CHANNEL, nullable=False),
        sa.Column("stand", STAND, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    op.create_index(
        op.f("ix_dispatch_channel_stand_due_at"), "dispatch", ["channel", "stand", "due_at"]
    )
    op.create_index(op.f("ix_dispatch_channel_made_at"), "dispatch", ["channel", "made_at"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", CHANNEL, nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatch.id"], name=op.f("fk_notice_dispatch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(
        "ix_notice_untold",
        "notice",
        ["channel", "is_urgent", "id"],
        sqlite_where=sa.text("dispatch_id IS NULL"),
        postgresql_where=sa.text("dispatch_id IS NULL"),
    )
    op.create_index(op.f("ix_notice_dispatch_id"), "notice", ["dispatch_id"])
