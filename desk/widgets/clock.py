"""Moments as the clinic's people say them."""

from datetime import date, datetime, timedelta

import settings
from models.base.table import now

DAYS_COUNT = timedelta(days=2)


def local(moment: datetime) -> datetime:
    """The same moment in the clinic's zone."""
    return moment.astimezone(settings.TIMEZONE)


_NEAR = {0: "today", 1: "yesterday", -1: "tomorrow"}


def spoken(moment: datetime) -> str:
    """“today 14:05”, “tomorrow 9:30”, “3 Nov 14:05”, “3 Nov 2025 14:05”."""
    there, today = local(moment), local(now()).date()
    clock = f"{there:%H:%M}"
    days = (today - there.date()).days
    if days in _NEAR:
        return f"{_NEAR[days]} {clock}"
    year = "" if there.year == today.year else f" {there.year}"
    return f"{there.day} {there:%b}{year} {clock}"


def today() -> date:
    """The clinic's."""
    return local(now()).date()


def spoken_day(day: date) -> str:
    """“today”, “tomorrow”, “Mon 3 Nov”, “Mon 3 Nov 2025”."""
    here = today()
    for words, days in (("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        if day == here + timedelta(days=days):
            return words
    return f"{day:%a} {day.day} {day:%b}" + ("" if day.year == here.year else f" {day.year}")


def ago(moment: datetime) -> str:
    """“just now”, “12 min”, “3 h”, “5 days”: how long somebody has waited."""
    minutes = int((now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:  # noqa: PLR2004  minutes and hours
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def waiting(moment: datetime) -> str:
    """“waiting 14 min”, from the moment it came in."""
    passed = ago(moment)
    return passed if passed == "just now" else f"waiting {passed}"


def greeting() -> str:
    hour = local(now()).hour
    if hour < 12:  # noqa: PLR2004  minutes and hours
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"  # noqa: PLR2004  minutes and hours


def lasting(length: timedelta) -> str:
    """“10 min”, “2 h 5 min”, “31 h”."""
    hours, minutes = divmod(int(length.total_seconds() // 60), 60)
    if hours >= 10 or (hours and not minutes):  # noqa: PLR2004  minutes and hours
        return f"{hours:,} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def waited_for(since: datetime, opened: timedelta, until: datetime | None = None) -> str:
    """“2 h of clinic time”; from the second day on the days that the person counts: “5 days”.

    `until` is when it ended, if it has.
    """
    passed = (until or now()) - since
    return f"{passed.days} days" if passed >= DAYS_COUNT else f"{lasting(opened)} of clinic time"
