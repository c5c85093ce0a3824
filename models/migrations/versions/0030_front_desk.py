"""What front desks do all day: appointments by their day, replies, and a sound for who wants it."""

import sqlalchemy as sa
from alembic import op

STAND = sa.Enum("waiting", "sent", "given_up", name="stand", native_enum=False, length=32)

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_enquiry_booked_for",
        "enquiry",
        ["status", "booked_for"],
        sqlite_where=sa.text("booked_for IS NOT NULL"),
        postgresql_where=sa.text("booked_for IS NOT NULL"),
    )
    op.create_table(
        "reply_draft",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_reply_draft_enquiry_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_reply_draft_staff_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", "enquiry_id", name=op.f("pk_reply_draft")),
    )
    op.create_index(op.f("ix_reply_draft_enquiry_id"), "reply_draft", ["enquiry_id"])
    _reply_mail()
    sound: sa.Column[bool] = sa.Column(
        "has_sound", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("staff_member", sound)


def _reply_mail() -> None:
    op.create_table(
        "reply_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("stand", STAND, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_reply_mail_by_id")),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_reply_mail_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_mail")),
    )
    op.create_index(op.f("ix_reply_mail_stand_due_at"), "reply_mail", ["stand", "due_at"])
    op.create_index(op.f("ix_reply_mail_enquiry_id"), "reply_mail", ["enquiry_id"])
