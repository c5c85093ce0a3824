"""What a number in a report asks of an enquiry, as conditions for the database."""

from datetime import date

from sqlalchemy import ColumnElement

from models.base.database import reading
from models.clinic.hours import DAY
from models.clinic.moments import clinic_today, hour_of_week_there, midnight
from models.enquiries.counting.fact import is_answered, is_counted
from models.enquiries.counting.late import is_late
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.reported import NO_REASON, HourOfWeek, Reported

EARLIEST = date(2000, 1, 1)


def reported_conditions(
    chosen: Reported, since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    """For enquiries received on these days."""
    asked = is_counted() if chosen.counted else []
    if chosen.answered:
        asked.append(is_answered())
    if chosen.late:
        with reading() as session:
            asked.append(is_late(session, since, until))
    if chosen.hour:
        asked.append(_came_in(chosen.hour, since or EARLIEST, until or clinic_today()))
    return [*asked, *_belongs_to(chosen)]


def _came_in(hour: HourOfWeek, since: date, until: date) -> ColumnElement[bool]:
    there = hour_of_week_there(Enquiry.received_at, midnight(since), midnight(until + DAY))
    return there == f"{hour[0]}-{hour[1]:02}"


def _belongs_to(chosen: Reported) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.reason:
        reason = "" if chosen.reason == NO_REASON else chosen.reason
        asked += [Enquiry.status == Status.CLOSED, Enquiry.close_reason == reason]
    if chosen.source:
        asked.append(Enquiry.source == chosen.source)
    if chosen.call is not None:
        asked.append(Enquiry.call_to_action_id == (chosen.call or None))
    if chosen.without_article:
        asked.append(Enquiry.article_id.is_(None))
    return asked
