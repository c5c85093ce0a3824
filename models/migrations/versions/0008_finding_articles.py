"""Articles are found by any word, and have tags and an author."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SQLITE_ONLY = (
    "CREATE VIRTUAL TABLE article_search USING fts5(heading, body, alt, caption, button_label, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO article_search (article_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO article_search (article_search, rank) VALUES ('rank', 'bm25(8, 1, 2, 2, 2)')",
    'CREATE TRIGGER article_search_insert AFTER INSERT ON revision WHEN (NEW.number = (SELECT latest FROM section WHERE id = NEW.section_id)) BEGIN DELETE FROM article_search WHERE rowid = NEW.section_id; INSERT INTO article_search (rowid, heading, body, alt, caption, button_label) SELECT section.id, revision.heading, revision.body, revision.alt, revision.caption, revision.button_label FROM section JOIN revision ON revision.section_id = section.id AND revision.number = section.latest WHERE section.id = NEW.section_id AND section.deleted_at IS NULL; END',
    'CREATE TRIGGER article_search_update AFTER UPDATE OF heading, body, alt, caption, button_label ON revision WHEN (NEW.number = (SELECT latest FROM section WHERE id = NEW.section_id)) BEGIN DELETE FROM article_search WHERE rowid = NEW.section_id; INSERT INTO article_search (rowid, heading, body, alt, caption, button_label) SELECT section.id, revision.heading, revision.body, revision.alt, revision.caption, revision.button_label FROM section JOIN revision ON revision.section_id = section.id AND revision.number = section.latest WHERE section.id = NEW.section_id AND section.deleted_at IS NULL; END',
    'CREATE TRIGGER article_search_delete AFTER DELETE ON revision WHEN (OLD.number = (SELECT latest FROM section WHERE id = OLD.section_id)) BEGIN DELETE FROM article_search WHERE rowid = OLD.section_id; INSERT INTO article_search (rowid, heading, body, alt, caption, button_label) SELECT section.id, revision.heading, revision.body, revision.alt, revision.caption, revision.button_label FROM section JOIN revision ON revision.section_id = section.id AND revision.number = section.latest WHERE section.id = OLD.section_id AND section.deleted_at IS NULL; END',
    'CREATE TRIGGER article_search_section AFTER UPDATE OF latest, deleted_at ON section BEGIN DELETE FROM article_search WHERE rowid = NEW.id; INSERT INTO article_search (rowid, heading, body, alt, caption, button_label) SELECT section.id, revision.heading, revision.body, revision.alt, revision.caption, revision.button_label FROM section JOIN revision ON revision.section_id = section.id AND revision.number = section.latest WHERE section.id = NEW.id AND section.deleted_at IS NULL; END',
    'CREATE TRIGGER article_search_section_delete AFTER DELETE ON section BEGIN DELETE FROM article_search WHERE rowid = OLD.id; END',
    'INSERT INTO article_search (rowid, heading, body, alt, caption, button_label) SELECT section.id, revision.heading, revision.body, revision.alt, revision.caption, revision.button_label FROM section JOIN revision ON revision.section_id = section.id AND revision.number = section.latest WHERE section.deleted_at IS NULL',
)


def upgrade() -> None:
    op.create_table(
        "article_tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_tag_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "tag", name=op.f("pk_article_tag")),
    )
    op.create_index(op.f("ix_article_tag_tag_article_id"), "article_tag", ["tag", "article_id"])
    op.execute("ALTER TABLE article ADD COLUMN author_id INTEGER REFERENCES staff_member (id)")
    op.create_index(op.f("ix_article_author_id"), "article", ["author_id"])
    op.execute("UPDATE article SET author_id = created_by_id")
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_ONLY:
            op.execute(statement)
