"""Which entries of the log somebody looks for, and how an address says so."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import MAXYEAR, datetime
from typing import Self

from sqlalchemy import ColumnElement, Select, func, select

from models.staff.log import LogEntry, entries_in_order, entries_newest_first

LARGEST_ID = 2**63


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What somebody looks for; empty fields don't narrow. `since` and `until` are moments."""

    staff_id: int | None = None
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def to_query(self) -> dict[str, str]:
        """What narrows, for an address."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value.isoformat() if isinstance(value, datetime) else str(value)
            for name, value in told.items()
            if value
        }

    @classmethod
    def from_query(cls, asked: Mapping[str, str]) -> Self:
        """Errors: ValueError."""
        staff_id = int(asked.get("staff_id", 0))
        if abs(staff_id) >= LARGEST_ID:
            raise ValueError
        return cls(
            staff_id or None,
            asked.get("action", ""),
            asked.get("subject", ""),
            _moment(asked.get("since", "")),
            _moment(asked.get("until", "")),
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = []
        if self.staff_id:
            wanted.append(LogEntry.staff_id == self.staff_id)
        if self.action:
            wanted.append(LogEntry.action == self.action)
        if self.subject:
            wanted.append(LogEntry.subject == self.subject)
        if self.since:
            wanted.append(LogEntry.at >= self.since)
        if self.until:
            wanted.append(LogEntry.at < self.until)
        return wanted


def entries_matching(sought: LogFilter, *, is_oldest_first: bool = False) -> Select[LogEntry]:
    entries = entries_in_order() if is_oldest_first else entries_newest_first()
    return entries.where(*sought.conditions())


def count_matching(sought: LogFilter) -> Select[int]:
    return select(func.count(LogEntry.id)).where(*sought.conditions())


def _moment(told: str) -> datetime | None:
    """Errors: ValueError, also for one without a zone or at the ends of all time."""
    moment = datetime.fromisoformat(told) if told else None
    if moment and (moment.tzinfo is None or not 1 < moment.year < MAXYEAR):
        raise ValueError
    return moment
