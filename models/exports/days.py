"""Narrowing an export by days of the clinic: received, first answered, booked, or to come."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select

from models.clinic.moments import midnight
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status


class DayOf(StrEnum):
    """Of what."""

    RECEIVED = "received"
    ANSWERED = "answered"
    BOOKED = "booked"
    APPOINTMENT = "appointment"


DAY_TITLES: dict[DayOf, str] = {
    DayOf.RECEIVED: "Received",
    DayOf.ANSWERED: "First answered",
    DayOf.BOOKED: "Booked",
    DayOf.APPOINTMENT: "Appointment",
}

Days = Mapping[str, Sequence[str]]
"""Of what → the first and the last day, ISO 8601; an open end is empty."""


def days_between(since: date | None, until: date | None) -> list[str]:
    return [day.isoformat() if day else "" for day in (since, until)]


def of_days(days: Days) -> list[ColumnElement[bool]]:
    """As in the list, only those Booked have an appointment."""
    asked: list[ColumnElement[bool]] = []
    for name, (since, until) in days.items():
        kind = DayOf(name)
        if kind is DayOf.BOOKED:
            booked = _within(EnquiryEvent.at, since, until)
            asked.append(Enquiry.id.in_(_turned_booked(booked)))
        else:
            asked += _within(_COLUMNS[kind], since, until)
        if kind is DayOf.APPOINTMENT:
            asked.append(Enquiry.status == Status.BOOKED)
    return asked


_COLUMNS: dict[DayOf, SQLColumnExpression[Any]] = {
    DayOf.RECEIVED: Enquiry.received_at,
    DayOf.ANSWERED: Enquiry.first_answered_at,
    DayOf.APPOINTMENT: Enquiry.booked_for,
}


def _within(moment: SQLColumnExpression[Any], since: str, until: str) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [moment.is_not(None)]
    if since:
        asked.append(moment >= midnight(date.fromisoformat(since)))
    if until:
        asked.append(moment < midnight(date.fromisoformat(until) + timedelta(days=1)))
    return asked


def _turned_booked(when: list[ColumnElement[bool]]) -> Select[int]:
    """By a move that nobody took back, or as they came in."""
    return select(EnquiryEvent.enquiry_id).where(
        EnquiryEvent.kind.in_(("status", "received")),
        EnquiryEvent.new == Status.BOOKED.value,
        EnquiryEvent.taken_back_at.is_(None),
        *when,
    )


def days_in_words(days: Days) -> list[str]:
    """Such as “booked 1 Oct 2026 – 31 Oct 2026”."""
    return [f"{DAY_TITLES[DayOf(name)].lower()} {_span(*ends)}" for name, ends in days.items()]


def _span(since: str, until: str) -> str:
    first, last = (_day(end) if end else "" for end in (since, until))
    if first and last:
        return first if first == last else f"{first} – {last}"
    return f"since {first}" if first else f"until {last}"


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.day} {day:%b %Y}"
