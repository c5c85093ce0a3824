"""The ledger: claims of all articles, narrowed by what they wait for, a page at a time."""

import streamlit as st
from sqlalchemy import Row

from actions.claims.reading import list_claims
from desk.claims.card import claim_badge, claim_card
from desk.frame.messages import escaped
from desk.frame.navigation import open_page
from desk.widgets.list_address import bound_page
from models.base.database import reading
from models.claims.claim import Claim
from models.claims.list import Wanted
from models.staff.member import Actor


def claim_ledger(by: Actor) -> None:
    wanted = st.segmented_control(
        "Which",
        [each.value for each in Wanted],
        default=Wanted.ALL.value,
        required=True,
        key="which",
        bind="query-params",
        label_visibility="collapsed",
    )
    words = st.text_input(
        "Search sentences", type="search", key="find-sentence", bind="query-params", live=True,
        placeholder="Search sentences", label_visibility="collapsed", icon=":material/search:",
    )  # fmt: skip
    which = Wanted(wanted or Wanted.ALL)
    with reading() as session:
        page = list_claims(session, which, words or "", bound_page("claim-page"), by=by)
    _said(page.total, is_narrowed=wanted != Wanted.ALL or bool(words))
    for row in page.rows:
        _row(row, by)
    if page.pages > 1:
        st.pagination(page.pages, key="claim-page", bind="query-params")


def _said(count: int, *, is_narrowed: bool) -> None:
    if count:
        st.caption("1 claim" if count == 1 else f"{count:,} claims")
    elif is_narrowed:
        st.write("No claim here.")
    else:
        st.write(
            "No claim yet. Open an article, choose *Claims* beside the text, and mark a sentence "
            "that readers may rely on. It then carries its sources, and who reviewed it."
        )


def _row(row: Row[Claim, str, str], by: Actor) -> None:
    claim, slug, title = row
    is_open = st.query_params.get("claim") == str(claim.id)
    with st.container(border=True):
        if is_open:
            claim_card(claim, by)
        else:
            st.markdown(f"{claim_badge(claim)}  \n{escaped(claim.sentence)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            label = "Close" if is_open else "Open the claim"
            if st.button(label, type="tertiary", key=f"claim-{claim.id}"):
                _turn(claim, is_open=is_open)
            where = escaped(title) or "Untitled"
            if st.button(where, icon=":material/article:", type="tertiary",
                         key=f"claim-{claim.id}-to"):  # fmt: skip
                section, number = str(claim.section_id), str(claim.id)
                open_page("article", slug=slug, section=section, panel="Claims", claim=number)


def _turn(claim: Claim, *, is_open: bool) -> None:
    if is_open:
        st.query_params.pop("claim", None)
    else:
        st.query_params["claim"] = str(claim.id)
    st.rerun()
