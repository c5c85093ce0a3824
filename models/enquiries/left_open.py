"""What waits on one colleague among the enquiries: open ones, and those to come back to."""

from sqlalchemy import ColumnElement, Select, func, select

from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.facet import EnquiryFacet
from models.enquiries.state import OPEN, SETTLED


def _are_theirs(staff_id: int) -> ColumnElement[bool]:
    """By its facets, so that what they settled in all the years is not walked through."""
    facets = select(EnquiryFacet.facet).where(
        EnquiryFacet.assigned_to_id == staff_id,
        EnquiryFacet.status.not_in(SETTLED),
        EnquiryFacet.total > 0,
    )
    return Enquiry.facet.in_(facets)


def enquiries_waiting_on(staff_id: int) -> Select[int]:
    """Their numbers, those that came first before the others."""
    waits = Enquiry.status.in_(OPEN) | Enquiry.follow_up_on.is_not(None)
    return select(Enquiry.id).where(_are_theirs(staff_id), waits).order_by(Enquiry.id)


def count_of_follow_ups(staff_id: int) -> Select[int]:
    is_due = Enquiry.follow_up_on.is_not(None)
    return select(func.count(Enquiry.id)).where(_are_theirs(staff_id), is_due)
