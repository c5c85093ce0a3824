"""Recovery codes: on the screen until their owner says that they are kept, whatever is redrawn."""

import streamlit as st

from desk.frame.doorway import narrow

_CODES = "second-factor.codes"


def keep_codes(codes: list[str]) -> None:
    """From the next run on they are all there is to see; only their digests are in the database."""
    st.session_state[_CODES] = codes
    st.rerun()


def recovery_codes() -> bool:
    """Whether there are some that nobody has put away yet; then they are shown."""
    codes = st.session_state.get(_CODES)
    if not codes:
        return False
    with narrow():
        st.title("Your recovery codes", anchor=False)
        st.markdown("Each works once instead of the app. Keep them where the phone is not.")
        st.code("\n".join(codes), language=None)
        st.caption("The corner of the box copies them all. They are shown here only now.")
        st.button("I have kept them", key="codes-kept", type="primary", on_click=_put_away)
    return True


def _put_away() -> None:
    st.session_state.pop(_CODES, None)
