"""What runs on every click: who is it, which pages may they open, run the one they asked for."""

import streamlit as st

import settings
from desk.messages import escaped
from desk.navigation import pages_for
from desk.sign_in import SignedOut, sign_in_form, who_is_it
from models.staff import ROLE_TITLES, Actor, NotAllowed


def desk(by: Actor) -> None:
    page = st.navigation(pages_for(by))
    with st.sidebar:
        st.caption(f"{escaped(by.name)}  \n{ROLE_TITLES[by.role] if by.role else ''}")
        st.button("Sign out")
    try:
        page.run()
    except NotAllowed:
        st.warning("Your role does not allow this. Ask an administrator if you need it.")
    except SignedOut:
        st.rerun()


def shell() -> None:
    st.set_page_config(page_title=f"Copydesk · {settings.CLINIC_NAME}", layout="wide")
    if by := who_is_it():
        desk(by)
    else:
        sign_in_form()


shell()
