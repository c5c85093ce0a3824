"""What can be chosen for many at once, and the field of what has to be said first."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import streamlit as st

from actions.enquiries.batch import BatchChange
from actions.enquiries.choices import (
    add_tag,
    follow_up_on,
    give_to,
    make_priority,
    move_to,
    remove_tag,
    snooze_until,
)
from desk.enquiries.record.actions import CLOSE_REASONS
from desk.enquiries.record.marks import PRIORITIES
from desk.enquiries.record.waiting import SNOOZES
from desk.frame.messages import escaped
from desk.widgets.clock import spoken, today
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status

Names = Mapping[int, str]
BulkChoice = tuple[str, BatchChange]
"""What it makes of them, in Markdown, and the change."""
FIELDS: dict[str, str] = {
    "close": "e-bulk-reason",
    "tag": "e-bulk-tag",
    "untag": "e-bulk-untag",
    "follow": "e-bulk-follow",
    "sleep": "e-bulk-sleep",
}
"""The field of each kind of change that asks for something."""


def _status(value: str, _names: Names) -> BulkChoice | None:
    if value not in set(Status):
        return None
    if value == Status.BOOKED:
        st.caption("For a day and a time, book each by themselves: open them and press **b**.")
        return "moved to Booked, time not known", move_to(Status.BOOKED)
    return f"moved to {STATUS_TITLES[Status(value)]}", move_to(Status(value))


def _close(_value: str, _names: Names) -> BulkChoice | None:
    reason = st.selectbox(
        "Why are they closed?",
        CLOSE_REASONS,
        index=None,
        accept_new_options=True,
        placeholder="Choose or type a reason",
        key=FIELDS["close"],
    )
    return ("closed", move_to(Status.CLOSED, reason)) if reason else None


def _assign(value: str, names: Names) -> BulkChoice | None:
    staff_id = int(value) if value.isascii() and value.isdecimal() else 0
    if staff_id and staff_id not in names:
        return None
    return f"given to {escaped(names[staff_id]) if staff_id else 'nobody'}", give_to(
        staff_id or None
    )


def _priority(value: str, _names: Names) -> BulkChoice | None:
    if value not in set(Priority):
        return None
    priority = Priority(value)
    return f"given {PRIORITIES[priority].lower()} priority", make_priority(priority)


def _tag(_value: str, _names: Names) -> BulkChoice | None:
    tag = st.text_input("Tag to add", key=FIELDS["tag"])
    return (f"tagged {escaped(tag)}", add_tag(tag)) if tag else None


def _untag(_value: str, _names: Names) -> BulkChoice | None:
    tag = st.text_input("Tag to remove", key=FIELDS["untag"])
    return (f"without the tag {escaped(tag)}", remove_tag(tag)) if tag else None


def _follow(_value: str, _names: Names) -> BulkChoice | None:
    day = day_input("Follow up on", today() + timedelta(days=1), key=FIELDS["follow"])
    if day is None:
        return None
    return f"marked for {day:%A} {day.day} {day:%B}", follow_up_on(day)


def _sleep(_value: str, _names: Names) -> BulkChoice | None:
    chosen = st.selectbox("Until when?", list(SNOOZES), key=FIELDS["sleep"])
    with reading() as session:
        until = SNOOZES[chosen](ClinicHours.of(session))
    return f"put aside until {escaped(spoken(until))}", snooze_until(until)


BULK_CHOICES: dict[str, Callable[[str, Names], BulkChoice | None]] = {
    "status": _status,
    "close": _close,
    "assign": _assign,
    "priority": _priority,
    "tag": _tag,
    "untag": _untag,
    "follow": _follow,
    "sleep": _sleep,
}
