"""The one place where the page says what came of a gesture, and offers to take it back."""

import streamlit as st

from desk.enquiries.listing.address import open_id, open_record
from desk.enquiries.said import Said, hide
from desk.enquiries.undo import undo_button


def said_line(said: Said | None) -> None:
    """Always there, also when there is nothing to say: what stands beside it does not move."""
    with st.container(key="e-said"):
        if said:
            _line(said)


def _line(said: Said) -> None:
    """Its buttons act on what was said, not on whoever is open by now."""
    line = st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"e-said-line-{said.at * 1000:.0f}",
    )
    with line:
        (st.error if said.is_trouble else st.success)(said.words, width="stretch")
        if said.batch_id:
            undo_button(said.batch_id, f"e-said-undo-{said.batch_id}")
        if said.about and said.about != open_id():
            st.button(
                "Show them",
                key="e-said-open",
                type="tertiary",
                on_click=open_record,
                args=(said.about,),
            )
        st.button("Hide", key="e-said-hide", type="tertiary", on_click=hide)
