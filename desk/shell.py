"""What runs on every click: who is it, which pages may they open, run the one they asked for."""

import streamlit as st

import settings
from desk.failures import tell_of
from desk.messages import escaped
from desk.navigation import pages_for, show_menu
from desk.sign_in import (
    SignedOut,
    forget_others_text,
    sign_in_form,
    sign_out_here,
    who_is_it,
)
from desk.welcome import welcome
from models.staff import ROLE_TITLES, Actor, NotAllowed


def shell() -> None:
    st.set_page_config(page_title=f"Copydesk · {settings.CLINIC_NAME}", layout="wide")
    forget_others_text()
    if welcome():
        return
    if by := who_is_it():
        desk(by)
    else:
        sign_in_form()


def desk(by: Actor) -> None:
    page = st.navigation(pages_for(by), position="hidden")
    sidebar(by)
    try:
        page.run()
    except NotAllowed as error:
        tell_of(error)
    except SignedOut:
        st.rerun()


def sidebar(by: Actor) -> None:
    with st.sidebar:
        show_menu(by)
        st.divider()
        st.markdown(f"**{escaped(by.name)}**")
        st.caption(ROLE_TITLES[by.role] if by.role else "")
        if st.button("Sign out", icon=":material/logout:", key="sign-out"):
            sign_out_here()
            st.stop()


shell()
