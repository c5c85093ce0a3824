"""Which articles wait for review, stand behind their approvals, or are due for another look."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from models.articles.article import Article, ArticleState, Section, SectionKind
from models.reviews.review import Review, ReviewState, Ruling, Verdict


def is_for_readers() -> ColumnElement[bool]:
    """Of a Section: what a page would show of it must be approved."""
    return and_(
        Section.deleted_at.is_(None),
        Section.is_hidden.is_(False),
        Section.kind != SectionKind.NOTE,
    )


def _is_unapproved() -> ColumnElement[bool]:
    ruling = (
        select(Verdict.ruling)
        .where(Verdict.section_id == Section.id, Verdict.number == Section.latest)
        .order_by(Verdict.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(is_for_readers(), func.coalesce(ruling, "") != Ruling.APPROVED.value)


def with_unapproved_text(article_ids: list[int]) -> Select[int]:
    """Those of these articles in which readers would see something that is not approved."""
    return (
        select(Section.article_id)
        .where(Section.article_id.in_(article_ids), _is_unapproved())
        .distinct()
    )


def reviews_of(article_ids: list[int]) -> Select[int, ReviewState]:
    return select(Review.article_id, Review.state).where(Review.article_id.in_(article_ids))


def articles_with_review(state: ReviewState) -> Select[Article, Review]:
    """Outside the trash, whoever has waited longest first."""
    return (
        select(Article, Review)
        .join(Review, Review.article_id == Article.id)
        .where(Review.state == state, Article.state != ArticleState.TRASH)
        .order_by(Review.submitted_at, Article.id)
    )


def articles_in_review() -> Select[int]:
    """The numbers of those that wait for a reviewer."""
    return select(Review.article_id).where(Review.state == ReviewState.IN_REVIEW)


def articles_due(today: date) -> Select[Article, Review]:
    """Public articles whose next review is due, the longest overdue first."""
    return (
        select(Article, Review)
        .join(Review, Review.article_id == Article.id)
        .where(Review.due_on <= today, Article.state == ArticleState.PUBLISHED)
        .order_by(Review.due_on, Article.id)
    )


def review_standings(
    session: Session, article_ids: list[int]
) -> dict[int, tuple[ReviewState, bool]]:
    """By article, for those somebody asked to review: the state, and whether all is approved."""
    states = dict(session.execute(reviews_of(article_ids)).all())
    behind = set(session.scalars(with_unapproved_text(list(states)))) if states else set()
    return {each: (state, each not in behind) for each, state in states.items()}
