"""What can be chosen for many enquiries at once, and when it is in effect already."""

from datetime import date, datetime

from actions.enquiries.batch import BatchChange
from actions.enquiries.changes import MoveRefused
from actions.enquiries.times import must_allow_snooze, set_follow_up, snooze
from actions.enquiries.triage import (
    assign_enquiry,
    change_status,
    clean_tags,
    must_allow,
    set_enquiry_tags,
    set_priority,
)
from models.enquiries.enquiry import Enquiry, Priority, Status


def move_to(status: Status, reason: str = "") -> BatchChange:
    """Closing needs the `reason`."""
    return BatchChange(
        is_in_effect=lambda enquiry: enquiry.status is status,
        must_allow=lambda enquiry: must_allow(enquiry, status, reason),
        make=lambda session, enquiry, by: change_status(
            session, enquiry.id, status, by=by, reason=reason
        ),
    )


def give_to(staff_id: int | None) -> BatchChange:
    return BatchChange(
        is_in_effect=lambda enquiry: enquiry.assigned_to_id == staff_id,
        must_allow=_anything,
        make=lambda session, enquiry, by: assign_enquiry(session, enquiry.id, staff_id, by=by),
    )


def make_priority(priority: Priority) -> BatchChange:
    return BatchChange(
        is_in_effect=lambda enquiry: enquiry.priority is priority,
        must_allow=_anything,
        make=lambda session, enquiry, by: set_priority(session, enquiry.id, priority, by=by),
    )


def add_tag(typed: str) -> BatchChange:
    """Errors: BadText, MoveRefused for none."""
    tag = _one_tag(typed)
    return BatchChange(
        is_in_effect=lambda enquiry: tag in enquiry.tags,
        must_allow=lambda enquiry: _keeps([*enquiry.tags, tag]),
        make=lambda session, enquiry, by: set_enquiry_tags(
            session, enquiry.id, [*enquiry.tags, tag], by=by
        ),
    )


def remove_tag(typed: str) -> BatchChange:
    """Errors: BadText, MoveRefused for none."""
    tag = _one_tag(typed)
    return BatchChange(
        is_in_effect=lambda enquiry: tag not in enquiry.tags,
        must_allow=_anything,
        make=lambda session, enquiry, by: set_enquiry_tags(
            session, enquiry.id, [each for each in enquiry.tags if each != tag], by=by
        ),
    )


def follow_up_on(day: date | None) -> BatchChange:
    return BatchChange(
        is_in_effect=lambda enquiry: enquiry.follow_up_on == day,
        must_allow=_anything,
        make=lambda session, enquiry, by: set_follow_up(session, enquiry.id, day, by=by),
    )


def snooze_until(moment: datetime) -> BatchChange:
    return BatchChange(
        is_in_effect=lambda enquiry: enquiry.snoozed_until == moment,
        must_allow=lambda enquiry: must_allow_snooze(enquiry, moment),
        make=lambda session, enquiry, by: snooze(session, enquiry.id, moment, by=by),
    )


def _anything(_enquiry: Enquiry) -> None:
    """Allowed wherever the enquiry stands."""


def _one_tag(typed: str) -> str:
    tag = " ".join(clean_tags([typed]))
    if not tag:
        raise MoveRefused("Write the tag first.")
    return tag


def _keeps(tags: list[str]) -> None:
    clean_tags(tags)
