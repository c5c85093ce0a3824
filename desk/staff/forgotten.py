"""Forgotten password, at the door: everybody gets the same answer, whoever they name."""

import streamlit as st

import settings
from actions.staff.forgotten import ask_for_link
from desk.frame.doorway import clinic_heading, narrow
from desk.frame.sign_in import peer_address
from desk.widgets.typing.first_field import cursor_in_first_field
from models.base.database import writing

_OPEN, _BOX = "sign-in.forgotten", "forgotten-box"
NAME = "Username or email"
ASKED = (
    "If that is somebody’s username or email here, a mail with a link is on its way to them. "
    "It works once, for an hour. No mail? An administrator can give you a link."
)
BY_HAND = "An administrator can give you a link with which you choose a new password."


def forgotten_button() -> None:
    """Below the form to sign in."""
    with st.container(horizontal_alignment="center").container(width=420):
        st.button("Forgotten password?", type="tertiary", on_click=_open)


def forgotten_password() -> bool:
    """Whether somebody said so here; then this takes the place of the form to sign in."""
    if _OPEN not in st.session_state:
        return False
    with narrow():
        clinic_heading()
        st.subheader("Forgotten password", anchor=False)
        if settings.SMTP_URL:
            _form()
        else:
            st.markdown(BY_HAND)
        st.button("Back to sign in", on_click=_close)
    cursor_in_first_field(_BOX)
    return True


def _form() -> None:
    with st.container(key=_BOX), st.form("forgotten"):
        typed = st.text_input(NAME, autocomplete="username", max_chars=254)
        is_sent = st.form_submit_button("Send me a link")
    if is_sent and not typed.strip():
        st.error("Enter your username or your email.")
    elif is_sent:
        with writing() as session:
            ask_for_link(session, typed, address=peer_address())
        st.info(ASKED)


def _open() -> None:
    st.session_state[_OPEN] = True


def _close() -> None:
    st.session_state.pop(_OPEN, None)
