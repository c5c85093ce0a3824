"""Narrowing the list: tabs with counts, a search while typing, and who, what, when, which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from desk.enquiries.listing.narrowing import (
    ARTICLE,
    DUE,
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
from models.articles.list import titles_by_slug
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.enquiries.listing.filter import EVERY_STATUS, NO_SERVICE, NOBODY, EnquiryFilter, Sort
from models.enquiries.tag import tags_in_use

TABS = (EVERY_STATUS, *(status.value for status in Status))
SORTS: dict[Sort, str] = {
    Sort.BEST: "Best match",
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
    Sort.NAME: "Name A–Z",
    Sort.STATUS: "By status",
    Sort.SERVICE: "By service",
    Sort.ASSIGNED: "By colleague",
    Sort.PRIORITY: "Most urgent first",
}
PRIORITIES: dict[Priority, str] = {
    Priority.HIGH: "High priority",
    Priority.NORMAL: "Normal priority",
    Priority.LOW: "Low priority",
}


def status_tabs(chosen: EnquiryFilter, counts: Mapping[Status, int]) -> None:
    def title(tab: str) -> str:
        if tab == EVERY_STATUS:
            return f"All **{sum(counts.values()):,}**"
        return f"{STATUS_TITLES[Status(tab)]} **{counts.get(Status(tab), 0):,}**"

    agree(TAB, chosen.status.value if chosen.status else EVERY_STATUS)
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
    """On a phone only the search is in sight. Returns their line, for what else belongs there."""
    line = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="e-filters")
    with line:
        _search(chosen, 240 if is_narrow else 208)
        if not is_narrow:
            _usual(chosen, offers)
        # Another label would make it another popover, which is closed.
        more = st.popover("More", icon=":material/tune:", key="e-more", on_change="rerun")
        if used := _used(chosen):
            st.badge(f"{used} more", color="blue")
        if more.open:
            with more:
                if is_narrow:
                    _usual(chosen, offers)
                _rare(chosen)
    return line


def _usual(chosen: EnquiryFilter, offers: Offers) -> None:
    services = {**{each: each for each in offers.services}, NO_SERVICE: "No service named"}
    pick("All services", SERVICE, chosen, services, value=chosen.service or None, width=140)
    everybody = {NOBODY: "Nobody yet", **offers.colleagues}
    who = chosen.assigned_to if chosen.assigned_to in everybody else None
    pick("Assigned to anyone", WHO, chosen, everybody, value=who, width=172)
    agree(SORT, chosen.order)
    st.selectbox(
        "Order",
        [sort for sort in SORTS if chosen.term or sort is not Sort.BEST],
        format_func=SORTS.__getitem__,
        label_visibility="collapsed",
        width=130,
        **narrows(SORT, chosen),
    )


def _used(chosen: EnquiryFilter) -> int:
    """How many of the filters in the corner narrow the list."""
    days_and_article = chosen.since, chosen.until, chosen.article
    used = sum(map(bool, (*days_and_article, chosen.priority, chosen.tag, chosen.at_risk)))
    return used + chosen.is_due


def _rare(chosen: EnquiryFilter) -> None:
    """Looked up and drawn only when it is open: a widget costs as much as a query."""
    with reading() as session:
        articles = dict(session.execute(titles_by_slug()).all())
        tags = list(session.scalars(tags_in_use()))
    for label, key, day in (
        ("Received from", SINCE, chosen.since),
        ("Received until", UNTIL, chosen.until),
    ):
        agree(key, day)
        st.date_input(label, value=None, **narrows(key, chosen))
    pick("With any article", ARTICLE, chosen, articles, value=chosen.article or None)
    pick("Any priority", PRIORITY, chosen, PRIORITIES, value=chosen.priority)
    pick("With any tag", TAG, chosen, tags, value=chosen.tag or None)
    for label, key, is_on in (
        ("Only with risk phrases", RISK, chosen.at_risk),
        ("Only to follow up by today", DUE, chosen.is_due),
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
