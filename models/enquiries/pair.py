"""What people said of two enquiries: they belong together, or they are not the same person."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Select, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment
from models.enquiries.enquiry import Enquiry


class Bond(StrEnum):
    LINKED = "linked"
    APART = "apart"


class EnquiryPair(Base):
    """`first_id` is the smaller; gone with either of the two."""

    __tablename__ = "enquiry_pair"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    bond: Mapped[Bond]
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))

    def other(self, enquiry_id: int) -> int:
        return self.second_id if enquiry_id == self.first_id else self.first_id


def pairs_of(enquiry_id: int) -> Select[EnquiryPair]:
    return select(EnquiryPair).where(
        or_(EnquiryPair.first_id == enquiry_id, EnquiryPair.second_id == enquiry_id)
    )


def parts_of(enquiry_id: int) -> Select[Enquiry]:
    """Those that were merged into this one, oldest first."""
    return select(Enquiry).where(Enquiry.merged_into_id == enquiry_id).order_by(Enquiry.id)
