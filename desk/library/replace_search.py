"""What to find and what to put in its place: every choice stands in the address."""

import streamlit as st

from models.library.replacing import LONGEST_WORDS, Search

WORDS, INSTEAD, CASE, WHOLE, LINKS = "q", "with", "case", "whole", "links"


def ask_for_words() -> Search:
    """A look can be repeated: its address is all of it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for label, key in (("Find", WORDS), ("Replace with", INSTEAD)):
            st.text_input(
                label, key=key, bind="query-params", max_chars=LONGEST_WORDS, live="300ms"
            )
    with st.container(horizontal=True, gap="medium"):
        st.checkbox("Capital and small letters must match", key=CASE, bind="query-params")
        st.checkbox("Whole words only", key=WHOLE, bind="query-params")
        st.checkbox("Addresses of links too", key=LINKS, bind="query-params")
    return search_now()


def search_now() -> Search:
    """What the fields say at this moment."""
    said = st.session_state
    return Search(
        said[WORDS] or "",
        said[INSTEAD] or "",
        match_case=said[CASE],
        whole_words=said[WHOLE],
        in_links=said[LINKS],
    )
