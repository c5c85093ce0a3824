"""When a booked person comes: noted with the enquiry, and given out as a file for a calendar."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, NoSuchEnquiry, enquiry_to_change, leave_trace
from actions.enquiries.reading import open_enquiry
from models.clinic.setting import setting
from models.enquiries.appointment import appointment_file
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor, Permission


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
