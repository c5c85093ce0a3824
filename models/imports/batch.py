"""Files that were brought in: what was proposed, what was confirmed, and which enquiries came."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.staff.member import StaffMember

UNCONFIRMED_FOR = timedelta(days=7)
"""A file that nobody confirms is forgotten after that: it holds people's words."""


class ImportState(StrEnum):
    BROUGHT = "brought"
    RUNNING = "running"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    UNDOING = "undoing"
    UNDONE = "undone"


UNDER_WAY = frozenset({ImportState.RUNNING, ImportState.UNDOING})
UNDOABLE = frozenset({ImportState.RUNNING, ImportState.CANCELLED, ImportState.FINISHED})


class ImportBatch(Base):
    """`content` is the file, compressed, until it is over; `position` counts rows dealt with.

    `samples` are the first words of each column, `counts` and `findings` the rehearsal's.
    """

    __tablename__ = "import_batch"
    __table_args__ = (Index(None, "columns_key", "id"), Index(None, "state"))

    id: Mapped[Id]
    filename: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    vendor: Mapped[str] = mapped_column(default="")
    columns: Mapped[list[str]]
    columns_key: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    samples: Mapped[dict[str, Any]] = mapped_column(default=dict)
    date_order: Mapped[str] = mapped_column(default="")
    state: Mapped[ImportState] = mapped_column(default=ImportState.BROUGHT)
    counts: Mapped[dict[str, Any] | None]
    findings: Mapped[list[Any] | None] = mapped_column(JSON, deferred=True)
    total: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    written: Mapped[int] = mapped_column(default=0)
    taken_back: Mapped[int] = mapped_column(default=0)
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    brought_at: Mapped[Moment]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    confirmed_at: Mapped[MaybeMoment]
    ended_at: Mapped[MaybeMoment]

    brought_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[brought_by_id], lazy="raise"
    )

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


def import_numbered(batch_id: int) -> Select[ImportBatch]:
    return (
        select(ImportBatch)
        .where(ImportBatch.id == batch_id)
        .options(selectinload(ImportBatch.brought_by))
    )


def findings_of_import(batch_id: int) -> Select[list[Any] | None]:
    return select(ImportBatch.findings).where(ImportBatch.id == batch_id)


def imports_newest_first() -> Select[ImportBatch]:
    return (
        select(ImportBatch)
        .order_by(ImportBatch.id.desc())
        .options(selectinload(ImportBatch.brought_by))
    )


def count_of_imports() -> Select[int]:
    return select(func.count(ImportBatch.id))


def imports_under_way() -> Select[int]:
    """Their numbers, oldest first."""
    return select(ImportBatch.id).where(ImportBatch.state.in_(UNDER_WAY)).order_by(ImportBatch.id)


def mapping_kept(columns_key: str) -> Select[ImportBatch]:
    """The newest confirmed import of a file with just these columns."""
    return (
        select(ImportBatch)
        .where(ImportBatch.columns_key == columns_key, ImportBatch.confirmed_at.is_not(None))
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )


def imports_forgotten() -> Select[ImportBatch]:
    """Brought, never confirmed, and long ago."""
    return select(ImportBatch).where(
        ImportBatch.state == ImportState.BROUGHT, ImportBatch.brought_at < now() - UNCONFIRMED_FOR
    )
