"""The words that stand in any text, for those who typed one of them wrong."""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE VIRTUAL TABLE article_word USING fts5vocab(article_search, 'row')")
