"""The claims ledger: sentences that say something about the world, and what they rest on."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Select, Table, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember


class Grade(StrEnum):
    """How sure one can be, after GRADE; `NONE` until somebody said."""

    NONE = "none"
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class ClaimState(StrEnum):
    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    EXPIRED = "expired"
    NO_SOURCE = "no_source"
    SOURCE_REMOVED = "source_removed"
    GONE = "gone"


class Source(Base):
    """What claims of any article rest on; `url` is http(s) or empty. A removed one stays known."""

    __tablename__ = "source"

    id: Mapped[Id]
    title: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    added_at: Mapped[Moment]
    removed_at: Mapped[MaybeMoment]


claim_source = Table(
    "claim_source",
    Base.metadata,
    Column("claim_id", ForeignKey("claim.id"), primary_key=True),
    Column("source_id", ForeignKey("source.id"), primary_key=True, index=True),
)


class Claim(Base):
    """`sentence` is the one in the saved text, or the last one there when `is_gone`."""

    __tablename__ = "claim"
    __table_args__ = (
        Index(None, "article_id"),
        Index(None, "reviewed_at"),
        Index(None, "expires_on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    sentence: Mapped[str]
    is_gone: Mapped[bool] = mapped_column(default=False)
    grade: Mapped[Grade] = mapped_column(default=Grade.NONE)
    expires_on: Mapped[date | None]
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reviewed_at: Mapped[MaybeMoment]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    made_at: Mapped[Moment]
    dropped_at: Mapped[MaybeMoment]
    version: Mapped[int] = mapped_column(default=1)

    sources: Mapped[list[Source]] = relationship(
        secondary=claim_source, order_by="Source.id", lazy="raise"
    )
    reviewed_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[reviewed_by_id], lazy="raise"
    )

    def state(self, today: date) -> ClaimState:
        """The worst thing that can be said of it comes first; `today` in the clinic's zone."""
        if self.is_gone:
            return ClaimState.GONE
        if any(source.removed_at for source in self.sources):
            return ClaimState.SOURCE_REMOVED
        if not self.sources:
            return ClaimState.NO_SOURCE
        if self.reviewed_at is None:
            return ClaimState.UNREVIEWED
        is_over = self.expires_on is not None and self.expires_on < today
        return ClaimState.EXPIRED if is_over else ClaimState.REVIEWED


class ClaimEvent(Base):
    """What happened to a claim; `old` and `new` are sentences, grades, days or titles."""

    __tablename__ = "claim_event"
    __table_args__ = (Index(None, "claim_id", "id"),)

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    old: Mapped[str] = mapped_column(default="")
    new: Mapped[str] = mapped_column(default="")


def claims_of(article_id: int) -> Select[Claim]:
    """With their sources and reviewers, in the order in which they were made."""
    return (
        select(Claim)
        .where(Claim.article_id == article_id, Claim.dropped_at.is_(None))
        .order_by(Claim.id)
        .options(selectinload(Claim.sources), selectinload(Claim.reviewed_by))
    )


def claim_whole(claim_id: int) -> Select[Claim]:
    return (
        select(Claim)
        .where(Claim.id == claim_id)
        .options(selectinload(Claim.sources), selectinload(Claim.reviewed_by))
    )


def events_of_claim(claim_id: int) -> Select[ClaimEvent, str | None]:
    """Newest first, each with the name of the person."""
    return (
        select(ClaimEvent, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == ClaimEvent.by_id)
        .where(ClaimEvent.claim_id == claim_id)
        .order_by(ClaimEvent.id.desc())
    )


def written_down(claim: Claim, today: date) -> dict[str, Any]:
    """Plain values, as a published Version keeps them."""
    return {
        "id": claim.id,
        "section": claim.section_id,
        "sentence": claim.sentence,
        "state": claim.state(today).value,
        "grade": claim.grade.value,
        "sources": [
            {"title": each.title, "url": each.url, "year": each.year}
            for each in claim.sources
            if each.removed_at is None
        ],
        "reviewed_by": claim.reviewed_by.full_name if claim.reviewed_by else "",
        "reviewed_at": _iso(claim.reviewed_at),
        "expires_on": _iso(claim.expires_on),
    }


def _iso(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""
