"""Which columns of the list one sees, and in which order: everybody for themselves."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st

from actions.enquiries.saved_views import choose_columns
from desk.frame.sign_in import acting
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.enquiries.listing.list import TableRow

PRIORITIES = {Priority.HIGH: "High", Priority.NORMAL: "", Priority.LOW: "Low"}
COLUMNS: dict[str, Callable[[TableRow], Any]] = {
    "Service": lambda row: row.service,
    "Status": lambda row: [STATUS_TITLES[row.status]],
    "Assigned": lambda row: row.assigned_to or "",
    "Received": lambda row: row.received_at,
    "Phone": lambda row: row.phone,
    "Email": lambda row: row.email,
    "Tags": lambda row: row.tags,
    "Priority": lambda row: PRIORITIES[row.priority],
    "Follow-up": lambda row: row.follow_up_on,
    "Article": lambda row: row.article or "",
    "Reference": lambda row: row.reference,
}
"""What can be seen beside the name, which is always there."""
COLOURS: dict[Status, str] = {
    Status.NEW: "#2F6FB3",
    Status.IN_PROGRESS: "#9A6412",
    Status.WAITING: "#7D5BA6",
    Status.BOOKED: "#2E7D5B",
    Status.CLOSED: "#5F6E6A",
    Status.SPAM: "#8C4A3C",
}
FOUND = "Found"
MARKS = "⚑ call today · ◷ answer overdue · ▲ high priority · ◉ a colleague has it open"
USUAL = ("Service", "Status", "Assigned", "Received")
KEY = "e-columns"


def known(columns: Sequence[str] | None) -> list[str]:
    """What this person chose, as far as it still exists; the usual ones without a choice."""
    return [column for column in columns or () if column in COLUMNS] or list(USUAL)


def column_choice(shown: Sequence[str]) -> None:
    """In the order of choosing."""
    corner = st.popover(
        "Columns", icon=":material/view_column:", key="e-columns-corner", on_change="rerun"
    )
    if not corner.open:
        return
    if st.session_state.get(KEY) != list(shown):
        st.session_state[KEY] = list(shown)
    with corner:
        st.multiselect("Beside the name, in this order", list(COLUMNS), key=KEY, on_change=_chosen)
        st.caption("Only you see the list so. Take all away for the usual ones.")


def _chosen() -> None:
    with acting() as (session, by):
        choose_columns(session, st.session_state[KEY], by=by)


@cache
def column_config(names: tuple[str, ...]) -> dict[str, Any]:
    """Of these alone: what is sent costs time."""
    every = _column_configs()
    return {name: every[name] for name in names}


def _column_configs() -> dict[str, Any]:
    columns = st.column_config
    return {
        "Name": columns.TextColumn(width=150, help=MARKS),
        FOUND: columns.TextColumn(width=250, help="Where the search met, the word in ‹ ›"),
        "Service": columns.TextColumn(width=105),
        "Status": columns.MultiselectColumn(
            options=list(STATUS_TITLES.values()), color=list(COLOURS.values()), width=92
        ),
        "Assigned": columns.TextColumn(width=95),
        "Received": columns.DatetimeColumn(format="distance", width=105),
        "Phone": columns.TextColumn(width=130),
        "Email": columns.TextColumn(width=190),
        "Tags": columns.ListColumn(width=120),
        "Priority": columns.TextColumn(width=70),
        "Follow-up": columns.DateColumn(width=100, format="D MMM"),
        "Article": columns.TextColumn(width=130),
        "Reference": columns.TextColumn(width=110),
    }
