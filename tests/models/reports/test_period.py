"""Which days are compared with which."""

from datetime import date

import pytest

from models.reports.period import Period, month_named


def of(since: str, until: str) -> Period:
    return Period(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("chosen", "before"),
    [
        (of("2026-10-05", "2026-10-11"), of("2026-09-28", "2026-10-04")),
        (of("2026-03-01", "2026-03-31"), of("2026-02-01", "2026-02-28")),
        (of("2026-01-01", "2026-03-31"), of("2025-10-01", "2025-12-31")),
        (of("2026-10-01", "2026-10-15"), of("2026-09-16", "2026-09-30")),
    ],
)
def test_whole_months_are_compared_with_whole_months(chosen: Period, before: Period) -> None:
    assert chosen.before() == before


def test_a_year_before_is_the_same_dates() -> None:
    assert of("2024-02-29", "2024-03-10").year_before() == of("2023-02-28", "2023-03-10")
    assert of("2025-02-01", "2025-02-28").year_before() == of("2024-02-01", "2024-02-29")


def test_months_and_weeks_cut_a_period() -> None:
    chosen = of("2026-01-31", "2026-03-31")

    assert list(chosen.months()) == [month_named("2026-02"), month_named("2026-03")]
    weeks = list(of("2026-11-01", "2026-11-10").weeks(1))
    assert weeks == [
        of("2026-11-01", "2026-11-01"),
        of("2026-11-02", "2026-11-08"),
        of("2026-11-09", "2026-11-10"),
    ]
    assert next(iter(of("2026-11-01", "2026-11-10").weeks(7))) == of("2026-11-01", "2026-11-07")
