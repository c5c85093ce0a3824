"""When something was received: every usual way to write it, and which number is the day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import settings
from actions.imports.table import Cell, as_text
from models.imports.fields import DateOrder, RowOutcome

HIGHEST_MONTH = 12
FIRST_YEAR, LAST_YEAR = 1900, 2199
SERIALS = (20_000, 80_000)
"""Days since the end of 1899, as Excel numbers them: 1954 to 2119."""
SECONDS, MILLISECONDS = (10**8, 10**10), (10**11, 10**13)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})(?!\d)")
_MONTH_NAMED = re.compile(
    _WEEKDAY + r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:[\s,T]|at\b|@)*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<zone>(?:z|utc|gmt)?\s*(?:[+\-]\d{1,2}(?::?\d{2})?)?)\s*(?:\([^)]*\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Received:
    """`outcome` NEW when nothing is to be said; `moment` None when there was none to read."""

    moment: datetime | None = None
    outcome: RowOutcome = RowOutcome.NEW
    reason: str = ""


class _NoMoment(ValueError):
    """The words are for the person."""


class _EitherWay(Exception):
    """The first number may be the day or the month."""


def proven_order(cells: Iterable[Cell]) -> DateOrder | None:
    """What the whole column says: one number over 12 shows which is the day. None: nothing does,
    or both are."""
    found = set()
    for cell in cells:
        shown = _NUMBERS.match(cell.strip()) if isinstance(cell, str) else None
        if shown and int(shown["one"]) > HIGHEST_MONTH >= int(shown["two"]):
            found.add(DateOrder.DAY_FIRST)
        elif shown and int(shown["two"]) > HIGHEST_MONTH >= int(shown["one"]):
            found.add(DateOrder.MONTH_FIRST)
    return found.pop() if len(found) == 1 else None


def read_received(cell: Cell, order: DateOrder | None, zone: tzinfo) -> Received:
    """`zone` is that of clocks without one. Never raises."""
    text = as_text(cell).strip()
    if not text:
        return Received()
    try:
        return _on_the_clock(_read(cell, text, order), zone)
    except _EitherWay:
        reason = f"“{text[:40]}” can be day/month or month/day. Say which comes first."
        return Received(None, RowOutcome.UNCLEAR, reason)
    except (_NoMoment, ValueError, OverflowError) as wrong:
        reason = str(wrong) if isinstance(wrong, _NoMoment) else _unreadable(text)
        return Received(None, RowOutcome.ERROR, reason)


def _unreadable(text: str) -> str:
    return f"“{text[:40]}” is no date we can read. Write it like 2026-03-14 15:09."


def _read(cell: Cell, text: str, order: DateOrder | None) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) or text.isdecimal():
        return _numbered(float(text))
    day, rest = _day(text, order)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _NoMoment(_unreadable(text))
    return _with_clock(day, rest, text)


def _numbered(number: float) -> datetime:
    if SERIALS[0] <= number <= SERIALS[1]:
        return datetime(1899, 12, 30) + timedelta(seconds=round(number * 86_400))  # noqa: DTZ001 — the sheet's own clock
    if SECONDS[0] <= number < SECONDS[1]:
        return datetime.fromtimestamp(number, UTC)
    if MILLISECONDS[0] <= number < MILLISECONDS[1]:
        return datetime.fromtimestamp(number / 1_000, UTC)
    raise _NoMoment(_unreadable(f"{number:g}"))


def _day(text: str, order: DateOrder | None) -> tuple[date, str]:
    """The day, and what stands behind it."""
    if found := _YEAR_FIRST.match(text):
        return date(int(found["year"]), int(found["month"]), int(found["day"])), text[found.end() :]
    if found := _NUMBERS.match(text):
        return _ordered(found, order), text[found.end() :]
    if found := _MONTH_NAMED.match(text) or _DAY_NAMED.match(text):
        month = found["name"][:3].lower()
        if month in _MONTHS:
            day = date(int(found["year"]), _MONTHS.index(month) + 1, int(found["day"]))
            return day, text[found.end() :]
    raise _NoMoment(_unreadable(text))


def _ordered(found: re.Match[str], order: DateOrder | None) -> date:
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    year += 2000 if len(found["year"]) == 2 else 0  # noqa: PLR2004  two, and the line says of what
    if order is None and one != two and max(one, two) <= HIGHEST_MONTH:
        raise _EitherWay
    is_day_first = order is DateOrder.DAY_FIRST or (order is None and one > HIGHEST_MONTH)
    day, month = (one, two) if is_day_first else (two, one)
    try:
        return date(year, month, day)
    except ValueError as wrong:
        how = "day/month" if is_day_first else "month/day"
        raise _NoMoment(f"“{found[0]}” is no date as {how}. Mend it in the file.") from wrong


def _with_clock(day: date, rest: str, text: str) -> datetime:
    if not rest.strip():
        return datetime.combine(day, time())
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        raise _NoMoment(_unreadable(text))
    hour = _hour(int(clock["hour"]), (clock["half"] or "").lower()[:1])
    part = int((clock["part"] or "0").ljust(6, "0")[:6])
    shown = time(hour, int(clock["minute"]), int(clock["second"] or 0), part)
    return datetime.combine(day, shown, _zone(clock["zone"].strip().lower()))


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004  minutes and hours
        raise ValueError(hour)
    return hour % 12 + (12 if half == "p" else 0)


def _zone(written: str) -> tzinfo | None:
    if not written:
        return None
    sign = -1 if "-" in written else 1
    digits = "".join(filter(str.isdecimal, written))
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")  # noqa: PLR2004  minutes and hours
    return timezone(sign * timedelta(hours=int(hours or 0), minutes=int(minutes)))


def _on_the_clock(shown: datetime, zone: tzinfo) -> Received:
    """A clock that was put forward never showed some times, one put back shows some twice."""
    if shown.tzinfo:
        return Received(shown.astimezone(UTC))
    first, second = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) != shown:
        reason = (
            f"The clocks went forward on {shown:%Y-%m-%d}: {shown:%H:%M} did not come. "
            "Mend the time, or leave it empty."
        )
        return Received(None, RowOutcome.ERROR, reason)
    if first != second:
        reason = f"{shown:%H:%M} came twice on {shown:%Y-%m-%d}; the first is taken."
        return Received(first, RowOutcome.REPAIRED, reason)
    return Received(first)


def clinic_zone() -> tzinfo:
    return settings.TIMEZONE
