"""Notes being written: one per person and enquiry, kept until they are saved or emptied."""

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment


class NoteDraft(Base):
    __tablename__ = "note_draft"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), primary_key=True, index=True)
    text: Mapped[str]
    written_at: Mapped[Moment]


def note_draft_of(staff_id: int | None, enquiry_id: int) -> Select[NoteDraft]:
    return select(NoteDraft).where(
        NoteDraft.staff_id == staff_id, NoteDraft.enquiry_id == enquiry_id
    )
