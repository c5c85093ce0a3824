"""Views that everybody has: what a day at the front desk begins with, and how many each holds."""

from sqlalchemy.orm import Session

from actions.enquiries.overview import how_many_match
from desk.widgets.clock import today
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import NOBODY, EnquiryFilter
from models.enquiries.listing.list import COUNTED
from models.staff.member import Actor


def ready_made(by: Actor) -> dict[int | str, EnquiryFilter]:
    """By name; an int would be the number of one that somebody saved."""
    return {
        "Mine": EnquiryFilter(assigned_to=by.id or NOBODY, is_open=True),
        "Unassigned": EnquiryFilter(assigned_to=NOBODY, is_open=True),
        "Overdue": EnquiryFilter(is_overdue=True),
        "Due today": EnquiryFilter(is_due=True),
        "Appointments today": EnquiryFilter(
            status=Status.BOOKED, booked_since=today(), booked_until=today()
        ),
    }


def how_many_in_each(session: Session, by: Actor) -> dict[str, str]:
    """In words: from the kept totals, or counted as far as it says enough."""
    wanted = ready_made(by)
    counts = how_many_match(session, wanted.values(), by=by)
    return {
        str(name): f"{many:,}" if each.is_kept or many <= COUNTED else f"{COUNTED:,}+"
        for (name, each), many in zip(wanted.items(), counts, strict=True)
    }
