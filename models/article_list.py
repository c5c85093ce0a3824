"""The list of articles: by state, by words of the title, a page at a time."""

from collections.abc import Collection

from sqlalchemy import Select, func, select

from models.article import Article, ArticleState, FormerSlug

IN_USE = frozenset(ArticleState) - {ArticleState.TRASH}


def found_articles(words: str, states: Collection[ArticleState]) -> Select[Article]:
    """Every word must be in the title; last changed first."""
    found = select(Article).where(Article.state.in_(states))
    for word in words.split():
        found = found.where(Article.title.icontains(word, autoescape=True))
    return found.order_by(Article.updated_at.desc(), Article.id.desc())


def count_of(found: Select[Article]) -> Select[int]:
    return select(func.count()).select_from(found.order_by(None).subquery())


def any_article() -> Select[int]:
    return select(Article.id).limit(1)


def article_using(slug: str) -> Select[Article]:
    """The article that has this address now, or had it while it was public."""
    former = select(FormerSlug.article_id).where(FormerSlug.slug == slug)
    return select(Article).where((Article.slug == slug) | Article.id.in_(former))


def slugs_starting(stem: str) -> Select[str]:
    """Addresses in use or once public that begin with this one."""
    present = select(Article.slug).where(Article.slug.startswith(stem, autoescape=True))
    former = select(FormerSlug.slug).where(FormerSlug.slug.startswith(stem, autoescape=True))
    return present.union(former)  # type: ignore[return-value]


def titles_by_slug() -> Select[str, str]:
    """Of articles in use, by title."""
    return (
        select(Article.slug, Article.title).where(Article.state.in_(IN_USE)).order_by(Article.title)
    )
