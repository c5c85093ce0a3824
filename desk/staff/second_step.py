"""After the right password: the code of whoever has a second factor. It names nobody."""

import streamlit as st

from actions.staff.links import LinkSpent
from actions.staff.second_step import accept_code
from desk.frame.doorway import clinic_heading, narrow
from desk.frame.sign_in import STEP, address_asked_for, finish_signing_in, peer_address
from desk.widgets.typing.first_field import cursor_in_first_field
from models.base.database import writing

_BOX = "second-step-box"
WRONG = (
    "That code is not right, or was used already. After several tries, wait 15 minutes "
    "or ask an administrator to unlock the account."
)
TOO_LATE = "That took too long. Sign in again."


def second_step() -> bool:
    """Whether somebody gave the right password here and owes the code; then it is asked for."""
    step = st.session_state.get(STEP)
    if not step:
        return False
    with narrow():
        clinic_heading()
        with st.container(key=_BOX), st.form("second-step"):
            typed = st.text_input(
                "Code",
                autocomplete="one-time-code",
                max_chars=40,
                help="Six digits from the app on your phone, or one of your recovery codes.",
            )
            is_sent = st.form_submit_button("Continue")
        st.button("Start again", on_click=_start_again)
        if is_sent:
            _give(step, typed)
    cursor_in_first_field(_BOX)
    return True


def _give(step: str, typed: str) -> None:
    try:
        with writing() as session:
            ticket = accept_code(session, step, typed, address=peer_address())
    except LinkSpent:
        st.error(TOO_LATE)
        return
    if not ticket:
        st.error(WRONG)
        return
    _start_again()
    finish_signing_in(ticket, address_asked_for())


def _start_again() -> None:
    st.session_state.pop(STEP, None)
