"""When to come back to an enquiry: a day to follow up, or out of sight until a moment."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, enquiry_to_change, leave_trace
from models.base.table import now
from models.enquiries.enquiry import STATUS_TITLES, Enquiry, Status
from models.enquiries.times import asleep_until_now
from models.staff.member import Actor, Permission

CAN_SLEEP = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING})
MOST_AT_ONCE = 200


def set_follow_up(
    session: Session,
    enquiry_id: int,
    day: date | None,
    *,
    by: Actor,
    version: int | None = None,
) -> Enquiry:
    """A day of the clinic's calendar, or none. Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    if enquiry.follow_up_on == day:
        return enquiry
    old, enquiry.follow_up_on = enquiry.follow_up_on, day
    told = {"old": _said(old), "new": _said(day)}
    leave_trace(session, enquiry, "follow_up", by=by, **told, logged=told)
    return enquiry


def snooze(
    session: Session, enquiry_id: int, until: datetime, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Out of the way, among those waiting; it comes back by itself as what it was.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry; MoveRefused for a moment that is over, for
    what is booked or settled, and for somebody who has to be called.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    must_allow_snooze(enquiry, until)
    old = enquiry.snoozed_until
    if old is None:
        is_waiting = enquiry.status is Status.WAITING
        enquiry.wakes_up_as = Status.IN_PROGRESS if is_waiting else enquiry.status
    enquiry.status, enquiry.snoozed_until = Status.WAITING, until
    told = {"old": _said(old), "new": _said(until)}
    leave_trace(session, enquiry, "snoozed", by=by, **told, logged=told)
    return enquiry


def must_allow_snooze(enquiry: Enquiry, until: datetime) -> None:
    """Errors: MoveRefused."""
    if until <= now():
        raise MoveRefused("Choose a moment that is still to come.")
    if enquiry.status not in CAN_SLEEP:
        raise MoveRefused(f"What is {STATUS_TITLES[enquiry.status].lower()} can’t be put aside.")
    if enquiry.needs_call:
        raise MoveRefused("Acknowledge the risk first: whoever is to be called stays in sight.")


def wake(session: Session, enquiry_id: int, *, by: Actor, version: int | None = None) -> Enquiry:
    """Back among those to work on, before its moment. Errors: as `snooze`."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    if enquiry.snoozed_until is None:
        raise MoveRefused("It is back already.")
    _wake(session, enquiry, by)
    return enquiry


def wake_those_due(session: Session, *, by: Actor) -> int:
    """Whoever was put aside until now comes back; how many did. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    due = session.scalars(asleep_until_now().limit(MOST_AT_ONCE)).all()
    for enquiry in due:
        _wake(session, enquiry, by)
    return len(due)


def _wake(session: Session, enquiry: Enquiry, by: Actor) -> None:
    old, enquiry.status = enquiry.status, enquiry.wakes_up_as or Status.IN_PROGRESS
    enquiry.snoozed_until = enquiry.wakes_up_as = None
    told = {"old": old, "new": enquiry.status}
    leave_trace(session, enquiry, "woke", by=by, **told, logged=told)


def _said(moment: date | None) -> str:
    return moment.isoformat() if moment else ""
