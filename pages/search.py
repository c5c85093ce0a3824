"""Search everything: one box over articles, claims, pictures and enquiries."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.library.everywhere import search_everywhere
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.USE_DESK)
    st.title("Search", anchor=False)
    show_message()
    search_everywhere(by)


page()
