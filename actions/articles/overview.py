"""What articles need from a person today: unsaved text, a review, a change, a missed hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models.articles.article import Article
from models.articles.list import any_article
from models.articles.plan import Plan, plans_ahead, plans_gone_wrong
from models.base.table import now
from models.clinic.moments import clinic_today
from models.enquiries.awaiting import articles_not_public_yet, articles_with_unsaved_text
from models.reviews.list import articles_due, articles_with_review
from models.reviews.review import Review, ReviewState
from models.staff.member import Actor, Permission

AT_MOST = 5
REMEMBERED = timedelta(days=7)
Reviewed = Sequence[Row[Article, Review]]
TextsSince = Sequence[Row[str, str, datetime]]
"""Slug, title, and the moment since when."""


@dataclass(frozen=True, slots=True)
class ArticlesAwaiting:
    """A few of each; nothing of what is not this person's to do. `unsaved` is their own text."""

    unsaved: TextsSince
    not_public: TextsSince
    in_review: Reviewed
    sent_back: Reviewed
    due: Reviewed
    ahead: Sequence[Plan]
    gone_wrong: Sequence[Plan]


def has_articles(session: Session, *, by: Actor) -> bool:
    """Whether anybody ever wrote one. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalar(any_article()) is not None


def articles_awaiting(session: Session, *, by: Actor) -> ArticlesAwaiting:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    may_edit, may_approve = by.may(Permission.EDIT_ARTICLES), by.may(Permission.APPROVE_ARTICLES)
    unsaved, wrong = articles_with_unsaved_text(by.id or 0), plans_gone_wrong(now() - REMEMBERED)
    return ArticlesAwaiting(
        unsaved=session.execute(unsaved).all() if may_edit else (),
        not_public=session.execute(articles_not_public_yet()).all(),
        in_review=_in_state(session, ReviewState.IN_REVIEW) if may_approve else (),
        sent_back=_in_state(session, ReviewState.SENT_BACK) if may_edit else (),
        due=session.execute(articles_due(clinic_today()).limit(AT_MOST)).all(),
        ahead=session.scalars(plans_ahead().limit(AT_MOST)).all(),
        gone_wrong=session.scalars(wrong.limit(AT_MOST)).all(),
    )


def _in_state(session: Session, state: ReviewState) -> Reviewed:
    return session.execute(articles_with_review(state).limit(AT_MOST)).all()
