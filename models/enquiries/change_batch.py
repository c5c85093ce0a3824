"""What was changed with one click, kept together so that it can be taken back."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, MaybeMoment, Moment


class ChangeBatch(Base):
    """One gesture of one person; the events that belong to it say what it changed."""

    __tablename__ = "change_batch"
    __table_args__ = (Index(None, "by_id", "id"),)

    id: Mapped[Id]
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    taken_back_at: Mapped[MaybeMoment]
