"""The clock that runs while the clinic is open agrees with the slow one, whatever clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.clinic.hours import FURTHEST, ClinicHours, read_spans
from models.clinic.open_clock import OpenClock

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
minutes = st.integers(0, 60 * 24 * 60)
WEEKS = ("09:00–18:00", "00:00–24:00", "08:30–12:00, 13:15–17:45")


@given(
    since=minutes,
    until=minutes,
    written=st.sampled_from(WEEKS),
    zone=st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC"]),
)
def test_it_agrees_with_the_hours(since: int, until: int, written: str, zone: str) -> None:
    week = (*[tuple(read_spans(written))] * 6, ())
    hours = ClinicHours(week, frozenset({BEGIN.date() + timedelta(days=9)}), zone=ZoneInfo(zone))
    one, other = BEGIN + timedelta(minutes=since), BEGIN + timedelta(minutes=until)
    clock = OpenClock(hours, BEGIN, BEGIN + timedelta(days=61))

    assert clock.between(one, other) == hours.between(one, other)


def test_no_wait_is_longer_than_the_furthest() -> None:
    hours = ClinicHours((tuple(read_spans("00:00–24:00")),) * 7)
    until = BEGIN + 2 * FURTHEST

    assert OpenClock(hours, BEGIN, until).between(BEGIN, until) == hours.between(BEGIN, until)
    assert hours.between(BEGIN, until) == FURTHEST
