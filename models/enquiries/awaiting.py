"""What waits for somebody: the rows that the home page shows."""

from datetime import datetime

from sqlalchemy import Select, or_, select

from models.articles.article import Article, ArticleState, Draft, Section
from models.enquiries.enquiry import Enquiry, Status

AT_MOST = 5


def enquiries_waiting_longest() -> Select[int, str, str, datetime]:
    """Id, name, service and moment of the oldest new enquiries."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, Enquiry.received_at)
        .where(Enquiry.status == Status.NEW)
        .order_by(Enquiry.received_at, Enquiry.id)
        .limit(AT_MOST)
    )


def enquiries_assigned_to(staff_id: int) -> Select[int, str, str, datetime]:
    """Those of this person that are still open, oldest first."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, Enquiry.received_at)
        .where(
            Enquiry.assigned_to_id == staff_id,
            Enquiry.status.in_([Status.NEW, Status.IN_PROGRESS, Status.WAITING]),
        )
        .order_by(Enquiry.received_at, Enquiry.id)
        .limit(AT_MOST)
    )


def articles_with_unsaved_text(staff_id: int) -> Select[str, str, datetime]:
    """Slug, title and moment of what this person was writing and has not saved."""
    return (
        select(Article.slug, Article.title, Draft.saved_at)
        .join(Section, Section.article_id == Article.id)
        .join(Draft, Draft.section_id == Section.id)
        .where(Draft.staff_id == staff_id, Article.state != ArticleState.TRASH)
        .order_by(Draft.saved_at.desc())
        .limit(AT_MOST)
    )


def articles_not_public_yet() -> Select[str, str, datetime]:
    """Slug, title and moment of drafts, and of public articles changed since."""
    changed = (Article.state == ArticleState.PUBLISHED) & (
        Article.updated_at > Article.published_at
    )
    return (
        select(Article.slug, Article.title, Article.updated_at)
        .where(or_(Article.state == ArticleState.DRAFT, changed))
        .order_by(Article.updated_at.desc())
        .limit(AT_MOST)
    )
