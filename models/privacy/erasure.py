"""That somebody's words are gone: when, why, and which lists that left the house may hold them."""

from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.database import Transaction
from models.base.table import Base, Id, MaybeMoment, Moment
from models.exports.export import Export
from models.staff.member import StaffMember


class ErasureReason(StrEnum):
    ASKED = "asked"
    MISTAKE = "mistake"
    LONG_AGO = "long_ago"


REASONS: dict[ErasureReason, str] = {
    ErasureReason.ASKED: "They asked for it",
    ErasureReason.MISTAKE: "It should not have come to us",
    ErasureReason.LONG_AGO: "It is no longer needed",
}


class Erasure(Base):
    """`enquiry_ids` are numbers that nobody has any more, `receipts` those of exports.

    `cleared_at`: since then the database's own log holds nothing of it either.
    """

    __tablename__ = "erasure"

    id: Mapped[Id]
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reason: Mapped[ErasureReason]
    enquiry_ids: Mapped[list[int]]
    receipts: Mapped[list[str]]
    cleared_at: Mapped[MaybeMoment]

    by: Mapped[StaffMember | None] = relationship(lazy="raise")


def erasures() -> Select[Erasure]:
    """Newest first, with who did each."""
    return select(Erasure).order_by(Erasure.id.desc()).options(selectinload(Erasure.by))


def erasures_not_cleared() -> Select[Erasure]:
    return select(Erasure).where(Erasure.cleared_at.is_(None))


def exports_that_left() -> Select[Export]:
    """Every list of which at least one row was handed over, oldest first."""
    return select(Export).where(Export.rows_sent > 0).order_by(Export.id)


def exports_with_reason() -> Select[Export]:
    """Also those that nobody has fetched."""
    return select(Export).where(Export.reason != "").order_by(Export.id)


def exports_received(receipts: Collection[str]) -> Select[Export]:
    return (
        select(Export)
        .where(Export.receipt.in_(receipts))
        .order_by(Export.id)
        .options(selectinload(Export.requested_by))
    )


def erasures_known(reading: Transaction) -> list[Erasure]:
    """None where the database knows of none or cannot be read."""
    try:
        with reading() as session:
            return list(session.scalars(select(Erasure).order_by(Erasure.id)))
    except DatabaseError:
        return []
