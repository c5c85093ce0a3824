"""Moments as text in the clinic's time, written by the database (SQLite's own strftime)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import SQLColumnExpression, case, func, literal

import settings
from models.base.table import Utc, now

DAY = timedelta(days=1)


def clinic_today() -> date:
    """The day it is at the clinic."""
    return now().astimezone(settings.TIMEZONE).date()


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
    *changes, (_, last) = offsets(since, until)
    if not changes:
        return _written(moment, last)
    whens = [(moment < literal(end, Utc), _written(moment, said)) for end, said in changes]
    return case(*whens, else_=_written(moment, last))


def hour_of_week_there(
    moment: SQLColumnExpression[datetime], since: datetime, until: datetime
) -> SQLColumnExpression[str]:
    """“1-09” is Monday from nine on, by the clinic's clock; 0 is Sunday. Of the span as above."""
    return func.strftime("%w-%H", func.substr(in_clinic_time(moment, since, until), 1, 19))


def _written(moment: SQLColumnExpression[datetime | None], said: str) -> SQLColumnExpression[str]:
    hours, minutes = (int(part) for part in said[1:].split(":")[:2])
    shift = (hours * 60 + minutes) * (-1 if said.startswith("-") else 1)
    second = func.substr(moment, 1, 19)
    if shift:
        second = func.datetime(second, f"{shift} minutes")
    written = func.replace(second, " ", "T")
    fraction = func.substr(moment, 20)
    return written.concat(case((fraction == ".000000", ""), else_=fraction)).concat(said)


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
