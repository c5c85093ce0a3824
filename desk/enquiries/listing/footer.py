"""Below the list: which part of it one sees, how much of it at once, and the other pages."""

from collections.abc import Sequence

import streamlit as st

from actions.enquiries.reading import EnquiryPage, all_that_match
from actions.enquiries.saved_views import choose_page_size
from desk.enquiries.listing.address import MOST_TICKED, chosen_enquiries, ticked_enquiries
from desk.frame.sign_in import acting, signed_in_staff
from desk.widgets.list_address import tick, turn_to
from models.base.database import reading
from models.enquiries.listing.list import PAGE_SIZES


def footer(page: EnquiryPage) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="e-footer"):
        first = (page.number - 1) * page.per_page + 1
        shown = f"{first:,}–{first + len(page.rows) - 1:,} of {_total(page)}"
        st.caption(shown, width="content")
        _page_size(page.per_page)
        if page.pages > 1:
            _pagination(page)


def _total(page: EnquiryPage) -> str:
    return f"{page.total:,}" if page.is_exact else f"{page.total:,}+"


def _page_size(per_page: int) -> None:
    key = "e-per-page"
    if st.session_state.get(key) != per_page:
        st.session_state[key] = per_page
    st.selectbox(
        "Rows of a page",
        PAGE_SIZES,
        format_func=lambda many: f"{many} a page",
        key=key,
        label_visibility="collapsed",
        width=116,
        on_change=lambda: _keep_page_size(st.session_state[key]),
    )


def _keep_page_size(per_page: int) -> None:
    turn_to(1)
    with acting() as (session, by):
        choose_page_size(session, per_page, by=by)


def _pagination(page: EnquiryPage) -> None:
    if st.session_state.get("e-page") != page.number:
        st.session_state["e-page"] = page.number
    st.pagination(
        page.pages,
        key="e-page",
        max_visible_pages=5,
        width=330,
        on_change=lambda: turn_to(st.session_state["e-page"]),
    )


def all_matching(page: EnquiryPage, ids: Sequence[int]) -> None:
    """Offered once a whole page is ticked, and there are more."""
    if page.total <= len(page.rows) or not set(ids) <= set(ticked_enquiries()):
        return
    many = min(page.total, MOST_TICKED)
    words = (
        f"Tick all {many:,} that match"
        if page.is_exact and many == page.total
        else (f"Tick the first {many:,} that match")
    )
    st.button(words, key="e-tick-all", type="tertiary", on_click=_tick_all)


def _tick_all() -> None:
    with reading() as session:
        tick(all_that_match(session, chosen_enquiries(), MOST_TICKED, by=signed_in_staff()))
