"""Find words in every article and put others in their place."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from desk.library.replace_hits import replace_hits
from desk.library.replace_undo import last_done
from models.library.replacing import LONGEST_WORDS, Search
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.EDIT_ARTICLES)
    way_back("articles", "All articles")
    st.title("Find and replace", anchor=False)
    with st.container():
        show_message()
    last_done(by)
    replace_hits(asked(), by)


def asked() -> Search:
    """Every choice stands in the address, so that a look can be repeated."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input(
            "Find", key="q", bind="query-params", max_chars=LONGEST_WORDS, live="300ms"
        )
        instead = st.text_input(
            "Replace with", key="with", bind="query-params", max_chars=LONGEST_WORDS, live="300ms"
        )
    with st.container(horizontal=True, gap="medium"):
        case = st.checkbox("Capitals count", key="case", bind="query-params")
        whole = st.checkbox("Whole words only", key="whole", bind="query-params")
        links = st.checkbox("Addresses of links too", key="links", bind="query-params")
    return Search(words or "", instead or "", match_case=case, whole_words=whole, in_links=links)


page()
