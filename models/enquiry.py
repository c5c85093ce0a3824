"""Booking enquiries, and what has happened to each."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, String, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.article import Article
from models.base import Base, Id, MaybeMoment, Moment
from models.staff import StaffMember


class Status(StrEnum):
    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    BOOKED = "booked"
    CLOSED = "closed"
    SPAM = "spam"


class Source(StrEnum):
    WEB = "web"
    API = "api"
    DESK = "desk"
    IMPORT = "import"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


STATUS_TITLES: dict[Status, str] = {
    Status.NEW: "New",
    Status.IN_PROGRESS: "In progress",
    Status.WAITING: "Waiting",
    Status.BOOKED: "Booked",
    Status.CLOSED: "Closed",
    Status.SPAM: "Spam",
}

ALLOWED_MOVES: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset(set(Status) - {Status.NEW}),
    Status.IN_PROGRESS: frozenset(
        {Status.NEW, Status.WAITING, Status.BOOKED, Status.CLOSED, Status.SPAM}
    ),
    Status.WAITING: frozenset({Status.IN_PROGRESS, Status.BOOKED, Status.CLOSED, Status.SPAM}),
    Status.BOOKED: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.BOOKED}),
    Status.SPAM: frozenset({Status.NEW, Status.CLOSED}),
}


KINDS_BESIDE_VERSIONS = frozenset({"received", "note"})
"""These events add to an enquiry; all others change it, and its version grows by one."""


class Enquiry(Base):
    """One request; `phone_digits` and `notes` exist for the search index, kept by actions."""

    __tablename__ = "enquiry"
    __table_args__ = (
        Index(None, "status", "received_at", "id"),
        Index(None, "received_at", "id"),
        Index(None, "name", "id", "status"),
        Index(None, "service", "received_at", "id", "status"),
        Index(None, "assigned_to_id", "received_at", "id", "status"),
        Index(None, "article_id", "received_at", "id", "status"),
        Index(None, "email_key"),
        Index(None, "phone_key"),
        Index(
            "ix_enquiry_at_risk",
            "received_at",
            "id",
            "status",
            sqlite_where=text("is_at_risk = 1"),
            postgresql_where=text("is_at_risk"),
        ),
        Index(
            "ix_enquiry_unacknowledged_risk",
            "received_at",
            sqlite_where=text("is_at_risk = 1 AND risk_acknowledged_at IS NULL"),
            postgresql_where=text("is_at_risk AND risk_acknowledged_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[Moment]
    name: Mapped[str] = mapped_column(String().with_variant(String(collation="NOCASE"), "sqlite"))
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")
    preferred_at: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    source: Mapped[Source] = mapped_column(default=Source.WEB)
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


class EnquiryEvent(Base):
    """One line of a timeline: what changed, from what to what, by whom."""

    __tablename__ = "enquiry_event"
    __table_args__ = (Index(None, "enquiry_id", "id"),)

    id: Mapped[Id]
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"))
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    old: Mapped[str] = mapped_column(default="")
    new: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")

    by: Mapped[StaffMember | None] = relationship(lazy="raise")


class IdempotencyKey(Base):
    """A sender's key, by digest, and the digest of what came with it."""

    __tablename__ = "idempotency_key"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    created_at: Mapped[Moment]


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


def timeline_of(enquiry_id: int) -> Select[EnquiryEvent]:
    """Newest first, with who did it."""
    return (
        select(EnquiryEvent)
        .where(EnquiryEvent.enquiry_id == enquiry_id)
        .order_by(EnquiryEvent.id.desc())
        .options(selectinload(EnquiryEvent.by))
    )


def changes_of(enquiry_id: int) -> Select[EnquiryEvent]:
    """The events that made a new version, newest first."""
    return timeline_of(enquiry_id).where(EnquiryEvent.kind.not_in(KINDS_BESIDE_VERSIONS))
