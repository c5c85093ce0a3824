"""What is left of an enquiry for somebody who need not know how to reach a person, or what for."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from models.enquiries.enquiry import Enquiry, EnquiryEvent

SHOWN_DIGITS = 3
SHOWN_FROM = 6


def masked_phone(phone: str) -> str:
    """The last three characters of what is long enough to hide the others."""
    return f"… {phone[-SHOWN_DIGITS:]}" if len(phone) > SHOWN_FROM else "…" if phone else ""


def masked_email(email: str) -> str:
    """The domain alone."""
    return f"…@{email.rpartition('@')[2]}" if email else ""


def mask(session: Session, enquiries: Iterable[Enquiry], timeline: Iterable[EnquiryEvent]) -> None:
    """Take them out of the session first, so that nothing of this can ever be saved."""
    for enquiry in enquiries:
        if enquiry in session:
            session.expunge(enquiry)
        enquiry.phone, enquiry.email = masked_phone(enquiry.phone), masked_email(enquiry.email)
        enquiry.phone_key = enquiry.phone_digits = enquiry.email_key = ""
        enquiry.message = enquiry.notes = ""
    for event in timeline:
        if event in session:
            session.expunge(event)
        event.text = ""
