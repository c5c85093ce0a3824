"""Leaving what one is writing down: never by a slip, and only after it was asked."""

from collections.abc import Callable

import streamlit as st

from desk.widgets.scripts import unseen

KEY, ASKING, KEEP = "e-new-keys", "e-new-asking", "e-new-keep"
AFRESH = "afresh"

_listen = unseen("copydesk_entry_keys", __file__)


def listen(first: str, tries: int, on_leaving: Callable[[], None]) -> None:
    """Esc asks, wherever one types. `first` is the field to begin with, after each of `tries`."""
    _listen(
        key=KEY,
        data={"first": first, "tries": tries, "asks": is_asking(), "keep": KEEP},
        on_left_change=on_leaving,
    )


def is_asking() -> bool:
    return bool(st.session_state.get(ASKING))


def leave() -> None:
    """Ask; or stop asking, which keeps all as it is."""
    st.session_state[ASKING] = not is_asking()


def ask_to_start_afresh() -> None:
    st.session_state[ASKING] = AFRESH


def is_to_start_afresh() -> bool:
    """Whether what is discarded gives way to an empty form."""
    return st.session_state.get(ASKING) == AFRESH


def stop_asking() -> None:
    st.session_state.pop(ASKING, None)


def leaving_or_saving(
    save: Callable[[], None], cancel: Callable[[], None], discard: Callable[[], None]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if is_asking():
            st.markdown("**Discard what you typed?**", width="content")
            st.button("Keep writing", key=KEEP, on_click=stop_asking)
            st.button("Discard", key="e-new-discard", on_click=discard)
            return
        st.button("Save enquiry", type="primary", key="e-new-save", on_click=save)
        st.button("Cancel", key="e-new-cancel", on_click=cancel)
