"""How long somebody waited, counted while the clinic was open."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from models.clinic.hours import ClinicHours, read_spans, written

LONDON = ZoneInfo("Europe/London")
USUAL = ClinicHours(week=(((540, 1080),),) * 5 + ((), ()), zone=LONDON)


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=LONDON)


def minutes(hours: ClinicHours, since: str, until: str) -> float:
    return hours.between(at(since), at(until)) / timedelta(minutes=1)


def test_friday_evening_to_monday_morning_is_ten_minutes() -> None:
    assert minutes(USUAL, "2026-03-06T17:55", "2026-03-09T09:05") == 10


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-03-09T10:00", "2026-03-09T10:00", 0),
        ("2026-03-09T07:00", "2026-03-09T08:59", 0),
        ("2026-03-09T07:00", "2026-03-09T23:00", 540),
        ("2026-03-07T10:00", "2026-03-08T22:00", 0),
        ("2026-03-09T10:00", "2026-03-11T10:00", 1080),
        ("2026-03-09T12:00", "2026-03-09T11:00", 0),
    ],
)
def test_only_open_hours_count(since: str, until: str, expected: int) -> None:
    assert minutes(USUAL, since, until) == expected


def test_holidays_and_lunch_do_not_count() -> None:
    lunch = ((540, 780), (840, 1080))
    hours = ClinicHours((lunch,) * 7, frozenset({date(2026, 12, 25)}), zone=LONDON)

    assert minutes(hours, "2026-12-24T12:30", "2026-12-24T14:30") == 60
    assert minutes(hours, "2026-12-24T17:30", "2026-12-26T09:30") == 60


@pytest.mark.parametrize(
    ("since", "until", "all_day"),
    [
        ("2026-03-28T17:00", "2026-03-29T10:00", 16),  # the night in which an hour is missing
        ("2026-10-24T17:00", "2026-10-25T10:00", 18),  # and the one with an hour twice
    ],
)
def test_summer_time_is_counted_by_the_clock(since: str, until: str, all_day: int) -> None:
    day_and_night = ClinicHours((((0, 1440),),) * 7, zone=LONDON)
    by_day = ClinicHours((((540, 1080),),) * 7, zone=LONDON)

    assert day_and_night.between(at(since), at(until).astimezone(UTC)) == timedelta(hours=all_day)
    assert by_day.between(at(since), at(until)) == timedelta(hours=2)


@pytest.mark.parametrize("wait", [0, 1, 10, 300, 540, 541, 5000])
def test_due_and_overdue_agree_with_what_was_counted(wait: int) -> None:
    since, length = at("2026-03-06T17:55"), timedelta(minutes=wait)
    due = USUAL.after(since, length)
    assert due
    assert USUAL.between(since, due) == length
    latest = USUAL.before(due, length)
    assert latest
    assert USUAL.between(latest, due) == length
    assert latest >= since


def test_a_clinic_that_never_opens_owes_nothing() -> None:
    closed = ClinicHours(((),) * 7, zone=LONDON)
    moment = at("2026-03-06T17:55")

    assert closed.after(moment, timedelta(hours=1)) is None
    assert closed.before(moment, timedelta(hours=1)) is None
    assert closed.next_opening(moment.date()) is None
    assert minutes(closed, "2026-03-06T17:55", "2027-03-06T17:55") == 0


def test_the_next_opening_skips_closed_days() -> None:
    assert USUAL.next_opening(date(2026, 3, 6)) == datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("9:00-18:00", [(540, 1080)]),
        (" 09.00 – 13.00 , 14:00–24:00", [(540, 780), (840, 1440)]),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: list[tuple[int, int]]) -> None:
    assert read_spans(typed) == spans
    assert read_spans(written(spans)) == spans


@pytest.mark.parametrize(
    "typed",
    ["nine", "18:00-09:00", "09:00-25:00", "09:60-10:00", "9-18", "09:00-12:00,11:00-13:00"],
)
def test_hours_that_make_no_sense_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"hours|opening"):
        read_spans(typed)


def test_a_clinic_that_chose_nothing_is_open_on_weekdays(session: Session) -> None:
    hours = ClinicHours.of(session)

    assert minutes(hours, "2026-03-06T17:55", "2026-03-09T09:05") == 10
    assert hours.answer_within == timedelta(hours=4)
