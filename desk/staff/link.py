"""A one-time link: in front of the page until it is put away, whatever is redrawn behind it."""

import streamlit as st

from desk.frame.messages import escaped

_LINK = "staff.link"


def keep_link(full_name: str, address: str) -> None:
    """Shown from the next run on; only the digest of its token is in the database."""
    st.session_state[_LINK] = full_name, address
    st.rerun()


def show_kept_link() -> None:
    if kept := st.session_state.get(_LINK):
        _show(*kept)


@st.dialog("A link that works once", dismissible=False)
def _show(full_name: str, address: str) -> None:
    """Wherever the page was scrolled to; a click beside it loses nothing."""
    st.markdown(f"Send it to {escaped(full_name)}. It is shown here only now.")
    st.code(address, language=None, wrap_lines=True)
    if st.button("Done", key="link-done"):
        st.session_state.pop(_LINK, None)
        st.rerun()
