"""How many enquiries there are of every status, counted as they come and go."""

from sqlalchemy import DDL, Select, event, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base
from models.enquiries.enquiry import Status


class EnquiryCount(Base):
    """How many enquiries have this status, kept by triggers in the same transaction."""

    __tablename__ = "enquiry_count"

    status: Mapped[Status] = mapped_column(primary_key=True)
    total: Mapped[int]


def _count(change: str, which: str) -> str:
    return (
        f"INSERT INTO enquiry_count (status, total) VALUES ({which}.status, {change}) "  # noqa: S608  made of names in this file: no value is put into it
        f"ON CONFLICT (status) DO UPDATE SET total = total + ({change}); "
    )


COUNTING = (
    "CREATE TRIGGER enquiry_count_insert AFTER INSERT ON enquiry BEGIN "
    + _count("1", "NEW")
    + "END",
    "CREATE TRIGGER enquiry_count_delete AFTER DELETE ON enquiry BEGIN "
    + _count("-1", "OLD")
    + "END",
    "CREATE TRIGGER enquiry_count_update AFTER UPDATE OF status ON enquiry "
    "WHEN OLD.status <> NEW.status BEGIN " + _count("-1", "OLD") + _count("1", "NEW") + "END",
)
for _trigger in COUNTING:
    _ddl = DDL(_trigger).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)


def counts_by_status() -> Select[Status, int]:
    return select(EnquiryCount.status, EnquiryCount.total)


def how_many_of_status(status: Status) -> Select[int]:
    return select(EnquiryCount.total).where(EnquiryCount.status == status)


def how_many_enquiries() -> Select[int]:
    return select(func.coalesce(func.sum(EnquiryCount.total), 0))
