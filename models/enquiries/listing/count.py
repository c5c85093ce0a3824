"""How many enquiries there are of every status, counted as they come and go."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.kept import Sql, keep
from models.base.table import Base
from models.enquiries.enquiry import Status


class EnquiryCount(Base):
    """How many enquiries have this status, kept by triggers in the same transaction."""

    __tablename__ = "enquiry_count"

    status: Mapped[Status] = mapped_column(primary_key=True)
    total: Mapped[int]


def _count(sql: Sql, row: str) -> str:
    change = "-1" if row == "OLD" else "1"
    return (
        "INSERT INTO enquiry_count (status, total) "
        + sql.counted(row, [f"{row}.status"], change)
        + sql.adding("enquiry_count", "status", total=f"({change})")
    )


keep(
    "enquiry_count",
    _count,
    beside="enquiry",
    of="status",
    told_by="status",
    is_counted=True,
)


def counts_by_status() -> Select[Status, int]:
    return select(EnquiryCount.status, EnquiryCount.total)


def how_many_of_status(status: Status) -> Select[int]:
    return select(EnquiryCount.total).where(EnquiryCount.status == status)


def how_many_enquiries() -> Select[int]:
    return select(func.coalesce(func.sum(EnquiryCount.total), 0))
