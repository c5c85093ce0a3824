"""How many enquiries came on each day and in each month, by all that a report tells apart."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base


class Breakdown(StrEnum):
    """By what they are told apart; `MINUTES` by how long the clinic took to answer."""

    ALL = "all"
    SERVICE = "service"
    ARTICLE = "article"
    CALL = "call"
    COLLEAGUE = "colleague"
    REASON = "reason"
    SOURCE = "source"
    HOUR = "hour"
    MINUTES = "minutes"


class Headcount(NamedTuple):
    """Of those received: how many are answered, booked, answered late, or overdue by now."""

    received: int = 0
    answered: int = 0
    booked: int = 0
    answered_late: int = 0
    overdue: int = 0

    @property
    def late(self) -> int:
        return self.answered_late + self.overdue


class ReportTotal(Base):
    """`span` is a day of the clinic or a month, ISO 8601. `open_ended` are New without an answer.

    A month is kept only while all its days are.
    """

    __tablename__ = "report_total"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy reads it as it stands

    kind: Mapped[Breakdown] = mapped_column(primary_key=True)
    span: Mapped[str] = mapped_column(primary_key=True, index=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    received: Mapped[int]
    answered: Mapped[int]
    booked: Mapped[int]
    answered_late: Mapped[int]
    open_ended: Mapped[int]


COUNTS = ("received", "answered", "booked", "answered_late", "open_ended")
_SUMS = [func.sum(getattr(ReportTotal, name)).label(name) for name in COUNTS]


def summed(
    kinds: Iterable[Breakdown], spans: Collection[str]
) -> Select[Breakdown, str, int, int, int, int, int]:
    """Over these days and months, for each kind and key."""
    return (
        select(ReportTotal.kind, ReportTotal.key, *_SUMS)
        .where(ReportTotal.kind.in_(list(kinds)), ReportTotal.span.in_(spans))
        .group_by(ReportTotal.kind, ReportTotal.key)
    )


def by_span(spans: Collection[str]) -> Select[str, int, int, int, int, int]:
    """All that came, for each of them."""
    counts = [getattr(ReportTotal, name) for name in COUNTS]
    return select(ReportTotal.span, *counts).where(
        ReportTotal.kind == Breakdown.ALL, ReportTotal.span.in_(spans)
    )


def months_kept() -> Select[str]:
    """Those in which anything came."""
    month = len("2026-10")
    return select(ReportTotal.span).where(
        ReportTotal.kind == Breakdown.ALL, func.length(ReportTotal.span) == month
    )
