"""How many enquiries came on each day, by status: kept by triggers, to find a late page at once."""

from datetime import date

from sqlalchemy import Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.kept import Sql, keep
from models.base.table import Base
from models.enquiries.enquiry import Status


class EnquiryDay(Base):
    """How many of those received on this day, in UTC, have this status now."""

    __tablename__ = "enquiry_day"
    __table_args__ = (Index(None, "day", "total"),)

    status: Mapped[Status] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    total: Mapped[int]


def _count(sql: Sql, row: str) -> str:
    change, day = "-1" if row == "OLD" else "1", sql.day(f"{row}.received_at")
    return (
        "INSERT INTO enquiry_day (status, day, total) "
        + sql.counted(row, [f"{row}.status", day], change)
        + sql.adding("enquiry_day", "status, day", total=f"({change})")
    )


keep("enquiry_day", _count, beside="enquiry", of="status, received_at", is_counted=True)


def day_on_which(status: Status | None, place: int, *, newest_first: bool) -> Select[date, int]:
    """The day that has the enquiry at this place, counted from 0, and how many come before it."""
    order = EnquiryDay.day.desc() if newest_first else EnquiryDay.day
    total = func.sum(EnquiryDay.total)
    days = select(EnquiryDay.day, total.label("total")).group_by(EnquiryDay.day).order_by(order)
    each = (days.where(EnquiryDay.status == status) if status else days).subquery()
    day = each.c.day.desc() if newest_first else each.c.day
    upto = func.sum(each.c.total).over(order_by=day).label("upto")
    counted = select(each.c.day, (upto - each.c.total).label("before"), upto).subquery()
    return select(counted.c.day, counted.c.before).where(counted.c.upto > place).limit(1)
