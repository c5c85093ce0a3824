"""Views that everybody has: what a day at the front desk begins with, and how many each holds."""

from sqlalchemy import Select
from sqlalchemy.orm import Session

from desk.widgets.clock import today
from models.enquiries.enquiry import Status
from models.enquiries.listing.facet import how_many
from models.enquiries.listing.filter import NOBODY, EnquiryFilter
from models.enquiries.listing.list import COUNTED, count_up_to_the_cap, side_by_side
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
    counts = session.execute(side_by_side(map(_count, wanted.values()))).one()
    return {
        str(name): _said(many or 0, each)
        for (name, each), many in zip(wanted.items(), counts, strict=True)
    }


def _count(wanted: EnquiryFilter) -> Select[int]:
    return how_many(wanted) if wanted.is_kept else count_up_to_the_cap(wanted)


def _said(many: int, wanted: EnquiryFilter) -> str:
    return f"{many:,}" if wanted.is_kept or many <= COUNTED else f"{COUNTED:,}+"
