"""What the clinic's own settings may hold: cleaned as they are kept, or refused with what to do."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from models.base.text import BadText, clean_line, clean_text
from models.clinic.hours import read_spans, written

SettingRule = Callable[[Any], Any]
"""The value as it is kept. Errors: BadText, whose words are for the person."""

LONGEST_WORDING = 1_000
LONGEST_SERVICE = 120
MOST_SERVICES = 60
LONGEST_INTERVAL = 60
MOST_HOLIDAYS = 500
MOST_MINUTES = 28 * 24 * 60
_PAGE = re.compile(r"https?://[^\s<>\"'\\]+|/(?![/\\])[^\s<>\"'\\]*")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


DATE_FORMATS: dict[str, str] = {
    "DD/MM/YYYY": "31/12/2026",
    "DD.MM.YYYY": "31.12.2026",
    "YYYY-MM-DD": "2026-12-31",
    "MM/DD/YYYY": "12/31/2026",
}
"""Each with the last day of a year as an example."""


def clean_lines(
    lines: list[str], *, field: str, each: str, most: int, limit: int = 300
) -> list[str]:
    """Each once, in order, without empty ones. Errors: BadText."""
    clean = [clean_line(line, field=each, limit=limit) for line in lines]
    kept = list(dict.fromkeys(filter(None, clean)))
    if len(kept) > most:
        raise BadText(field, f"are too many: {len(kept):,}, at most {most:,}")
    return kept


def _services(value: list[str]) -> list[str]:
    limit, most = LONGEST_SERVICE, MOST_SERVICES
    return clean_lines(value, field="The services", each="A service", most=most, limit=limit)


def _wording(value: str) -> str:
    clean = clean_text(value, field="The wording of consent", limit=LONGEST_WORDING)
    if not clean:
        raise BadText("The wording of consent", "is empty: people must read what they agree to")
    return clean


def _privacy_address(value: str) -> str:
    clean = clean_line(value, field="The address of the privacy notice", limit=500)
    if clean and not _PAGE.fullmatch(clean):
        wish = "is a web address (https://…) or a page of this site (/articles/…)"
        raise BadText("The address of the privacy notice", wish)
    return clean


def _public_phone(value: str) -> str:
    return clean_line(value, field="The phone number", limit=LONGEST_SERVICE)


def _public_address(value: str) -> str:
    return clean_line(value, field="The clinic’s address", limit=300)


def _months(value: int) -> int:
    if not 1 <= value <= LONGEST_INTERVAL:
        raise BadText("The interval", f"must be 1 to {LONGEST_INTERVAL} months")
    return value


def _hours(value: list[str]) -> list[str]:
    return [_hours_of_day(day, typed) for day, typed in zip(WEEKDAYS, value, strict=True)]


def _hours_of_day(day: str, typed: str) -> str:
    clean = clean_line(typed, field=day, limit=LONGEST_SERVICE)
    try:
        return written(read_spans(clean))
    except ValueError as wrong:
        raise BadText(f"{day}:", str(wrong)) from wrong


def _holidays(value: list[str]) -> list[str]:
    days = clean_lines(value, field="The holidays", each="A holiday", most=MOST_HOLIDAYS)
    return sorted({_day(typed) for typed in days})


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as wrong:
        raise BadText("A holiday", "is written like 2026-12-25, one a line") from wrong


def _answer_within(value: int) -> int:
    if not 0 < value <= MOST_MINUTES:
        raise BadText("The time for a first answer", "is between a minute and four weeks")
    return value


def _appointment(value: int) -> int:
    if not 5 <= value <= 24 * 60:  # noqa: PLR2004  minutes and hours
        raise BadText("An appointment", "lasts from 5 minutes to a day")
    return value


def _date_format(value: str) -> str:
    if value not in DATE_FORMATS:
        raise BadText("Dates", "are written in one of the ways that are offered")
    return value


def _week_begins_on(value: str) -> str:
    if value not in WEEKDAYS:
        raise BadText("The week", "begins on a day from Monday to Sunday")
    return value


RULES: dict[str, SettingRule] = {
    "services": _services,
    "consent_wording": _wording,
    "privacy_address": _privacy_address,
    "public_phone": _public_phone,
    "public_address": _public_address,
    "appointment_minutes": _appointment,
    "review_months": _months,
    "clinic_hours": _hours,
    "holidays": _holidays,
    "date_format": _date_format,
    "week_begins_on": _week_begins_on,
    "answer_within_minutes": _answer_within,
}
