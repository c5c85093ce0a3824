"""Enquiries that were put aside come back when their moment has come."""

from actions.enquiries.times import wake_those_due
from models.base.database import reading, writing
from models.enquiries.times import asleep_until_now
from models.staff.member import OPERATOR


def wake_enquiries() -> None:
    """A job of the timetable: only reads while there is nobody to wake."""
    with reading() as session:
        if session.scalars(asleep_until_now().limit(1)).first() is None:
            return
    with writing() as session:
        wake_those_due(session, by=OPERATOR)
