"""When a booked person comes: noted with the enquiry, and given out as a file for a calendar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

import settings
from actions.enquiries.changes import (
    MoveRefused,
    NoSuchEnquiry,
    enquiry_to_change,
    leave_trace,
    must_be_acknowledged,
    must_stand_alone,
)
from actions.enquiries.reading import open_enquiry
from actions.enquiries.triage import change_status, must_allow
from models.clinic.setting import setting
from models.enquiries.appointment import appointment_file
from models.enquiries.day_list import SAME_TIME, booked_at_the_same_time, booked_between
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who comes when, and the colleague who has them; `beside` names who has the same time."""

    enquiry_id: int
    name: str
    service: str
    colleague: str
    at: datetime
    beside: tuple[str, ...] = ()


class TimeTaken(MoveRefused):
    """Somebody else was booked for this time, and whoever books has not been told of it."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{', '.join(names)} has the same half hour. Book again if you mean it.")


def appointments_of(session: Session, day: date, *, by: Actor) -> list[Appointment]:
    """Of a day of the clinic's calendar, in the order of time. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    since, until = (
        datetime.combine(each, time(), settings.TIMEZONE).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
    )
    found = [
        Appointment(number, name, service, colleague or "", at)
        for number, name, service, colleague, at in session.execute(booked_between(since, until))
        if at
    ]
    return [
        replace(one, beside=tuple(each.name for each in found if _is_beside(one, each)))
        for one in found
    ]


def _is_beside(one: Appointment, other: Appointment) -> bool:
    return one is not other and abs(one.at - other.at) < SAME_TIME


def who_comes_then(
    session: Session, moment: datetime, but_for: int, *, by: Actor
) -> dict[int, tuple[str, datetime]]:
    """Name and moment of others booked for the same half hour, by id. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    found = session.execute(booked_at_the_same_time(moment, but_for))
    return {number: (name, at) for number, name, at in found if at}


def book_enquiry(
    session: Session,
    enquiry_id: int,
    moment: datetime | None,
    *,
    by: Actor,
    version: int | None = None,
    knowing: Collection[int] = (),
) -> Enquiry:
    """Booked, for a moment or for a time not known; a new time for who is booked already.

    `knowing` are the others at that time of whom the person who books was told.
    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused, TimeTaken.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    must_allow_booking(enquiry)
    there = who_comes_then(session, moment, enquiry_id, by=by) if moment else {}
    if untold := [name for number, (name, _at) in there.items() if number not in knowing]:
        raise TimeTaken(untold)
    if enquiry.status is not Status.BOOKED:
        change_status(session, enquiry_id, Status.BOOKED, by=by)
    return set_appointment(session, enquiry_id, moment, by=by)


def must_allow_booking(enquiry: Enquiry) -> None:
    """Errors: PartOfAnother, NotAMove, RiskNotAcknowledged."""
    must_stand_alone(enquiry)
    if enquiry.status is not Status.BOOKED:
        must_allow(enquiry, Status.BOOKED, "")
    must_be_acknowledged(enquiry, Status.BOOKED)


def set_appointment(
    session: Session,
    enquiry_id: int,
    moment: datetime | None,
    *,
    by: Actor,
    version: int | None = None,
) -> Enquiry:
    """When they come, or None for not known. Errors: NotAllowed, StaleEnquiry, MoveRefused."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    if enquiry.status is not Status.BOOKED:
        raise MoveRefused("Move it to Booked first, then give the time.")
    if enquiry.booked_for == moment:
        return enquiry
    old, enquiry.booked_for = enquiry.booked_for, moment
    before, after = (each.isoformat() if each else "" for each in (old, moment))
    leave_trace(session, enquiry, "appointment", by=by, old=before, new=after)
    return enquiry


def take_appointment(session: Session, enquiry_id: int, *, by: Actor) -> bytes:
    """The file for a calendar; on record as a reading. Errors: NotAllowed, NoSuchEnquiry."""
    by.must(Permission.READ_ENQUIRIES)
    opened = open_enquiry(session, enquiry_id, by=by)
    if opened is None or opened.enquiry.status is not Status.BOOKED:
        raise NoSuchEnquiry
    if opened.enquiry.booked_for is None:
        raise NoSuchEnquiry
    minutes = setting(session, "appointment_minutes")
    return appointment_file(opened.enquiry, opened.enquiry.booked_for, minutes)
