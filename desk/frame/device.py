"""What somebody looks at, as far as the browser tells: a phone, or a window no wider than one."""

import streamlit as st

from desk.widgets.scripts import unseen

_NARROW = "is-narrow"
_tell = unseen("copydesk_device", __file__)


def is_phone() -> bool:
    is_narrow = st.session_state.get(_NARROW, False)
    return is_narrow or "Mobi" in (st.context.headers.get("User-Agent") or "")


def ask_how_wide() -> None:
    """Of a signed-in tab: a narrow window says so once it is loaded, and is drawn anew for it.

    As a press: what stands around every page keeps no state in the browser (decision 55).
    """
    _tell(key="device", data={"known": is_phone()}, on_narrow_change=_is_told)


def _is_told() -> None:
    st.session_state[_NARROW] = True
