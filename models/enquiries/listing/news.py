"""Whether anything has happened to enquiries since somebody looked; spam that arrives is none."""

from sqlalchemy import Select, func, select

from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.enquiries.event import NEWS
from models.enquiries.listing.list import NEEDS_CALL


def newest_change(*, spam_too: bool = False) -> Select[int]:
    """A number that grows whenever an enquiry arrives or anybody changes one; 0 before that."""
    newest = select(func.coalesce(func.max(EnquiryEvent.id), 0))
    return newest if spam_too else newest.where(NEWS)


def sent_since(seen: int) -> Select[int, int]:
    """Those that came from outside since then: what the desk writes down itself is no news."""
    return arrived_since(seen).where(EnquiryEvent.by_id.is_(None))


def arrived_since(seen: int, *, spam_too: bool = False) -> Select[int, int]:
    """How many have come in since `newest_change()` was `seen`, and how many of them to call."""
    arrivals = (
        select(func.count(), func.count().filter(NEEDS_CALL))
        .select_from(EnquiryEvent)
        .join(Enquiry, Enquiry.id == EnquiryEvent.enquiry_id)
        .where(EnquiryEvent.id > seen, EnquiryEvent.kind == "received")
    )
    return arrivals if spam_too else arrivals.where(EnquiryEvent.new != Status.SPAM)
