"""Narrowing the list: tabs with counts, a search while typing, and who, what, when, which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.enquiries.overview import what_narrows
from desk.enquiries.listing.chips import PRIORITIES, chips
from desk.enquiries.listing.narrowing import (
    ARTICLE,
    COMES_FROM,
    COMES_UNTIL,
    DUE,
    OPEN_ONLY,
    OVERDUE,
    PRIORITY,
    RISK,
    SERVICE,
    SINCE,
    SORT,
    TAB,
    TAG,
    TERM,
    UNTIL,
    WHO,
    agree,
    narrows,
    one_line,
    pick,
)
from desk.frame.sign_in import signed_in_staff
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Status
from models.enquiries.listing.filter import (
    EVERY_STATUS,
    NO_SERVICE,
    NOBODY,
    NOT_EVERYWHERE,
    EnquiryFilter,
    EnquirySort,
)

TABS = (EVERY_STATUS, *(status.value for status in Status))
SORTS: dict[EnquirySort, str] = {
    EnquirySort.BEST: "Best match",
    EnquirySort.NEWEST: "Newest first",
    EnquirySort.OLDEST: "Oldest first",
    EnquirySort.NAME: "Name A–Z",
    EnquirySort.STATUS: "By status",
    EnquirySort.SERVICE: "By service",
    EnquirySort.ASSIGNED: "By colleague",
    EnquirySort.PRIORITY: "Most urgent first",
    EnquirySort.APPOINTMENT: "By appointment",
}


def status_tabs(chosen: EnquiryFilter, counts: Mapping[Status, int]) -> None:
    def title(tab: str) -> str:
        if tab == EVERY_STATUS:
            return f"All **{sum(counts.values()):,}**"
        return f"{STATUS_TITLES[Status(tab)]} **{counts.get(Status(tab), 0):,}**"

    shown = chosen.status.value if chosen.status else EVERY_STATUS
    agree(TAB, shown, title(shown))
    st.segmented_control(
        "Status",
        TABS,
        required=True,
        format_func=title,
        label_visibility="collapsed",
        wrap=True,
        **narrows(TAB, chosen),
    )


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen: services, and colleagues by id."""

    services: Sequence[str]
    colleagues: Mapping[int, str]


def filters(chosen: EnquiryFilter, offers: Offers, *, is_narrow: bool) -> DeltaGenerator:
    """One line: the search, a corner with every filter, and those that narrow the list now.

    Returns the line, for what else belongs there.
    """
    line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="e-filters")
    with line:
        _search(chosen, 240 if is_narrow else 230)
        # Another label would make it another popover, which is closed.
        more = st.popover("Filter", icon=":material/tune:", key="e-more", on_change="rerun")
        if more.open:
            with more:
                _usual(chosen, offers)
                _rare(chosen)
        chips(chosen, offers.colleagues)
    return line


def _usual(chosen: EnquiryFilter, offers: Offers) -> None:
    services = {**{each: each for each in offers.services}, NO_SERVICE: "No service named"}
    pick("All services", SERVICE, chosen, services, value=chosen.service or None)
    everybody = {NOBODY: "Nobody yet", **offers.colleagues}
    who = chosen.assigned_to if chosen.assigned_to in everybody else None
    pick("Assigned to anyone", WHO, chosen, everybody, value=who)
    agree(SORT, chosen.order)
    st.selectbox(
        "Order",
        [sort for sort in SORTS if sort not in NOT_EVERYWHERE or sort is chosen.usual_order],
        format_func=SORTS.__getitem__,
        **narrows(SORT, chosen),
    )


def _rare(chosen: EnquiryFilter) -> None:
    """Looked up and drawn only when it is open: a widget costs as much as a query."""
    with reading() as session:
        articles, tags = what_narrows(session, by=signed_in_staff())
    for label, key, day in (
        ("Received from", SINCE, chosen.since),
        ("Received until", UNTIL, chosen.until),
        ("Appointment from", COMES_FROM, chosen.booked_since),
        ("Appointment until", COMES_UNTIL, chosen.booked_until),
    ):
        agree(key, day)
        day_input(label, **narrows(key, chosen))
    pick("With any article", ARTICLE, chosen, articles, value=chosen.article or None)
    pick("Any priority", PRIORITY, chosen, PRIORITIES, value=chosen.priority)
    pick("With any tag", TAG, chosen, tags, value=chosen.tag or None)
    for label, key, is_on in (
        ("Only with risk phrases", RISK, chosen.at_risk),
        ("Only overdue for an answer", OVERDUE, chosen.is_overdue),
        ("Only to follow up by today", DUE, chosen.is_due),
        ("Only open ones", OPEN_ONLY, chosen.is_open),
    ):
        agree(key, is_on)
        st.checkbox(label, **narrows(key, chosen))


def _search(chosen: EnquiryFilter, width: int) -> None:
    if one_line(st.session_state.get(TERM)) != chosen.term:
        st.session_state[TERM] = chosen.term
    st.text_input(
        "Search",
        type="search",
        placeholder="Name, phone, any word",
        label_visibility="collapsed",
        live="300ms",
        width=width,
        **narrows(TERM, chosen),
    )
