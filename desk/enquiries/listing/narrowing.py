"""A widget that narrows the list shows what the address says; a change goes into the address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from desk.enquiries.listing.address import choose_enquiries, chosen_enquiries
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import EVERY_STATUS, EnquiryFilter, EnquirySort

TAB, TERM, SERVICE, WHO, SORT = "e-tab", "e-term", "e-service", "e-who", "e-sort"
SINCE, UNTIL, RISK, ARTICLE = "e-since", "e-until", "e-risk", "e-article"
PRIORITY, TAG, DUE, OPEN_ONLY = "e-priority", "e-tag", "e-due", "e-open-only"
OVERDUE, COMES_FROM, COMES_UNTIL = "e-overdue", "e-comes-from", "e-comes-until"


def pick(
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
    agree(key, value)
    st.selectbox(
        nothing,
        list(titles),
        index=None,
        format_func=lambda option: titles.get(option, str(option)),
        placeholder=nothing,
        label_visibility="collapsed",
        width=width or "stretch",
        **narrows(key, chosen),
    )


def agree(key: str, value: object, label: str = "") -> None:
    """The address decides; a widget that says the same is left alone, so as not to disturb it.

    A browser knows what is chosen by its `label`: it is told anew when that counts others.
    """
    told = st.session_state.get(f"{key}-label", "")
    if key not in st.session_state or (st.session_state[key], told) != (value, label):
        st.session_state[key], st.session_state[f"{key}-label"] = value, label


def narrows(key: str, chosen: EnquiryFilter) -> dict[str, Any]:
    return {"key": key, "on_change": _narrow, "args": (key, chosen)}


def _narrow(changed: str, before: EnquiryFilter) -> None:
    """All filters as the browser holds them now: clicks that come fast must not undo each other.

    Those in a corner that is closed are as the address says.
    """
    held, told = st.session_state, chosen_enquiries()
    term = one_line(held.get(TERM))
    wanted = EnquiryFilter(
        status=_status_of(held.get(TAB), told),
        term=term,
        service=held.get(SERVICE, told.service) or "",
        assigned_to=held.get(WHO, told.assigned_to),
        article=held.get(ARTICLE, told.article) or "",
        priority=held.get(PRIORITY, told.priority),
        tag=held.get(TAG, told.tag) or "",
        at_risk=bool(held.get(RISK, told.at_risk)),
        is_due=bool(held.get(DUE, told.is_due)),
        is_open=bool(held.get(OPEN_ONLY, told.is_open)),
        is_overdue=bool(held.get(OVERDUE, told.is_overdue)),
        booked_since=held.get(COMES_FROM, told.booked_since),
        booked_until=held.get(COMES_UNTIL, told.booked_until),
        since=held.get(SINCE, told.since),
        until=held.get(UNTIL, told.until),
        reported=told.reported,
    )
    if changed == TERM and "status" not in st.query_params:
        # Nobody chose a tab: a search looks everywhere, and without one the new ones are shown.
        wanted = replace(wanted, status=EnquiryFilter.from_query({"q": term}).status)
    choose_enquiries(_in_order(wanted, held.get(SORT, told.order), before))


def _status_of(tab: str | None, told: EnquiryFilter) -> Status | None:
    """A browser that is still drawing the tabs may say that none is chosen: nobody chose that."""
    if tab is None:
        return told.status
    return None if tab == EVERY_STATUS else Status(tab)


def _in_order(wanted: EnquiryFilter, held: EnquirySort, before: EnquiryFilter) -> EnquiryFilter:
    """As it was chosen, unless another order is usual now than it was before."""
    is_usual = held is wanted.usual_order or wanted.usual_order is not before.usual_order
    return wanted.sorted_by(None if is_usual else held)


def one_line(typed: str | None) -> str:
    return " ".join((typed or "").split())
