"""Enquiries that must be kept, whatever their age and whoever asks: a legal hold."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment


class LegalHold(Base):
    __tablename__ = "legal_hold"

    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), primary_key=True)
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))


def held_among(ids: Collection[int]) -> Select[LegalHold]:
    return select(LegalHold).where(LegalHold.enquiry_id.in_(ids))
