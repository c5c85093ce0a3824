"""Who comes when: the booked of a day, and who else has the same half hour."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import StaffMember

SAME_TIME = timedelta(minutes=30)
MOST_OF_A_DAY = 300


def booked_between(
    since: datetime, until: datetime
) -> Select[int, str, str, str | None, datetime | None]:
    """Id, name, service, colleague and moment, in the order in which they come."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, StaffMember.full_name, Enquiry.booked_for)
        .outerjoin(Enquiry.assigned_to)
        .where(
            Enquiry.status == Status.BOOKED,
            Enquiry.booked_for >= since,
            Enquiry.booked_for < until,
        )
        .order_by(Enquiry.booked_for, Enquiry.id)
        .limit(MOST_OF_A_DAY)
    )


def booked_at_the_same_time(moment: datetime, but_for: int) -> Select[int, str, datetime | None]:
    """Id, name and moment of others who come less than half an hour before or after."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.booked_for)
        .where(
            Enquiry.status == Status.BOOKED,
            Enquiry.booked_for > moment - SAME_TIME,
            Enquiry.booked_for < moment + SAME_TIME,
            Enquiry.id != but_for,
        )
        .order_by(Enquiry.booked_for, Enquiry.id)
        .limit(MOST_OF_A_DAY)
    )
