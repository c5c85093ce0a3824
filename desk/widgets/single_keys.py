"""Keys without Ctrl, off for whoever speaks to the computer or brushes keys by accident."""

import streamlit as st

from actions.staff.accounts import choose_keys
from desk.frame.sign_in import acting, signed_in_staff


def single_keys_toggle() -> None:
    """Each person's own choice, on every machine they use."""
    is_on = signed_in_staff().has_single_keys
    st.toggle(
        "Keys without Ctrl",
        value=is_on,
        key=(key := f"single-keys-{is_on}"),
        help="Off: letters, digits and signs alone do nothing, only the keys with Ctrl do.",
        on_change=_choose,
        args=(key,),
    )


def _choose(key: str) -> None:
    with acting() as (session, by):
        choose_keys(session, single=st.session_state[key], by=by)
