"""The articles that a filter lets through, in its order, a page at a time."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, false, func, null, or_, select
from sqlalchemy.orm import selectinload

from models.articles.article import Article
from models.articles.list import IN_USE
from models.articles.tag import ArticleTag
from models.library.article_filter import IN_REVIEW, TABS, ArticleFilter, ArticleSort
from models.library.article_search import articles_saying, best_by_article
from models.reviews.list import articles_in_review
from models.staff.member import StaffMember

PER_PAGE = 25


def found(chosen: ArticleFilter) -> Select[int, int | None, int]:
    """Article, the section that fits the search best, and how many articles there are in all."""
    total = func.count().over()
    best = best_by_article(chosen.words).subquery() if chosen.words else None
    section = null() if best is None else best.c.section_id
    asked = select(Article.id, section.label("section_id"), total).where(*_conditions(chosen))
    if best is not None:
        asked = asked.join(best, best.c.article_id == Article.id)
    if chosen.order is ArticleSort.TITLE:
        return asked.order_by(func.lower(Article.title), Article.id)
    if chosen.order is ArticleSort.OLDEST:
        return asked.order_by(Article.updated_at, Article.id)
    if chosen.order is ArticleSort.PUBLISHED:
        return asked.order_by(Article.published_at.desc().nulls_last(), Article.id.desc())
    if chosen.order is ArticleSort.BEST and best is not None:
        return asked.order_by(best.c.best, Article.id.desc())
    return asked.order_by(Article.updated_at.desc(), Article.id.desc())


def count_found(chosen: ArticleFilter) -> Select[int]:
    """For a page beyond the last one, which brings no total."""
    some = found(chosen).order_by(None).subquery()
    return select(func.count()).select_from(some)


def articles_with_author(ids: Collection[int]) -> Select[Article]:
    """In no order."""
    return select(Article).where(Article.id.in_(ids)).options(selectinload(Article.author))


def authors_in_use() -> Select[str]:
    """Bylines and colleagues' names of articles outside the trash, by name."""
    bylines = select(Article.byline.label("name")).where(
        Article.byline != "", Article.state.in_(IN_USE)
    )
    colleagues = (
        select(StaffMember.full_name)
        .join(Article, Article.author_id == StaffMember.id)
        .where(Article.state.in_(IN_USE))
    )
    return bylines.union(colleagues).order_by("name")  # type: ignore[return-value]  # a union of selects is executed like one


def _conditions(chosen: ArticleFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [Article.state.in_(TABS[chosen.tab])]
    words = chosen.words
    if chosen.tab == IN_REVIEW:
        asked.append(Article.id.in_(articles_in_review()))
    if chosen.term and not words:
        asked.append(false())
    if len(words) > 1:
        asked += [Article.id.in_(articles_saying(word)) for word in words]
    if chosen.author:
        named = select(StaffMember.id).where(StaffMember.full_name == chosen.author)
        asked.append(or_(Article.byline == chosen.author, Article.author_id.in_(named)))
    if chosen.tag:
        tagged = select(ArticleTag.article_id).where(ArticleTag.tag == chosen.tag)
        asked.append(Article.id.in_(tagged))
    return asked
