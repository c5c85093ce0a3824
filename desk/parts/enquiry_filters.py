"""Narrowing the list: tabs with counts, a search while typing, and who, what, when, which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from desk.enquiry_address import choose
from models.enquiry import STATUS_TITLES, Priority, Status
from models.enquiry_filter import EVERY_STATUS, NO_SERVICE, NOBODY, EnquiryFilter, Sort

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
TAB, TERM, SERVICE, WHO, SORT = "e-tab", "e-term", "e-service", "e-who", "e-sort"
SINCE, UNTIL, RISK, ARTICLE = "e-since", "e-until", "e-risk", "e-article"
PRIORITY, TAG, DUE = "e-priority", "e-tag", "e-due"


def status_tabs(chosen: EnquiryFilter, counts: Mapping[Status, int]) -> None:
    def title(tab: str) -> str:
        if tab == EVERY_STATUS:
            return f"All **{sum(counts.values()):,}**"
        return f"{STATUS_TITLES[Status(tab)]} **{counts.get(Status(tab), 0):,}**"

    _agree(TAB, chosen.status.value if chosen.status else EVERY_STATUS)
    st.segmented_control(
        "Status",
        TABS,
        required=True,
        format_func=title,
        label_visibility="collapsed",
        wrap=True,
        **_narrows(TAB, chosen),
    )


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen: services, colleagues by id, titles of articles by slug, tags."""

    services: Sequence[str]
    colleagues: Mapping[int, str]
    articles: Mapping[str, str]
    tags: Sequence[str]


def filters(chosen: EnquiryFilter, offers: Offers, *, is_narrow: bool) -> DeltaGenerator:
    """On a phone only the search is in sight. Returns their line, for what else belongs there."""
    line = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="e-filters")
    with line:
        _search(chosen, 240 if is_narrow else 270)
        if not is_narrow:
            _usual(chosen, offers)
        with st.popover(_more(chosen), icon=":material/tune:", key="e-more"):
            if is_narrow:
                _usual(chosen, offers)
            _rare(chosen, offers)
    return line


def _usual(chosen: EnquiryFilter, offers: Offers) -> None:
    services = {**{each: each for each in offers.services}, NO_SERVICE: "No service named"}
    _pick("All services", SERVICE, chosen, services, value=chosen.service or None, width=180)
    everybody = {NOBODY: "Nobody yet", **offers.colleagues}
    who = chosen.assigned_to if chosen.assigned_to in everybody else None
    _pick("Assigned to anyone", WHO, chosen, everybody, value=who, width=180)
    _agree(SORT, chosen.order)
    st.selectbox(
        "Order",
        [sort for sort in SORTS if chosen.term or sort is not Sort.BEST],
        format_func=SORTS.__getitem__,
        label_visibility="collapsed",
        width=150,
        **_narrows(SORT, chosen),
    )


def _more(chosen: EnquiryFilter) -> str:
    days_and_article = chosen.since, chosen.until, chosen.article
    used = sum(map(bool, (*days_and_article, chosen.priority, chosen.tag, chosen.at_risk)))
    used += chosen.is_due
    return f"More · {used}" if used else "More"


def _rare(chosen: EnquiryFilter, offers: Offers) -> None:
    for label, key, day in (
        ("Received from", SINCE, chosen.since),
        ("Received until", UNTIL, chosen.until),
    ):
        _agree(key, day)
        st.date_input(label, value=None, **_narrows(key, chosen))
    _pick("With any article", ARTICLE, chosen, offers.articles, value=chosen.article or None)
    _pick("Any priority", PRIORITY, chosen, PRIORITIES, value=chosen.priority)
    _pick("With any tag", TAG, chosen, offers.tags, value=chosen.tag or None)
    for label, key, is_on in (
        ("Only with risk phrases", RISK, chosen.at_risk),
        ("Only to follow up by today", DUE, chosen.is_due),
    ):
        _agree(key, is_on)
        st.checkbox(label, **_narrows(key, chosen))


def _search(chosen: EnquiryFilter, width: int) -> None:
    if _one_line(st.session_state.get(TERM)) != chosen.term:
        st.session_state[TERM] = chosen.term
    st.text_input(
        "Search",
        type="search",
        placeholder="Name, phone, email, any word",
        label_visibility="collapsed",
        live="300ms",
        width=width,
        **_narrows(TERM, chosen),
    )


def _pick(
    nothing: str,
    key: str,
    chosen: EnquiryFilter,
    options: Mapping[Any, str] | Sequence[str],
    *,
    value: object,
    width: int | None = None,
) -> None:
    """`nothing` is the label, and what is shown while nothing is chosen."""
    titles = options if isinstance(options, Mapping) else {each: each for each in options}
    if value is not None and value not in titles:
        titles = {**titles, value: str(value)}
    _agree(key, value)
    st.selectbox(
        nothing,
        list(titles),
        index=None,
        format_func=lambda option: titles.get(option, str(option)),
        placeholder=nothing,
        label_visibility="collapsed",
        width=width or "stretch",
        **_narrows(key, chosen),
    )


def _agree(key: str, value: object) -> None:
    """The address decides; a widget that says the same is left alone, so as not to disturb it."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _narrows(key: str, chosen: EnquiryFilter) -> dict[str, Any]:
    return {"key": key, "on_change": _narrow, "args": (key, chosen)}


def _narrow(changed: str, before: EnquiryFilter) -> None:
    """All filters as the browser holds them now: clicks that come fast must not undo each other."""
    held = st.session_state
    term = _one_line(held.get(TERM))
    wanted = EnquiryFilter(
        status=None if held[TAB] in (EVERY_STATUS, None) else Status(held[TAB]),
        term=term,
        service=held.get(SERVICE) or "",
        assigned_to=held.get(WHO),
        article=held.get(ARTICLE) or "",
        priority=held.get(PRIORITY),
        tag=held.get(TAG) or "",
        at_risk=bool(held.get(RISK)),
        is_due=bool(held.get(DUE)),
        since=held.get(SINCE),
        until=held.get(UNTIL),
        sort=_sort(held.get(SORT), term),
    )
    if changed == TERM and "status" not in st.query_params:
        # Nobody chose a tab: a search looks everywhere, and without one the new ones are shown.
        wanted = replace(wanted, status=EnquiryFilter.from_query({"q": term}).status)
    if bool(term) != bool(before.term):
        wanted = replace(wanted, sort=None)
    choose(wanted)


def _sort(held: Sort | None, term: str) -> Sort | None:
    return None if held == EnquiryFilter(term=term).order else held


def _one_line(typed: str | None) -> str:
    return " ".join((typed or "").split())
