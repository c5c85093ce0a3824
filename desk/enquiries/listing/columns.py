"""Which columns of the list one sees, and in which order: everybody for themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from actions.enquiries.saved_views import choose_columns
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken, spoken_day
from desk.widgets.table.hits import split_at_hits
from desk.widgets.table.parts import Badge, Cell, Colour, Column
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.enquiries.listing.filter import EnquirySort
from models.enquiries.listing.list import TableRow

PRIORITIES = {Priority.HIGH: "High", Priority.NORMAL: "", Priority.LOW: "Low"}
COLOURS: dict[Status, Colour] = {
    Status.NEW: "blue",
    Status.IN_PROGRESS: "orange",
    Status.WAITING: "violet",
    Status.BOOKED: "green",
    Status.CLOSED: "gray",
    Status.SPAM: "red",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A column, and what it says of an enquiry; `words` are those that were searched for."""

    column: Column
    cell: Callable[[TableRow, str], Cell]


def _text(
    title: str, width: int, said: Callable[[TableRow], str], *, sort: EnquirySort | None = None
) -> Shown:
    return Shown(Column(title, title, width, sort or ""), lambda row, _words: said(row))


def _found(title: str, width: int, said: Callable[[TableRow], str]) -> Shown:
    """Where a search may have met."""
    return Shown(Column(title, title, width), lambda row, words: split_at_hits(said(row), words))


NAME = Shown(
    Column("Name", "Name", 142, EnquirySort.NAME, is_name=True),
    lambda row, words: split_at_hits(row.name, words),
)
STATUS = Shown(
    Column("Status", "Status", 98, EnquirySort.STATUS, "badge"),
    lambda row, _words: Badge(STATUS_TITLES[row.status], COLOURS[row.status]),
)
TAGS = Shown(
    Column("Tags", "Tags", 120, kind="badge"),
    lambda row, _words: [Badge(tag, "gray") for tag in row.tags],
)
COLUMNS: dict[str, Shown] = {
    "Service": _text("Service", 116, lambda row: row.service, sort=EnquirySort.SERVICE),
    "Status": STATUS,
    "Assigned": _text("Assigned", 96, lambda row: row.assigned_to or "", sort=EnquirySort.ASSIGNED),
    "Received": _text(
        "Received", 116, lambda row: spoken(row.received_at), sort=EnquirySort.NEWEST
    ),
    "Message": _found("Message", 260, lambda row: row.message),
    "Phone": _found("Phone", 130, lambda row: row.phone),
    "Email": _found("Email", 190, lambda row: row.email),
    "Tags": TAGS,
    "Priority": _text(
        "Priority", 78, lambda row: PRIORITIES[row.priority], sort=EnquirySort.PRIORITY
    ),
    "Follow-up": _text(
        "Follow-up", 100, lambda row: spoken_day(row.follow_up_on) if row.follow_up_on else ""
    ),
    "Appointment": _text(
        "Appointment",
        116,
        lambda row: spoken(row.booked_for) if row.booked_for else "",
    ),
    "Article": _text("Article", 130, lambda row: row.article or ""),
    "Reference": _found("Reference", 122, lambda row: row.reference),
}
"""What can be seen beside the marks and the name, which are always there."""
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
