"""Whom to come back to today, and who comes back by themselves."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select

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
        .where(Enquiry.follow_up_on <= today, Enquiry.status.not_in(SETTLED))
        .order_by(Enquiry.follow_up_on, Enquiry.id)
        .limit(AT_MOST)
    )


def to_follow_up_by_colleague(today: date) -> Select[int | None, int]:
    """Staff id, or None, and how many of theirs are due."""
    due = Enquiry.follow_up_on <= today, Enquiry.status.not_in(SETTLED)
    theirs = select(Enquiry.assigned_to_id, func.count()).where(*due)
    return theirs.group_by(Enquiry.assigned_to_id)


def unanswered_since(moment: datetime, ids: Collection[int]) -> Select[int]:
    """Which of `ids` are New, had no answer yet, and came no later than this moment."""
    return select(Enquiry.id).where(Enquiry.id.in_(ids), *unanswered_by(moment))


def unanswered_by(moment: datetime) -> list[ColumnElement[bool]]:
    return [
        Enquiry.status == Status.NEW,
        Enquiry.received_at <= moment,
        Enquiry.first_answered_at.is_(None),
    ]
