"""Which articles wait for review, stand behind their approvals, or are due for another look."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.articles.article import Article, ArticleState, Revision, Section, SectionKind
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
    """Outside the trash, whoever has waited longest first, with who asked and who was asked."""
    return (
        select(Article, Review)
        .join(Review, Review.article_id == Article.id)
        .where(Review.state == state, Article.state != ArticleState.TRASH)
        .order_by(Review.submitted_at, Article.id)
        .options(selectinload(Review.submitted_by), selectinload(Review.reviewer))
    )


def parts_sent_back() -> Select[Article, Section, str, Verdict]:
    """Each part that still stands as it was sent back, with its heading, the oldest first."""
    newest = select(func.max(Verdict.id)).group_by(Verdict.section_id).correlate(None)
    return (
        select(Article, Section, Revision.heading, Verdict)
        .join(Section, Section.article_id == Article.id)
        .join(Verdict, Verdict.section_id == Section.id)
        .join(Revision, (Revision.section_id == Section.id) & (Revision.number == Verdict.number))
        .join(Review, Review.article_id == Article.id)
        .where(
            Article.state != ArticleState.TRASH,
            Review.state == ReviewState.SENT_BACK,
            Verdict.id.in_(newest),
            Verdict.ruling == Ruling.SENT_BACK,
            Verdict.number == Section.latest,
            is_for_readers(),
        )
        .order_by(Verdict.id)
        .options(selectinload(Verdict.given_by))
    )


def approved_and_not_public() -> Select[Article]:
    """In which something changed since readers got it, or that they never got; newest first."""
    touched = Article.updated_at > Article.published_at
    is_ahead = or_(
        Article.state == ArticleState.DRAFT, and_(Article.state == ArticleState.PUBLISHED, touched)
    )
    return (
        select(Article)
        .join(Review, Review.article_id == Article.id)
        .where(Review.state == ReviewState.APPROVED, is_ahead)
        .order_by(Article.updated_at.desc(), Article.id)
    )


def articles_in_review() -> Select[int]:
    """The numbers of those that wait for a reviewer."""
    return select(Review.article_id).where(Review.state == ReviewState.IN_REVIEW)


def reviews_asked_of_each() -> Select[int | None, int]:
    """Staff id, and how many articles wait for a review that is asked of them."""
    return (
        select(Review.reviewer_id, func.count(Review.article_id))
        .join(Article, Article.id == Review.article_id)
        .where(
            Review.state == ReviewState.IN_REVIEW,
            Review.reviewer_id.is_not(None),
            Article.state != ArticleState.TRASH,
        )
        .group_by(Review.reviewer_id)
    )


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
