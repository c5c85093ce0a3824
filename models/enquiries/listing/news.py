"""Whether anything has happened to enquiries since somebody looked; spam that arrives is none."""

from sqlalchemy import Select, func, select

from models.enquiries.enquiry import EnquiryEvent, Status
from models.enquiries.event import NEWS


def newest_change(*, spam_too: bool = False) -> Select[int]:
    """A number that grows whenever an enquiry arrives or anybody changes one; 0 before that."""
    newest = select(func.coalesce(func.max(EnquiryEvent.id), 0))
    return newest if spam_too else newest.where(NEWS)


def sent_since(seen: int) -> Select[int]:
    """How many have come from outside since then: what the desk writes down itself is no news."""
    return arrived_since(seen).where(EnquiryEvent.by_id.is_(None))


def arrived_since(seen: int, *, spam_too: bool = False) -> Select[int]:
    """How many enquiries have come in since `newest_change()` was `seen`."""
    arrivals = select(func.count()).where(EnquiryEvent.id > seen, EnquiryEvent.kind == "received")
    return arrivals if spam_too else arrivals.where(EnquiryEvent.new != Status.SPAM)
