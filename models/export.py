"""Lists that left the house: who took what, when, why, and what became of it."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base import Base, Id, MaybeMoment, Moment
from models.staff import StaffMember


class ExportFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"


class ExportState(StrEnum):
    PREPARED = "prepared"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Export(Base):
    """`chosen` is the filter or the ids; `total` the rows promised, `rows_sent` those written."""

    __tablename__ = "export"

    id: Mapped[Id]
    receipt: Mapped[str] = mapped_column(unique=True)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    requested_at: Mapped[Moment]
    format: Mapped[ExportFormat]
    is_raw: Mapped[bool] = mapped_column(default=False)
    profile: Mapped[str] = mapped_column(default="full")
    chosen: Mapped[dict[str, Any]]
    columns: Mapped[list[str]]
    reason: Mapped[str] = mapped_column(default="")
    total: Mapped[int]
    last_enquiry_id: Mapped[int]
    state: Mapped[ExportState] = mapped_column(default=ExportState.PREPARED)
    rows_sent: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    failure: Mapped[str] = mapped_column(default="")
    finished_at: Mapped[MaybeMoment]

    requested_by: Mapped[StaffMember | None] = relationship(lazy="raise")


def exports_newest_first() -> Select[Export]:
    return select(Export).order_by(Export.id.desc()).options(selectinload(Export.requested_by))
