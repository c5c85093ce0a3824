"""One-time links by mail: for whom a colleague sends one, and for who forgot the password."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "password_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_request")),
    )
    for columns in (["account", "at"], ["address", "at"], ["answered_at"]):
        name = op.f(f"ix_password_request_{'_'.join(columns)}")
        op.create_index(name, "password_request", columns)
    op.create_table(
        "link_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("stand", sa.String(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_link_mail_staff_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_link_mail_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_mail")),
    )
    op.create_index(op.f("ix_link_mail_stand_due_at"), "link_mail", ["stand", "due_at"])
    op.create_index(op.f("ix_link_mail_staff_id"), "link_mail", ["staff_id"])
