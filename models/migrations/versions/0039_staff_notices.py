"""What is told to one colleague: a review asked of them, a part sent back, an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_staff_notice_article_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_staff_notice_by_id")),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_staff_notice_section_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_staff_notice_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notice")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_staff_notice_staff_id_read_at"), "staff_notice", ["staff_id", "read_at"])
    op.create_index(op.f("ix_staff_notice_article_id"), "staff_notice", ["article_id"])
    op.create_index(op.f("ix_staff_notice_mail_due_at"), "staff_notice", ["mail_due_at"])
    on = sa.Column("wants_mail", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("staff_member", on)
