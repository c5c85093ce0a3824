"""A line that says that a colleague changed what is on the screen, and shows it when asked."""

from collections.abc import Callable

import streamlit as st

from desk.frame.sign_in import SignedOut
from models.base.trouble import trouble_of
from models.staff.member import NotAllowed

EVERY_SECONDS = 8
_NOTHING = "&nbsp;"


@st.fragment(run_every=EVERY_SECONDS)
def changed_line(key: str, drawn: object, look: Callable[[], object], words: str) -> None:
    """`drawn` is what `look` gave when the screen was drawn; nothing else of it is drawn anew.

    Its place is there when it is empty, so that nothing moves under the pointer.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"changed-{key}"):
        if _is_changed(drawn, look):
            st.markdown(f":small[:blue[:material/sync: {words}]]", width="content")
            if st.button("Show", type="tertiary", key=f"changed-show-{key}"):
                st.rerun()
        else:
            st.markdown(f":small[{_NOTHING}]", width="content")


def _is_changed(drawn: object, look: Callable[[], object]) -> bool:
    """Never in anybody's way: signed out, demoted or on a full disk, it says nothing."""
    try:
        return look() != drawn
    except (SignedOut, NotAllowed):
        return False
    except Exception as error:
        if trouble_of(error) is None:
            raise
        return False
