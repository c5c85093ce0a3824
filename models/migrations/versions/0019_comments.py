"""Comments beside an article, mentions, and comments half typed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SQLITE_ONLY = (
    "CREATE VIRTUAL TABLE comment_search USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO comment_search (comment_search, rank) VALUES ('secure-delete', 1)",
    'CREATE TRIGGER comment_search_insert AFTER INSERT ON comment BEGIN INSERT INTO comment_search (rowid, text) VALUES (NEW.id, NEW.text); END',
    'CREATE TRIGGER comment_search_update AFTER UPDATE OF text ON comment BEGIN UPDATE comment_search SET text = NEW.text WHERE rowid = NEW.id; END',
    'CREATE TRIGGER comment_search_delete AFTER DELETE ON comment BEGIN DELETE FROM comment_search WHERE rowid = OLD.id; END',
)


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_comment_section_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["staff_member.id"], name=op.f("fk_comment_written_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by_id"], ["staff_member.id"], name=op.f("fk_comment_resolved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_comment_section_id_thread_id"), "comment", ["section_id", "thread_id"]
    )
    op.create_index(op.f("ix_comment_thread_id"), "comment", ["thread_id"])
    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_mention_staff_id")),
        sa.PrimaryKeyConstraint("comment_id", "staff_id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_staff_id_seen_at"), "mention", ["staff_id", "seen_at"])
    op.create_table(
        "comment_draft",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_comment_draft_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_comment_draft_section_id")
        ),
        sa.PrimaryKeyConstraint(
            "staff_id", "section_id", "thread_id", name=op.f("pk_comment_draft")
        ),
    )
    op.create_index(op.f("ix_comment_draft_section_id"), "comment_draft", ["section_id"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_ONLY:
            op.execute(statement)
