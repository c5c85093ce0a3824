"""Tags of articles: words that staff sort them by, one spelling for each."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.articles.article import Article
from models.articles.list import IN_USE
from models.base.table import Base
from models.base.text import clean_line

LONGEST_TAG = 40
MOST_TAGS = 20


class ArticleTag(Base):
    __tablename__ = "article_tag"
    __table_args__ = (Index(None, "tag", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)


def clean_tag(typed: str) -> str:
    """Errors: BadText."""
    return clean_line(typed, field="The tag", limit=LONGEST_TAG)


def tags_of(article_id: int) -> Select[str]:
    return (
        select(ArticleTag.tag).where(ArticleTag.article_id == article_id).order_by(ArticleTag.tag)
    )


def tags_of_each(article_ids: Collection[int]) -> Select[int, str]:
    return (
        select(ArticleTag.article_id, ArticleTag.tag)
        .where(ArticleTag.article_id.in_(article_ids))
        .order_by(ArticleTag.tag)
    )


def article_tags_in_use() -> Select[str, int]:
    """Each tag of articles outside the trash, and how many have it, by name."""
    return (
        select(ArticleTag.tag, func.count())
        .join(Article, Article.id == ArticleTag.article_id)
        .where(Article.state.in_(IN_USE))
        .group_by(ArticleTag.tag)
        .order_by(ArticleTag.tag)
    )


def every_tag() -> Select[str]:
    """The trash included, so that a tag keeps its spelling."""
    return select(ArticleTag.tag).distinct()
