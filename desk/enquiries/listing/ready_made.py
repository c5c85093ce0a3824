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
    return {str(name): _how_many(session, wanted, by) for name, wanted in ready_made(by).items()}


def _how_many(session: Session, wanted: EnquiryFilter, by: Actor) -> str:
    counted = how_many_match(session, wanted, by=by)
    return f"{counted:,}" if wanted.is_kept or counted <= COUNTED else f"{COUNTED:,}+"
