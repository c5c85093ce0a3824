"""How many enquiries came on each day, by status: kept by triggers, to find a late page at once."""

from datetime import date

from sqlalchemy import DDL, Index, Select, event, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base
from models.enquiries.enquiry import Status


class EnquiryDay(Base):
    """How many of those received on this day, in UTC, have this status now."""

    __tablename__ = "enquiry_day"
    __table_args__ = (Index(None, "day", "total"),)

    status: Mapped[Status] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    total: Mapped[int]


def _count(change: str, which: str) -> str:
    return (
        "INSERT INTO enquiry_day (status, day, total) "  # noqa: S608  made of names in this file: no value is put into it
        f"VALUES ({which}.status, substr({which}.received_at, 1, 10), {change}) "
        f"ON CONFLICT (status, day) DO UPDATE SET total = total + ({change}); "
    )


DAYS = (
    "CREATE TRIGGER enquiry_day_insert AFTER INSERT ON enquiry BEGIN " + _count("1", "NEW") + "END",
    "CREATE TRIGGER enquiry_day_delete AFTER DELETE ON enquiry BEGIN "
    + _count("-1", "OLD")
    + "END",
    "CREATE TRIGGER enquiry_day_update AFTER UPDATE OF status, received_at ON enquiry BEGIN "
    + _count("-1", "OLD")
    + _count("1", "NEW")
    + "END",
)
for _trigger in DAYS:
    _ddl = DDL(_trigger).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)


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
