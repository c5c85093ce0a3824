"""Showing some roles who wrote, but neither how to reach them nor what they wrote, until asked."""

from datetime import timedelta

from sqlalchemy.orm import Session

from actions.enquiries.changes import NoSuchEnquiry
from models.base.table import now
from models.clinic.setting import setting
from models.enquiries.enquiry import Enquiry
from models.staff.log import entries_since, record
from models.staff.member import Actor, Permission

REVEALED_FOR = timedelta(minutes=10)


def is_masked_for(session: Session, *, by: Actor) -> bool:
    """Whether the clinic masks enquiries for this person's role. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return by.role is not None and by.role.value in setting(session, "masked_roles")


def is_hidden_from(session: Session, enquiry_id: int, *, by: Actor) -> bool:
    """Masked for them, and not revealed to them within REVEALED_FOR. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    if not is_masked_for(session, by=by):
        return False
    since = now() - REVEALED_FOR
    lately = entries_since(since, "enquiry.revealed", f"enquiry:{enquiry_id}", by.id)
    return session.scalar(lately.limit(1)) is None


def reveal_enquiry(session: Session, enquiry_id: int, *, by: Actor) -> None:
    """Show it whole for REVEALED_FOR; the log says to whom. Errors: NotAllowed, NoSuchEnquiry."""
    by.must(Permission.READ_ENQUIRIES)
    if session.get(Enquiry, enquiry_id) is None:
        raise NoSuchEnquiry
    if is_hidden_from(session, enquiry_id, by=by):
        record(session, by, "enquiry.revealed", subject=f"enquiry:{enquiry_id}")
