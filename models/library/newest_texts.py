"""Where something can be found and replaced: the newest texts of all articles in use."""

from sqlalchemy import Select, select

from models.articles.article import Article, Revision, Section
from models.articles.list import IN_USE


def newest_texts() -> Select[Article, Section, Revision]:
    """Of every section that stands in an article in use, article by article."""
    return (
        select(Article, Section, Revision)
        .join(Section, Section.article_id == Article.id)
        .join(Revision, (Revision.section_id == Section.id) & (Revision.number == Section.latest))
        .where(Article.state.in_(IN_USE), Section.deleted_at.is_(None))
        .order_by(Article.title, Article.id, Section.position, Section.id)
    )
