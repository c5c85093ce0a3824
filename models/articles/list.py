"""Which articles there are, under which addresses, and which are not where their readers are."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select

from models.articles.article import Article, ArticleState, Draft, FormerSlug, Revision, Section

IN_USE = frozenset(ArticleState) - {ArticleState.TRASH}


def any_article() -> Select[int]:
    return select(Article.id).limit(1)


def titles_of(ids: Collection[int]) -> Select[str]:
    return select(Article.title).where(Article.id.in_(ids)).order_by(Article.title)


def article_using(slug: str) -> Select[Article]:
    """The article that has this address now, or had it while it was public."""
    former = select(FormerSlug.article_id).where(FormerSlug.slug == slug)
    return select(Article).where((Article.slug == slug) | Article.id.in_(former))


def slugs_starting(stem: str) -> Select[str]:
    """Addresses in use or once public that begin with this one."""
    present = select(Article.slug).where(Article.slug.startswith(stem, autoescape=True))
    former = select(FormerSlug.slug).where(FormerSlug.slug.startswith(stem, autoescape=True))
    return present.union(former)  # type: ignore[return-value]  # a union of selects is executed like one


def titles_by_slug() -> Select[str, str]:
    """Of articles in use, by title."""
    return (
        select(Article.slug, Article.title).where(Article.state.in_(IN_USE)).order_by(Article.title)
    )


def unsaved_text_of(staff_id: int) -> Select[Article, int, datetime]:
    """The section in which this person was writing and has not saved, and since when."""
    return (
        select(Article, Draft.section_id, Draft.saved_at)
        .join(Section, Section.article_id == Article.id)
        .join(Draft, Draft.section_id == Section.id)
        .where(Draft.staff_id == staff_id, Article.state != ArticleState.TRASH)
        .order_by(Draft.saved_at.desc())
    )


def drafts_of_each_author() -> Select[int | None, int]:
    """Staff id, and how many articles of theirs are not public, where there are any."""
    return (
        select(Article.author_id, func.count(Article.id))
        .where(Article.state == ArticleState.DRAFT, Article.author_id.is_not(None))
        .group_by(Article.author_id)
    )


def drafts_changed_last() -> Select[Article]:
    """That were never public, or are being written before they are."""
    return (
        select(Article)
        .where(Article.state == ArticleState.DRAFT)
        .order_by(Article.updated_at.desc(), Article.id)
    )


def touched_since_published() -> Select[Article]:
    """Public ones that somebody changed; whether readers would see it, the text itself tells."""
    return (
        select(Article)
        .where(Article.state == ArticleState.PUBLISHED, Article.updated_at > Article.published_at)
        .order_by(Article.updated_at.desc(), Article.id)
    )


def headings_in_use() -> Select[str]:
    """Titles and headings of what stands in articles now."""
    return (
        select(Revision.heading)
        .join(Section, Section.id == Revision.section_id)
        .join(Article, Article.id == Section.article_id)
        .where(
            Revision.number == Section.latest,
            Revision.heading != "",
            Section.deleted_at.is_(None),
            Article.state.in_(IN_USE),
        )
        .distinct()
    )
