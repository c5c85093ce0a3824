"""When a list is due by the clinic's clock, and the days that it is then about."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import settings
from models.clinic.moments import DAY
from models.exports.days import DayOf, days_between

FURTHEST = 32
"""Days from one list to the next, at most and one more."""
COMING = {"daily": 1, "weekly": 7, "monthly": 31}
"""Days of appointments, from the day of the list on."""


class Rhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def next_due(rhythm: Rhythm, on: int, at: time, after: datetime) -> datetime:
    """`on` is the weekday, 0 for Monday, or the day of the month, the last one where it is short.

    An hour that the clock jumps over counts as the one after, one that comes twice as the first.
    """
    day = after.astimezone(settings.TIMEZONE).date()
    for later in range(FURTHEST + 1):
        due = datetime.combine(day + later * DAY, at, settings.TIMEZONE).astimezone(UTC)
        if due > after and _is_of(rhythm, on, day + later * DAY):
            return due
    raise ValueError(on)


def _is_of(rhythm: Rhythm, on: int, day: date) -> bool:
    if rhythm is Rhythm.WEEKLY:
        return day.weekday() == on
    return rhythm is Rhythm.DAILY or day.day == min(on, monthrange(day.year, day.month)[1])


def days_of_list(rhythm: Rhythm, kind: DayOf, due: datetime) -> list[str]:
    """The day, week or month that is over; of appointments those to come."""
    day = due.astimezone(settings.TIMEZONE).date()
    if kind is DayOf.APPOINTMENT:
        return days_between(day, day + timedelta(days=COMING[rhythm] - 1))
    last = day - DAY
    if rhythm is Rhythm.MONTHLY:
        last = day.replace(day=1) - DAY
        return days_between(last.replace(day=1), last)
    return days_between(day - timedelta(days=COMING[rhythm]), last)
