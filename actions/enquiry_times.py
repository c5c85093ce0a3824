"""When to come back to an enquiry: a day to follow up, or out of sight until a moment."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.enquiry_changes import MoveRefused, enquiry_to_change, leave_trace
from models.base import now
from models.enquiry import Enquiry
from models.staff import Actor, Permission


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
    session: Session,
    enquiry_id: int,
    until: datetime | None,
    *,
    by: Actor,
    version: int | None = None,
) -> Enquiry:
    """Out of the working list until then; None brings it back at once.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry; MoveRefused for a moment that is over, and
    for somebody who has to be called.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    must_let_sleep(enquiry, until)
    if enquiry.snoozed_until == until:
        return enquiry
    old, enquiry.snoozed_until = enquiry.snoozed_until, until
    told = {"old": _said(old), "new": _said(until)}
    leave_trace(session, enquiry, "snoozed", by=by, **told, logged=told)
    return enquiry


def must_let_sleep(enquiry: Enquiry, until: datetime | None) -> None:
    """Errors: MoveRefused."""
    if until and until <= now():
        raise MoveRefused("Choose a moment that is still to come.")
    if until and enquiry.needs_call:
        raise MoveRefused("Acknowledge the risk first: whoever is to be called stays in sight.")


def _said(moment: date | None) -> str:
    return moment.isoformat() if moment else ""
