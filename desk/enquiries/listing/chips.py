"""What narrows the list now, each to be taken away with one click."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from actions.enquiries.overview import colleague_name
from desk.enquiries.listing.address import choose_enquiries
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken_day
from models.base.database import reading
from models.clinic.rules import WEEKDAYS
from models.enquiries.enquiry import Priority
from models.enquiries.listing.filter import NO_SERVICE, NOBODY, EnquiryFilter
from models.enquiries.listing.reported import EVERYTHING, NO_REASON
from models.reports.names import SOURCES

PRIORITIES: dict[Priority, str] = {
    Priority.HIGH: "High priority",
    Priority.NORMAL: "Normal priority",
    Priority.LOW: "Low priority",
}
ChipText = Callable[[Any], str]
SAID: dict[str, ChipText] = {
    "service": lambda name: "No service named" if name == NO_SERVICE else name,
    "article": lambda slug: f"Article {slug}",
    "priority": lambda priority: PRIORITIES[priority],
    "tag": lambda tag: f"Tag {tag}",
    "at_risk": lambda _: "With risk phrases",
    "is_due": lambda _: "To follow up by today",
    "is_open": lambda _: "Open ones",
    "is_overdue": lambda _: "Answer overdue",
    "booked_since": lambda day: f"Comes from {spoken_day(day)}",
    "booked_until": lambda day: f"Comes until {spoken_day(day)}",
    "since": lambda day: f"Since {spoken_day(day)}",
    "until": lambda day: f"Until {spoken_day(day)}",
}

REPORTED: dict[str, ChipText] = {
    "counted": lambda _: "Without spam and merged ones",
    "answered": lambda _: "Answered or booked",
    "late": lambda _: "Answered late or overdue",
    "reason": lambda reason: f"Closed: {'no reason' if reason == NO_REASON else reason}",
    "source": SOURCES.__getitem__,
    "call": lambda number: f"Call to action no. {number}" if number else "No call to action",
    "without_article": lambda _: "No article",
    "hour": lambda hour: f"{WEEKDAYS[hour[0] - 1]} from {hour[1]}:00 to {hour[1] + 1}:00",
}
"""What came along from a report."""


def chips(chosen: EnquiryFilter, colleagues: Mapping[int, str]) -> None:
    who = {NOBODY: "Nobody yet", **colleagues}
    said: dict[str, ChipText] = {
        **SAID,
        "assigned_to": lambda number: f"Assigned to {who.get(number) or _former(number)}",
    }
    nothing = EnquiryFilter()
    for name, words in said.items():
        value = getattr(chosen, name)
        if value != getattr(nothing, name):
            _chip(name, words(value), replace(chosen, **{name: getattr(nothing, name)}))
    for name, told in REPORTED.items():
        value = getattr(chosen.reported, name)
        if value != (usual := getattr(EVERYTHING, name)):
            fewer = replace(chosen.reported, **{name: usual})
            _chip(name, told(value), replace(chosen, reported=fewer))


def _chip(name: str, said: str, without: EnquiryFilter) -> None:
    """Takes it away."""
    st.button(
        escaped(said),
        icon=":material/close:",
        key=f"e-chip-{name}",
        help="Take this filter away",
        on_click=choose_enquiries,
        args=(without,),
    )


def _former(staff_id: int) -> str:
    """Whose account is closed or no longer the front desk's, but may still have enquiries."""
    by = signed_in_staff()
    with reading() as session:
        return colleague_name(session, staff_id, by=by) or f"No. {staff_id}"
