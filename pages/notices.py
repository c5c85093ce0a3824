"""What colleagues need me for, and what became of my articles."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.notices.list import notice_list
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    st.title("Notices", anchor=False)
    show_message()
    notice_list(by)


page()
