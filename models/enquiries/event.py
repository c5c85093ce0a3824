"""What has happened to an enquiry, line by line, and how each line can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.change_batch import ChangeBatch
from models.staff.member import StaffMember

MAILED, ANSWERED = "mailed_a_reply", "answered"
DELIVERED, UNDELIVERED = "delivered_the_reply", "could_not_deliver_the_reply"
WITHDRAWN = "withdrew_the_reply"
REPLIES = frozenset({MAILED, ANSWERED})
KINDS_BESIDE_VERSIONS = frozenset({"received", "note", DELIVERED, UNDELIVERED, WITHDRAWN})
"""These events add to an enquiry; all others change it, and its version grows by one."""


NEWS = text("kind <> 'received' OR new <> 'spam'")
"""Everything but the arrival of what was put aside as spam: a flood of it is no news."""


class EnquiryEvent(Base):
    """One line of a timeline: what changed, from what to what, by whom.

    `before` holds the columns as they were, for a change that can be taken back; `old` of what
    was written down at the desk says how they came (CameBy).
    """

    __tablename__ = "enquiry_event"
    __table_args__ = (
        Index(None, "enquiry_id", "id"),
        Index("ix_enquiry_event_news", "id", sqlite_where=NEWS, postgresql_where=NEWS),
        Index(
            "ix_enquiry_event_batch",
            "batch_id",
            sqlite_where=text("batch_id IS NOT NULL"),
            postgresql_where=text("batch_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"))
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    old: Mapped[str] = mapped_column(default="")
    new: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("change_batch.id"))
    before: Mapped[dict[str, Any] | None]
    taken_back_at: Mapped[MaybeMoment]

    by: Mapped[StaffMember | None] = relationship(lazy="raise")
    batch: Mapped[ChangeBatch | None] = relationship(lazy="raise")


def timeline_of(*enquiry_ids: int) -> Select[EnquiryEvent]:
    """Newest first, with who did it; of several, all in one."""
    return (
        select(EnquiryEvent)
        .where(EnquiryEvent.enquiry_id.in_(enquiry_ids))
        .order_by(EnquiryEvent.id.desc())
        .options(selectinload(EnquiryEvent.by))
    )


def notes_since(since: datetime, staff_id: int | None, enquiry_id: int) -> Select[str]:
    """What this person noted here."""
    return select(EnquiryEvent.text).where(
        EnquiryEvent.enquiry_id == enquiry_id,
        EnquiryEvent.kind == "note",
        EnquiryEvent.by_id == staff_id,
        EnquiryEvent.at > since,
    )


def changes_of(enquiry_id: int) -> Select[EnquiryEvent]:
    """The events that made a new version, newest first."""
    return timeline_of(enquiry_id).where(EnquiryEvent.kind.not_in(KINDS_BESIDE_VERSIONS))
