"""When a list is due by the clinic's clock, and which days it is then about."""

from datetime import UTC, datetime, time

import pytest

from models.exports.days import DayOf
from models.exports.schedule import Rhythm, days_of_list, next_due


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "on", "clock", "after", "due"),
    [
        (Rhythm.DAILY, 0, time(8), at(1, 6), at(1, 7)),
        (Rhythm.DAILY, 0, time(8), at(1, 7), at(2, 7)),
        (Rhythm.DAILY, 0, time(8), at(24, 8), at(25, 8)),  # the clocks went back that night
        (Rhythm.DAILY, 0, time(1, 30), at(24, 8), at(25, 0, 30)),  # the first of the two
        (Rhythm.DAILY, 0, time(1, 30), at(28, 8, month=3), at(29, 1, 30, month=3)),  # skipped
        (Rhythm.WEEKLY, 0, time(8), at(1, 6), at(5, 7)),  # from a Thursday to Monday
        (Rhythm.MONTHLY, 1, time(8), at(1, 8), at(1, 8, month=11)),
        (Rhythm.MONTHLY, 31, time(8), at(1, 9, month=2), at(28, 8, month=2)),
        (Rhythm.MONTHLY, 31, time(8), at(31, 9), at(30, 8, month=11)),
    ],
)
def test_the_next_time_is_by_the_clinics_clock(
    rhythm: Rhythm, on: int, clock: time, after: datetime, due: datetime
) -> None:
    assert next_due(rhythm, on, clock, after) == due


@pytest.mark.parametrize(
    ("rhythm", "kind", "days"),
    [
        (Rhythm.DAILY, DayOf.RECEIVED, ["2026-09-30", "2026-09-30"]),
        (Rhythm.WEEKLY, DayOf.BOOKED, ["2026-09-24", "2026-09-30"]),
        (Rhythm.MONTHLY, DayOf.ANSWERED, ["2026-09-01", "2026-09-30"]),
        (Rhythm.DAILY, DayOf.APPOINTMENT, ["2026-10-01", "2026-10-01"]),
        (Rhythm.WEEKLY, DayOf.APPOINTMENT, ["2026-10-01", "2026-10-07"]),
        (Rhythm.MONTHLY, DayOf.APPOINTMENT, ["2026-10-01", "2026-10-31"]),
    ],
)
def test_a_list_is_about_what_is_over_or_about_appointments_to_come(
    rhythm: Rhythm, kind: DayOf, days: list[str]
) -> None:
    assert days_of_list(rhythm, kind, at(1, 7)) == days
