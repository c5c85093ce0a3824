"""My account: who I am here, my password, and where I am signed in."""

import streamlit as st

from desk.sign_in import signed_in_staff


def page() -> None:
    by = signed_in_staff()
    st.title("My account")
    st.text(by.name)


page()
