"""Dates as programs write them; day and month are proved or asked."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from actions.imports.moments import proven_order, read_received
from models.imports.fields import DateOrder, RowOutcome

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-14 15:09:26",
        "2026-07-14T14:09:26Z",
        "2026-07-14T16:09:26+02:00",
        "2026/07/14 3:09:26 PM GMT+1",
        "14/07/2026 15:09:26",
        "7/14/2026 15:09:26",
        "14.07.2026 15:09:26",
        "Jul 14, 2026 3:09:26 pm",
        "Tuesday, July 14, 2026 at 3:09:26 p.m.",
        "14 July 2026, 15:09:26",
        "14-Jul-2026 15:09:26",
        "1784038166",
        1784038166000,
        datetime(2026, 7, 14, 15, 9, 26),  # noqa: DTZ001 — a sheet's cell has no zone
    ],
)
def test_a_moment_is_read_however_it_is_written(written: str) -> None:
    read = read_received(written, None, LONDON)

    assert (read.moment, read.reason) == (datetime(2026, 7, 14, 14, 9, 26, tzinfo=UTC), "")


def test_a_day_of_a_sheet_is_its_beginning() -> None:
    assert read_received(date(2026, 1, 5), None, LONDON).moment == datetime(2026, 1, 5, tzinfo=UTC)
    assert read_received(46027, None, LONDON).moment == datetime(2026, 1, 5, tzinfo=UTC)


def test_which_number_is_the_day_is_unclear_until_somebody_says() -> None:
    assert read_received("03/04/2026", None, LONDON).outcome is RowOutcome.UNCLEAR
    april, march = (read_received("03/04/2026", order, LONDON).moment for order in DateOrder)

    assert april == datetime(2026, 4, 2, 23, tzinfo=UTC)
    assert march == datetime(2026, 3, 4, tzinfo=UTC)


def test_the_same_number_twice_needs_no_answer() -> None:
    assert read_received("03/03/2026", None, LONDON).moment == datetime(2026, 3, 3, tzinfo=UTC)


def test_one_row_proves_the_order_of_the_whole_column() -> None:
    assert proven_order(["03/04/2026", "13/04/2026"]) is DateOrder.DAY_FIRST
    assert proven_order(["03/04/2026", "04/13/2026"]) is DateOrder.MONTH_FIRST
    assert proven_order(["03/04/2026", "2026-04-13"]) is None


def test_a_column_that_proves_both_proves_nothing() -> None:
    assert proven_order(["13/04/2026", "04/13/2026"]) is None


def test_a_date_against_the_order_is_an_error() -> None:
    read = read_received("04/13/2026", DateOrder.DAY_FIRST, LONDON)

    assert (read.outcome, "no date as day/month" in read.reason) == (RowOutcome.ERROR, True)


def test_a_time_that_the_clock_skipped_is_an_error() -> None:
    read = read_received("2026-03-29 01:30", None, LONDON)

    assert (read.outcome, read.moment) == (RowOutcome.ERROR, None)
    assert "went forward" in read.reason


def test_a_time_that_came_twice_is_told() -> None:
    read = read_received("2026-10-25 01:30", None, LONDON)

    assert read.moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (read.outcome, "came twice" in read.reason) == (RowOutcome.REPAIRED, True)
    assert not read_received("2026-10-25T01:30:00+01:00", None, LONDON).reason


@pytest.mark.parametrize(
    "written", ["soon", "2026-02-30", "31/04/2026", "0000-01-01", "99", "2026-01-01 25:00"]
)
def test_what_is_no_date_is_an_error(written: str) -> None:
    read = read_received(written, None, LONDON)

    assert (read.outcome, bool(read.reason)) == (RowOutcome.ERROR, True)
