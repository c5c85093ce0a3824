"""Whom to come back to today, and who comes back by themselves."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select

from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.state import SETTLED

AT_MOST = 5


def asleep_until_now() -> Select[Enquiry]:
    """Put aside until a moment that has come, the first of them first."""
    return select(Enquiry).where(Enquiry.snoozed_until <= now()).order_by(Enquiry.snoozed_until)


def enquiries_to_follow_up(today: date) -> Select[int, str, str, date | None]:
    """Id, name, service and day of the longest overdue."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, Enquiry.follow_up_on)
        .where(*due_by(today))
        .order_by(Enquiry.follow_up_on, Enquiry.id)
        .limit(AT_MOST)
    )


def whose_is_due(today: date) -> Select[int | None]:
    """The colleague of each that is to be followed up by today, or None.

    Grouped, the database would walk through all enquiries by colleague.
    """
    return select(Enquiry.assigned_to_id).where(*due_by(today))


def due_by(day: date) -> list[ColumnElement[bool]]:
    return [Enquiry.follow_up_on <= day, Enquiry.status.not_in(SETTLED)]


def unanswered_since(moment: datetime, ids: Collection[int]) -> Select[int]:
    """Which of `ids` are New, had no answer yet, and came no later than this moment."""
    return select(Enquiry.id).where(Enquiry.id.in_(ids), *unanswered_by(moment))


def unanswered_by(moment: datetime) -> list[ColumnElement[bool]]:
    return [
        Enquiry.status == Status.NEW,
        Enquiry.received_at <= moment,
        Enquiry.first_answered_at.is_(None),
    ]
