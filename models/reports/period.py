"""Which days a report is about, and which ones it is compared with."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.clinic.hours import DAY

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the clinic, the first and the last."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    def each_day(self) -> Iterator[date]:
        return (self.since + number * DAY for number in range(self.days))

    @property
    def is_whole_months(self) -> bool:
        return self.since.day == 1 and (self.until + DAY).day == 1

    def before(self) -> "Period":
        """As many days that end the day before; whole months are compared with as many of them."""
        last = self.since - DAY
        if not self.is_whole_months:
            return Period(self.since - self.days * DAY, last)
        return Period(_months_earlier(self.since, self._months), last)

    @property
    def _months(self) -> int:
        years = self.until.year - self.since.year
        return years * DECEMBER + self.until.month - self.since.month + 1

    def year_before(self) -> "Period":
        """The same dates; a month's last day stays its last day."""
        since, until = (_months_earlier(day, DECEMBER) for day in (self.since, self.until))
        if self.is_whole_months:
            until = until.replace(day=monthrange(until.year, until.month)[1])
        return Period(since, until)

    def months(self) -> Iterator["Period"]:
        """Those that lie in it whole."""
        first = self.since if self.since.day == 1 else _next_month(self.since)
        while (last := _next_month(first) - DAY) <= self.until:
            yield Period(first, last)
            first = last + DAY

    def weeks(self, begins_on: int) -> Iterator["Period"]:
        """All of it, cut where weeks begin (1 is Monday): the outer ones may be shorter."""
        first = self.since
        while first <= self.until:
            last = first + ((begins_on - 2 - first.weekday()) % 7) * DAY
            yield Period(first, min(last, self.until))
            first = last + DAY


def month_named(month: str) -> Period:
    """Of “2026-10” its days."""
    first = date.fromisoformat(f"{month}-01")
    return Period(first, _next_month(first) - DAY)


def _next_month(day: date) -> date:
    is_december = day.month == DECEMBER
    return date(day.year + is_december, day.month % DECEMBER + 1, 1)


def _months_earlier(day: date, months: int) -> date:
    past = day.year * DECEMBER + day.month - 1 - months
    year, month = past // DECEMBER, past % DECEMBER + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
