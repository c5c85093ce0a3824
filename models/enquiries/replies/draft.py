"""Replies being written: one per person and enquiry, kept until they are sent or emptied."""

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment


class ReplyDraft(Base):
    __tablename__ = "reply_draft"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), primary_key=True, index=True)
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    written_at: Mapped[Moment]


def reply_draft_of(staff_id: int | None, enquiry_id: int) -> Select[ReplyDraft]:
    return select(ReplyDraft).where(
        ReplyDraft.staff_id == staff_id, ReplyDraft.enquiry_id == enquiry_id
    )
