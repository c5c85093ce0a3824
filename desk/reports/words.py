"""Figures as people say them: shares, waits, days, and what has changed."""

from datetime import date, timedelta

from desk.widgets.clock import lasting
from models.reports.period import Period
from models.reports.total import Headcount


def share(part: int, whole: int) -> str:
    """“34 %”; a dash where there is nothing to take a part of."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def waited(minutes: int | None) -> str:
    return "–" if minutes is None else lasting(timedelta(minutes=minutes))


def day_said(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def days_said(period: Period) -> str:
    """“1 Oct – 31 Oct 2026”, the year of the first day where it is another."""
    first, last = period.since, period.until
    if first == last:
        return f"{first.day} {first:%b %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} – {last.day} {last:%b %Y}"


def how_many(count: int) -> str:
    return "1 enquiry" if count == 1 else f"{count:,} enquiries"


def change_of_count(now: int, before: int) -> str:
    """“▲ 12 % (before: 150)”."""
    if now == before:
        return f"the same as before ({before:,})"
    if not before:
        return f"{_arrow(now - before)} before: none"
    return f"{_arrow(now - before)} {abs(100 * (now - before) / before):.0f} % (before: {before:,})"


def change_of_share(now: tuple[int, int], before: tuple[int, int]) -> str:
    """“▼ 3.1 points (before: 37 %)”."""
    if not now[1] or not before[1]:
        return f"before: {share(*before)}"
    points = 100 * now[0] / now[1] - 100 * before[0] / before[1]
    if not round(points, 1):
        return f"the same as before ({share(*before)})"
    return f"{_arrow(points)} {abs(points):.1f} points (before: {share(*before)})"


def change_of_wait(now: int | None, before: int | None) -> str:
    """“▼ 20 min faster (before: 3 h)”."""
    if now is None or before is None:
        return f"before: {waited(before)}"
    if now == before:
        return f"the same as before ({waited(before)})"
    said = "slower" if now > before else "faster"
    return f"{_arrow(now - before)} {waited(abs(now - before))} {said} (before: {waited(before)})"


def _arrow(change: float) -> str:
    return "▲" if change > 0 else "▼"


def conversion(told: Headcount) -> str:
    return share(told.booked, told.received)
