"""Enquiries as they come in, for tests."""

from typing import Any

from slugify import slugify

from models.contact import email_key, phone_digits, phone_key
from models.database import writing
from models.enquiry import Enquiry, EnquiryEvent
from models.receipt import new_reference


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
