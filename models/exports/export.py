"""Lists that left the house: who took what, when, why, and what became of it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

import settings
from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.exports.chosen import in_words
from models.exports.columns import COLUMNS, Profile
from models.intake.receipt import ALPHABET
from models.staff.member import StaffMember

OPEN_FOR = timedelta(minutes=10)
"""A prepared export that nobody has fetched by then is worth nothing."""
KEPT_FOR = timedelta(days=7)
"""One that came by the clock waits longer. Nothing of it is written until it is fetched."""
LONGEST = timedelta(hours=1)
"""No export runs longer: one that seems to was cut off with the program."""


class ExportFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"


FOR_PROGRAMS = frozenset({ExportFormat.JSONL, ExportFormat.PARQUET})
"""Always raw: nobody opens them in a spreadsheet, and a column has its fixed name."""


class ExportState(StrEnum):
    PREPARED = "prepared"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Export(Base):
    """`chosen` is the filter or the ids, `of` how many enquiries there were in all.

    `total` are the rows promised, `rows_sent` those written. `kept_until` is of one that came by
    the clock: it is counted again when it is fetched, and written as things stand then.
    """

    __tablename__ = "export"

    id: Mapped[Id]
    receipt: Mapped[str] = mapped_column(unique=True)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    requested_at: Mapped[Moment]
    format: Mapped[ExportFormat]
    is_raw: Mapped[bool] = mapped_column(default=False)
    profile: Mapped[str] = mapped_column(default=Profile.FULL.value)
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
    kept_until: Mapped[MaybeMoment]

    requested_by: Mapped[StaffMember | None] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        until = self.kept_until or self.requested_at + OPEN_FOR
        return self.state is ExportState.PREPARED and now() < until

    @property
    def is_waiting(self) -> bool:
        """It came by the clock, and nobody has fetched it yet."""
        return self.is_open and self.kept_until is not None

    @property
    def is_running(self) -> bool:
        return self.state is ExportState.RUNNING and now() - self.requested_at < LONGEST

    @property
    def is_under_way(self) -> bool:
        return self.is_open or self.is_running


@dataclass(frozen=True, slots=True)
class Order:
    """One export as plain values, for whoever writes the file."""

    id: int
    receipt: str
    format: ExportFormat
    is_raw: bool
    profile: Profile
    chosen: dict[str, Any]
    columns: tuple[str, ...]
    reason: str
    total: int
    last_enquiry_id: int
    requested_at: datetime
    taken_by: str

    @classmethod
    def of(cls, export: Export, taken_by: str) -> Self:
        same = {name: getattr(export, name) for name in cls.__slots__ if name != "taken_by"}
        return cls(
            **same
            | {
                "taken_by": taken_by,
                "profile": Profile(export.profile),
                "columns": tuple(export.columns),
            }
        )

    @property
    def filename(self) -> str:
        """It names the receipt, so that a file found later can be asked about."""
        day = self.requested_at.astimezone(settings.TIMEZONE).date()
        return f"enquiries-{day}-{self.receipt}.{self.format}"

    @property
    def headings(self) -> list[str]:
        """As people read them; fixed names for programs."""
        return [name if self.is_raw else COLUMNS[name] for name in self.columns]

    def provenance(self) -> dict[str, str]:
        """Where a file comes from, in words, to be kept inside it."""
        taken_at = self.requested_at.astimezone(settings.TIMEZONE)
        return {
            "Receipt": self.receipt,
            "Clinic": settings.CLINIC_NAME,
            "Taken by": self.taken_by,
            "Taken at": taken_at.isoformat(timespec="seconds"),
            "Clock": settings.TIMEZONE.key,
            "Enquiries": str(self.total),
            "Chosen": in_words(self.chosen),
            "Columns": ", ".join(self.columns),
            "Profile": self.profile.value,
            "Reason": self.reason,
        }


def new_export_receipt() -> str:
    return "X" + "".join(secrets.choice(ALPHABET) for _ in range(11))


def exports_newest_first() -> Select[Export]:
    return select(Export).order_by(Export.id.desc()).options(selectinload(Export.requested_by))


def count_of_exports() -> Select[int]:
    return select(func.count(Export.id))


def export_with_receipt(receipt: str) -> Select[Export]:
    return (
        select(Export).where(Export.receipt == receipt).options(selectinload(Export.requested_by))
    )


def export_of(receipt: str, staff_id: int | None) -> Select[Export]:
    """This export, if it is this person's; the operator has no id."""
    return select(Export).where(
        Export.receipt == receipt, Export.requested_by_id.is_not_distinct_from(staff_id)
    )


def exports_with_fingerprint(sha256: str) -> Select[Export]:
    return exports_newest_first().where(
        Export.sha256 == sha256, Export.state == ExportState.FINISHED
    )


def count_of_running_exports() -> Select[int]:
    return select(func.count(Export.id)).where(
        Export.state == ExportState.RUNNING, Export.requested_at > now() - LONGEST
    )
