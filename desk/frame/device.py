"""What somebody looks at, as far as the browser tells: a phone, or a window no wider than one."""

import streamlit as st

from desk.widgets.scripts import unseen

_KEY = "device"
_tell = unseen("copydesk_device", __file__)


def is_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "") or _is_narrow()


def ask_how_wide() -> None:
    """Of a signed-in tab: a narrow window says so once it is loaded, and is drawn anew for it."""
    _tell(key=_KEY, data={"known": _is_narrow()}, on_narrow_change=lambda: None)


def _is_narrow() -> bool:
    return bool(dict(st.session_state.get(_KEY) or {}).get("narrow"))
