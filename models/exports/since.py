"""What has become of the people in a list since it was taken."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select

from models.enquiries.enquiry import Enquiry, EnquiryEvent


def references_still_here(references: Collection[str]) -> Select[str]:
    return select(Enquiry.reference).where(Enquiry.reference.in_(references))


def count_of_changed(references: Collection[str], since: datetime) -> Select[int]:
    """How many of these enquiries have something new in their timeline."""
    return (
        select(func.count(func.distinct(EnquiryEvent.enquiry_id)))
        .join(Enquiry, Enquiry.id == EnquiryEvent.enquiry_id)
        .where(Enquiry.reference.in_(references), EnquiryEvent.at > since)
    )
