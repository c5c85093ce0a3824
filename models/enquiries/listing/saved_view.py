"""Filters that somebody gave a name, for themselves or for all; and the columns they see."""

from typing import Any

from sqlalchemy import ForeignKey, Index, Select, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.list import PER_PAGE
from models.staff.member import StaffMember

LONGEST_VIEW_NAME = 40


class SavedView(Base):
    """`query` is the filter as in an address, without a search: words about people are not kept."""

    __tablename__ = "saved_view"
    __table_args__ = (Index(None, "owner_id"),)

    id: Mapped[Id]
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    name: Mapped[str]
    query: Mapped[dict[str, Any]]
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    deleted_at: Mapped[MaybeMoment]

    owner: Mapped[StaffMember] = relationship(lazy="raise")

    @property
    def filter(self) -> EnquiryFilter:
        return EnquiryFilter.from_query({name: str(value) for name, value in self.query.items()})


class ColumnChoice(Base):
    """How this person sees the list: columns in their order, rows of a page."""

    __tablename__ = "column_choice"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(default=list)
    per_page: Mapped[int] = mapped_column(default=PER_PAGE, server_default=str(PER_PAGE))


def views_for(staff_id: int | None) -> Select[SavedView]:
    """One's own, then what colleagues share, A–Z; with those who made them."""
    return (
        select(SavedView)
        .where(
            SavedView.deleted_at.is_(None),
            or_(SavedView.owner_id == staff_id, SavedView.is_shared),
        )
        .order_by(SavedView.owner_id != staff_id, SavedView.name, SavedView.id)
        .options(selectinload(SavedView.owner))
    )


def view_deleted_last(staff_id: int | None, since: Any) -> Select[SavedView]:
    """What this person deleted last, no longer ago than `since`."""
    return (
        select(SavedView)
        .where(SavedView.owner_id == staff_id, SavedView.deleted_at > since)
        .order_by(SavedView.deleted_at.desc())
        .limit(1)
    )


def view_named(staff_id: int | None, name: str) -> Select[SavedView]:
    return select(SavedView).where(
        SavedView.owner_id == staff_id, SavedView.name == name, SavedView.deleted_at.is_(None)
    )


def column_choice_of(staff_id: int | None) -> Select[ColumnChoice]:
    return select(ColumnChoice).where(ColumnChoice.staff_id == staff_id)
