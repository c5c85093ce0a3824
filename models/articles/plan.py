"""What is to become public, or to stop being so, at a moment ahead."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.articles.article import Article, ArticleState
from models.base.functions import seconds_since_1970
from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember

LATE = timedelta(minutes=2)


class PlanKind(StrEnum):
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class PlanOutcome(StrEnum):
    PENDING = "pending"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Plan(Base):
    """One thing that somebody asked for; `reasons` say why it was refused when the time came."""

    __tablename__ = "plan"
    __table_args__ = (
        Index(None, "outcome", "due_at"),
        Index(None, "article_id", "outcome"),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    kind: Mapped[PlanKind]
    due_at: Mapped[Moment]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    asked_at: Mapped[Moment]
    outcome: Mapped[PlanOutcome] = mapped_column(default=PlanOutcome.PENDING)
    closed_at: Mapped[MaybeMoment]
    reasons: Mapped[list[str]] = mapped_column(default=list)

    article: Mapped[Article] = relationship(lazy="raise")
    asked_by: Mapped[StaffMember | None] = relationship(lazy="raise")

    @property
    def minutes_late(self) -> int:
        """0 when it was done in time, or is not done."""
        if self.outcome is not PlanOutcome.DONE or self.closed_at is None:
            return 0
        late = self.closed_at - self.due_at
        return int(late.total_seconds() // 60) if late > LATE else 0


def due_plans(moment: datetime) -> Select[int]:
    """Their numbers, in the order in which they were to happen."""
    return (
        select(Plan.id)
        .where(Plan.outcome == PlanOutcome.PENDING, Plan.due_at <= moment)
        .order_by(Plan.due_at, Plan.id)
    )


def pending_plans(article_id: int) -> Select[Plan]:
    """In the order in which they are to happen, with who asked."""
    return (
        select(Plan)
        .where(Plan.article_id == article_id, Plan.outcome == PlanOutcome.PENDING)
        .order_by(Plan.due_at, Plan.id)
        .options(selectinload(Plan.asked_by))
    )


def past_plans(article_id: int) -> Select[Plan]:
    """Newest first, with who asked."""
    return (
        select(Plan)
        .where(Plan.article_id == article_id, Plan.outcome != PlanOutcome.PENDING)
        .order_by(Plan.closed_at.desc(), Plan.id.desc())
        .options(selectinload(Plan.asked_by))
    )


def plans_ahead() -> Select[Plan]:
    """With their articles, the next one first."""
    return (
        select(Plan)
        .where(Plan.outcome == PlanOutcome.PENDING)
        .order_by(Plan.due_at, Plan.id)
        .options(selectinload(Plan.article))
    )


def plans_gone_wrong(since: datetime) -> Select[Plan]:
    """Done late, or refused and nothing published since; newest first, with their articles."""
    late = (Plan.outcome == PlanOutcome.DONE) & (
        seconds_since_1970(Plan.closed_at) - seconds_since_1970(Plan.due_at) > LATE.total_seconds()
    )
    is_mended = func.coalesce(Article.published_at > Plan.closed_at, False)
    refused = (Plan.outcome == PlanOutcome.REFUSED) & ~is_mended
    return (
        select(Plan)
        .join(Plan.article)
        .where(Plan.closed_at >= since, late | refused, Article.state != ArticleState.TRASH)
        .order_by(Plan.closed_at.desc(), Plan.id.desc())
        .options(selectinload(Plan.article))
    )
