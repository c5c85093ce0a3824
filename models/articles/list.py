"""Which articles there are, and under which addresses."""

from collections.abc import Collection

from sqlalchemy import Select, select

from models.articles.article import Article, ArticleState, FormerSlug

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
