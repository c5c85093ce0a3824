"""Enquiries as they come in, for tests."""

from collections.abc import Callable
from typing import Any

from slugify import slugify

from models.base.database import reading, writing
from models.enquiries.contact import email_key, phone_digits, phone_key
from models.enquiries.enquiry import Enquiry, EnquiryEvent, timeline_of
from models.intake.receipt import new_reference


def arrive(name: str = "Anna Smith", **fields: Any) -> Enquiry:
    """One more enquiry in the database; what is not given is empty or the default."""
    email = fields.setdefault("email", f"{slugify(name)}@example.com")
    phone = fields.get("phone", "")
    fields |= {
        "email_key": email_key(email),
        "phone_key": phone_key(phone),
        "phone_digits": phone_digits(phone),
    }
    with writing() as session:
        enquiry = Enquiry(name=name, reference=new_reference(), **fields)
        session.add(enquiry)
        session.flush()
        session.add(EnquiryEvent(enquiry_id=enquiry.id, kind="received", new=enquiry.status))
        session.flush()
        session.refresh(enquiry)
        session.expunge_all()
    return enquiry


def do(act: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """One gesture."""
    with writing() as session:
        return act(session, *given, **named)


def newest(enquiry: Enquiry) -> Enquiry:
    with reading() as session:
        return session.get_one(Enquiry, enquiry.id)


def timeline(enquiry: Enquiry) -> list[tuple[str, str, str, str]]:
    """Kind, old, new and who, newest first."""
    with reading() as session:
        events = session.scalars(timeline_of(enquiry.id)).all()
    return [
        (event.kind, event.old, event.new, event.by.full_name if event.by else "")
        for event in events
    ]
