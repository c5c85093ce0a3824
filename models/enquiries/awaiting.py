"""What waits for somebody: the rows that the home page shows."""

from datetime import datetime

from sqlalchemy import Select, select

from models.enquiries.enquiry import Enquiry, Status

AT_MOST = 5


def enquiries_waiting_longest() -> Select[int, str, str, datetime]:
    """Id, name, service and moment of the oldest new enquiries."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, Enquiry.received_at)
        .where(Enquiry.status == Status.NEW)
        .order_by(Enquiry.received_at, Enquiry.id)
        .limit(AT_MOST)
    )


def enquiries_assigned_to(staff_id: int) -> Select[int, str, str, datetime]:
    """Those of this person that are still open, oldest first."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, Enquiry.received_at)
        .where(
            Enquiry.assigned_to_id == staff_id,
            Enquiry.status.in_([Status.NEW, Status.IN_PROGRESS, Status.WAITING]),
        )
        .order_by(Enquiry.received_at, Enquiry.id)
        .limit(AT_MOST)
    )
