"""Moments as text in the clinic's time, written by the database."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import SQLColumnExpression, case, literal

import settings
from models.base.functions import (
    fraction_of,
    moved_by,
    second_of,
    seconds_since_1970,
    weekday_and_hour,
)
from models.base.table import Utc, now

DAY = timedelta(days=1)


def clinic_today() -> date:
    """The day it is at the clinic."""
    return now().astimezone(settings.TIMEZONE).date()


def day_told(told: str) -> date | None:
    """Of ISO 8601, such as an address says; None where it is no day, or at the ends of all time,
    which have no day before or after.
    """
    with suppress(ValueError):
        day = date.fromisoformat(told)
        return day if MINYEAR < day.year < MAXYEAR else None
    return None


def midnight(day: date) -> datetime:
    """When this day begins at the clinic."""
    return datetime.combine(day, time(), settings.TIMEZONE)


def in_clinic_time(
    moment: SQLColumnExpression[datetime | None], since: datetime, until: datetime
) -> SQLColumnExpression[str]:
    """ISO 8601 with the offset of that day, as Python's isoformat writes it, microseconds kept.
    NULL stays NULL.

    The moments must lie between `since` and `until`: the offsets in that span are spelled out.
    """
    return _by_offset(moment, since, until, _written)


def seconds_on_the_clock(
    moment: SQLColumnExpression[datetime | None], since: datetime, until: datetime
) -> SQLColumnExpression[int | None]:
    """What the clinic’s clock showed, in whole seconds since its 1970. Of the span as above."""
    return _by_offset(
        moment, since, until, lambda at, said: seconds_since_1970(at) + _shift(said) * 60
    )


def _by_offset(
    moment: SQLColumnExpression[datetime | None],
    since: datetime,
    until: datetime,
    told: Callable[[SQLColumnExpression[datetime | None], str], SQLColumnExpression[Any]],
) -> SQLColumnExpression[Any]:
    *changes, (_, last) = offsets(since, until)
    if not changes:
        return told(moment, last)
    whens = [(moment < literal(end, Utc), told(moment, said)) for end, said in changes]
    return case(*whens, else_=told(moment, last))


def hour_of_week_there(
    moment: SQLColumnExpression[datetime], since: datetime, until: datetime
) -> SQLColumnExpression[str]:
    """“1-09” is Monday from nine on, by the clinic's clock; 0 is Sunday. Of the span as above."""
    return weekday_and_hour(in_clinic_time(moment, since, until))


def _written(moment: SQLColumnExpression[datetime | None], said: str) -> SQLColumnExpression[str]:
    shift = _shift(said)
    written = second_of(moved_by(moment, f"{shift} minutes") if shift else moment)
    fraction = fraction_of(moment)
    return written.concat(case((fraction == ".000000", ""), else_=fraction)).concat(said)


def _shift(said: str) -> int:
    """In minutes."""
    hours, minutes = (int(part) for part in said[1:].split(":")[:2])
    return (hours * 60 + minutes) * (-1 if said.startswith("-") else 1)


def hours_that_come_again(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when the clocks went back until they show what they showed before."""
    for (end, before), (_, after) in pairwise(offsets(since, until)):
        if (gained := _shift(before) - _shift(after)) > 0:
            yield end, end + timedelta(minutes=gained)


def offsets(since: datetime, until: datetime) -> Iterator[tuple[datetime, str]]:
    """Each offset of the clinic's zone in this span, and the moment at which it ends."""
    day, said = since.astimezone(UTC), _offset(since)
    while day < until:
        following = min(day + DAY, until.astimezone(UTC))
        if _offset(following) != said:
            yield _change(day, following), said
            said = _offset(following)
        day = following
    yield until, said


def _change(before: datetime, after: datetime) -> datetime:
    """The second at which the clock changes between these two."""
    said = _offset(before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(middle) == said else (before, middle)
    return after.replace(microsecond=0)


def _offset(moment: datetime) -> str:
    return moment.astimezone(settings.TIMEZONE).isoformat()[-6:]
