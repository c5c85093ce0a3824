"""The claims of all articles: which wait for a review, a source, or a new look."""

import streamlit as st

from desk.claims.ledger import claim_ledger
from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    show_message()
    st.title("Claims", anchor=False)
    claim_ledger(by)


page()
