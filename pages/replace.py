"""Find words in every article and put others in their place."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from desk.library.replace_hits import replace_hits
from desk.library.replace_search import ask_for_words
from desk.library.replace_undo import last_done
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.EDIT_ARTICLES)
    way_back("articles", "All articles")
    st.title("Find and replace", anchor=False)
    with st.container():
        show_message()
    last_done(by)
    replace_hits(ask_for_words(), by)


page()
