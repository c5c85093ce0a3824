"""Booking enquiries, and what has happened to each."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.articles.article import Article
from models.base.table import WITHOUT_CASE, Base, Id, MaybeMoment, Moment
from models.enquiries.event import EnquiryEvent, changes_of, timeline_of
from models.enquiries.indexes import INDEXES, Facet
from models.enquiries.names import keys_of_new_name
from models.enquiries.state import (
    ALLOWED_MOVES,
    STATUS_TITLES,
    CameBy,
    EnquirySource,
    Priority,
    Status,
)
from models.staff.member import StaffMember

__all__ = [
    "ALLOWED_MOVES",
    "STATUS_TITLES",
    "CameBy",
    "Enquiry",
    "EnquiryEvent",
    "EnquirySource",
    "IdempotencyKey",
    "Priority",
    "Status",
    "changes_of",
    "enquiries_numbered",
    "enquiry_with_people",
    "timeline_of",
]


class Enquiry(Base):
    """One request; `phone_digits`, `notes` and `name_keys` exist for the search index.

    `named_article` is the address of an article that an imported one named and that is not here;
    so with `named_call_to_action`, and with `named_colleague`, until it is given to somebody.
    `facet` is all in one that a list is narrowed by, so that one index finds any combination.
    """

    __tablename__ = "enquiry"
    __table_args__ = (*INDEXES, {"sqlite_autoincrement": True})

    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[Moment]
    name: Mapped[str] = mapped_column(WITHOUT_CASE)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")
    preferred_at: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    source: Mapped[EnquirySource] = mapped_column(default=EnquirySource.WEB)
    consent_version: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str] = mapped_column(default="")

    status: Mapped[Status] = mapped_column(default=Status.NEW)
    close_reason: Mapped[str] = mapped_column(default="")
    spam_reasons: Mapped[list[str]] = mapped_column(default=list)
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    tags: Mapped[list[str]] = mapped_column(default=list)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    follow_up_on: Mapped[date | None]
    first_answered_at: Mapped[MaybeMoment]

    is_at_risk: Mapped[bool] = mapped_column(default=False)
    risk_phrases: Mapped[list[str]] = mapped_column(default=list)
    risk_acknowledged_at: Mapped[MaybeMoment]
    risk_acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))

    email_key: Mapped[str] = mapped_column(default="")
    phone_key: Mapped[str] = mapped_column(default="")
    phone_digits: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    snoozed_until: Mapped[MaybeMoment]
    facet: Mapped[str] = mapped_column(Facet())
    wakes_up_as: Mapped[Status | None]
    call_to_action_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    booked_for: Mapped[MaybeMoment]
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("enquiry.id", ondelete="SET NULL")
    )
    name_keys: Mapped[str] = mapped_column(default=keys_of_new_name)
    named_article: Mapped[str] = mapped_column(default="")
    named_call_to_action: Mapped[str] = mapped_column(default="", server_default="")
    named_colleague: Mapped[str] = mapped_column(default="", server_default="")

    article: Mapped[Article | None] = relationship(lazy="raise")
    assigned_to: Mapped[StaffMember | None] = relationship(
        foreign_keys=[assigned_to_id], lazy="raise"
    )
    risk_acknowledged_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[risk_acknowledged_by_id], lazy="raise"
    )

    @property
    def needs_call(self) -> bool:
        """At risk, and nobody has put their name to having seen it."""
        return self.is_at_risk and self.risk_acknowledged_at is None


class IdempotencyKey(Base):
    """A sender's key, by digest, and the digest of what came with it."""

    __tablename__ = "idempotency_key"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    created_at: Mapped[Moment]


def enquiries_numbered(ids: Collection[int]) -> Select[Enquiry]:
    return select(Enquiry).where(Enquiry.id.in_(ids))


def enquiry_with_people(enquiry_id: int) -> Select[Enquiry]:
    return (
        select(Enquiry)
        .where(Enquiry.id == enquiry_id)
        .options(
            selectinload(Enquiry.article),
            selectinload(Enquiry.assigned_to),
            selectinload(Enquiry.risk_acknowledged_by),
        )
    )
