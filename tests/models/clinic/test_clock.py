"""The clinic's clock, also in the two nights of the year in which it is changed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

import settings
from models.clinic.clock import NoSuchTime, clinic_moment


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [(date(2026, 1, 15), 9, 9), (date(2026, 7, 15), 9, 8), (date(2026, 3, 29), 9, 8)],
)
def test_nine_oclock_is_nine_oclock_all_the_year(day: date, hour: int, utc: int) -> None:
    meant = clinic_moment(day, time(hour))
    assert meant.moment == datetime(day.year, day.month, day.day, utc, tzinfo=UTC)
    assert not meant.comes_twice


def test_an_hour_that_does_not_come_is_refused_and_the_next_one_named() -> None:
    with pytest.raises(NoSuchTime, match=r"01:30 does not come\. Choose 02:30 or later"):
        clinic_moment(date(2026, 3, 29), time(1, 30))
    assert clinic_moment(date(2026, 3, 29), time(2)).moment.hour == 1


def test_an_hour_that_comes_twice_means_the_first_and_says_so() -> None:
    meant = clinic_moment(date(2026, 10, 25), time(1, 30))
    assert (meant.moment, meant.comes_twice) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True)
    assert not clinic_moment(date(2026, 10, 25), time(2)).comes_twice


def test_a_clock_that_moves_by_half_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Australia/Lord_Howe"))
    with pytest.raises(NoSuchTime, match="02:15 does not come"):
        clinic_moment(date(2026, 10, 4), time(2, 15))
    assert clinic_moment(date(2026, 4, 5), time(1, 45)).comes_twice
