"""Review: who asked for it, who approved which text, and who signed the whole off until when."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, and_, false, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.articles.article import Article, Revision, Section
from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import Role, StaffMember


class ReviewState(StrEnum):
    """Whose turn it is, beside `Article.state`: a public article can have new text in review."""

    NONE = "none"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


class Ruling(StrEnum):
    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Review(Base):
    """One per article, from the first time that somebody asks for review or approves a part.

    `reviewer_id` is who was asked, if anybody by name, `wanted_on` by which day, with `message`;
    `due_on` is the day of the next medical review.
    """

    __tablename__ = "review"
    __table_args__ = (Index(None, "state", "submitted_at"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.NONE)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    submitted_at: Mapped[MaybeMoment]
    due_on: Mapped[date | None] = mapped_column(index=True)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    wanted_on: Mapped[date | None]
    message: Mapped[str] = mapped_column(default="")

    submitted_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[submitted_by_id], lazy="raise"
    )
    reviewer: Mapped[StaffMember | None] = relationship(foreign_keys=[reviewer_id], lazy="raise")


class Verdict(Base):
    """What one person said about one revision of a section; the newest one counts.

    `role` is theirs at that time, None for the operator. `reason` says what to change.
    """

    __tablename__ = "verdict"
    __table_args__ = (Index(None, "section_id", "number"),)

    id: Mapped[Id]
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    number: Mapped[int]
    ruling: Mapped[Ruling]
    reason: Mapped[str] = mapped_column(default="")
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    role: Mapped[Role | None]
    given_at: Mapped[Moment]

    given_by: Mapped[StaffMember | None] = relationship(lazy="raise")


class SignOff(Base):
    """A clinician's word for a whole text, as it was then.

    `texts` holds a fingerprint of every public part, `numbers` the revision of every section;
    `name` is the clinician's at that time, as readers see it.
    """

    __tablename__ = "sign_off"

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    name: Mapped[str]
    texts: Mapped[dict[str, Any]]
    numbers: Mapped[dict[str, Any]]
    signed_at: Mapped[Moment]
    reviewed_on: Mapped[date]
    due_on: Mapped[date]


def newest_verdicts(article_id: int) -> Select[Verdict]:
    """The last word about each section, whichever revision it was about, with who said it."""
    newest = (
        select(func.max(Verdict.id))
        .join(Section, Section.id == Verdict.section_id)
        .where(Section.article_id == article_id)
        .group_by(Verdict.section_id)
    )
    return select(Verdict).where(Verdict.id.in_(newest)).options(selectinload(Verdict.given_by))


def approvals_at(section_ids: list[int], moment: datetime) -> Select[int, str, datetime]:
    """Which of these sections stood approved then: by whom (None: the operator), and since when."""
    last = (
        select(func.max(Verdict.id))
        .where(Verdict.section_id.in_(section_ids), Verdict.given_at <= moment)
        .group_by(Verdict.section_id)
    )
    return (
        select(Verdict.section_id, StaffMember.full_name, Verdict.given_at)
        .outerjoin(Verdict.given_by)
        .where(Verdict.id.in_(last), Verdict.ruling == Ruling.APPROVED)
        .order_by(Verdict.id)
    )


def texts_at(numbers: Mapping[int, int], *, of_article: int | None = None) -> Select[Revision]:
    """Of each section the revision with this number; on wish only those of one article."""
    wanted = [
        and_(Revision.section_id == section_id, Revision.number == number)
        for section_id, number in numbers.items()
    ]
    found = select(Revision).where(or_(false(), *wanted))
    if of_article is None:
        return found
    return found.join(Section, Section.id == Revision.section_id).where(
        Section.article_id == of_article
    )


def last_approvals(article_id: int) -> Select[int, int]:
    """Section and the newest of its revisions that was ever approved."""
    return (
        select(Verdict.section_id, func.max(Verdict.number))
        .join(Section, Section.id == Verdict.section_id)
        .where(Section.article_id == article_id, Verdict.ruling == Ruling.APPROVED)
        .group_by(Verdict.section_id)
    )


def review_asked(article_id: int) -> Select[Review]:
    """With who asked for it, and who was asked."""
    return (
        select(Review)
        .where(Review.article_id == article_id)
        .options(selectinload(Review.submitted_by), selectinload(Review.reviewer))
    )


def newest_answer(article_id: int) -> Select[int]:
    """Its number, 0 without one: enough to tell whether somebody answered since."""
    return (
        select(func.coalesce(func.max(Verdict.id), 0))
        .join(Section, Section.id == Verdict.section_id)
        .where(Section.article_id == article_id)
    )


def sign_offs_of(article_id: int) -> Select[SignOff]:
    """Newest first."""
    return select(SignOff).where(SignOff.article_id == article_id).order_by(SignOff.id.desc())


def newest_sign_off(slug: str) -> Select[int]:
    """Its number, 0 without one: enough to tell whether there is a new one."""
    signed = select(func.coalesce(func.max(SignOff.id), 0))
    return signed.join(Article, Article.id == SignOff.article_id).where(Article.slug == slug)
