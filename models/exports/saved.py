"""Lists that somebody gave a name, for themselves or for all, and those that come by the clock."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.exports.columns import Profile
from models.exports.export import ExportFormat
from models.exports.schedule import Rhythm
from models.staff.member import StaffMember

LONGEST_LIST_NAME = 60


class SavedExport(Base):
    """`chosen` as of an export, without a search: words about people are not kept.

    By the clock: `rhythm`, `on_day` and `at` as in models/exports/schedule.py, `about` the kind of
    days it is about, empty for all. `next_at` is None when nothing is due, `stopped_because` why.
    """

    __tablename__ = "saved_export"

    id: Mapped[Id]
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    name: Mapped[str]
    is_shared: Mapped[bool] = mapped_column(default=False)
    format: Mapped[ExportFormat]
    is_raw: Mapped[bool] = mapped_column(default=False)
    profile: Mapped[str] = mapped_column(default=Profile.FULL.value)
    chosen: Mapped[dict[str, Any]]
    columns: Mapped[list[str]]
    reason: Mapped[str]
    rhythm: Mapped[Rhythm | None]
    on_day: Mapped[int] = mapped_column(default=0)
    at: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    next_at: Mapped[MaybeMoment] = mapped_column(index=True)
    stopped_because: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Moment]

    owner: Mapped[StaffMember] = relationship(lazy="raise")


def saved_exports_for(staff_id: int | None) -> Select[SavedExport]:
    """One's own, what colleagues share, and whatever comes by the clock: no secret."""
    seen = or_(
        SavedExport.owner_id == staff_id, SavedExport.is_shared, SavedExport.rhythm.is_not(None)
    )
    return (
        select(SavedExport)
        .where(seen)
        .order_by(SavedExport.owner_id != staff_id, SavedExport.name, SavedExport.id)
        .options(selectinload(SavedExport.owner))
    )


def saved_export_named(staff_id: int | None, name: str) -> Select[SavedExport]:
    return select(SavedExport).where(SavedExport.owner_id == staff_id, SavedExport.name == name)


def lists_due(moment: datetime | None = None) -> Select[int]:
    """Their ids, the longest due first."""
    due = SavedExport.next_at <= (moment or now())
    return select(SavedExport.id).where(due).order_by(SavedExport.next_at, SavedExport.id)


def every_saved_export() -> Select[SavedExport]:
    return select(SavedExport).order_by(SavedExport.id)
