"""Recovery codes: on the screen until their owner says that they are kept, whatever is redrawn."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import streamlit as st

import settings
from desk.frame.doorway import narrow

_CODES = "second-factor.codes"
FILE = "recovery-codes.txt"
_BUTTON = """
button {
  font: inherit; color: inherit; background: transparent; cursor: pointer; padding: 0.4rem 0.9rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
_download = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_recovery_codes",
        html='<button type="button">Download them as a text file</button>',
        css=_BUTTON,
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
    ),
)


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
        _download(key="codes-file", data={"name": FILE, "text": as_file(codes)})
        st.caption("The corner of the box copies them all. They are shown here only now.")
        st.button("I have kept them", key="codes-kept", type="primary", on_click=_put_away)
    return True


def as_file(codes: Sequence[str]) -> str:
    """Without whose they are: whoever finds it should not know where to try them."""
    told = f"Recovery codes for {settings.CLINIC_NAME}. Each works once, instead of the app."
    return "\n".join([told, "", *codes, ""])


def _put_away() -> None:
    st.session_state.pop(_CODES, None)
