"""Closing by key: why, chosen by its number or written."""

from collections.abc import Sequence

import streamlit as st

from actions.enquiries.triage import change_status
from desk.enquiries.keys import go_on
from desk.enquiries.listing.address import stop_asking_why, why_asked
from desk.enquiries.record.actions import CLOSE_REASONS
from desk.enquiries.view import View
from desk.enquiries.work import attempt
from desk.frame.messages import escaped
from desk.widgets.emphasis import on_primary
from models.enquiries.enquiry import Status


def ask_for_reason(view: View) -> None:
    """Nothing unless somebody asked to close the enquiry that is open, as it stands."""
    opened = view.opened.enquiry if view.opened else None
    asked = why_asked()
    if opened is None or asked != (opened.id, opened.version):
        return
    _why(opened.id, opened.version, opened.name, [row.id for row in view.page.rows])


@st.dialog("Why is it closed?", on_dismiss=stop_asking_why)
def _why(enquiry_id: int, version: int, name: str, drawn: Sequence[int]) -> None:
    st.markdown(f"**{escaped(name)}**")
    for number, reason in enumerate(CLOSE_REASONS, start=1):
        if st.button(f"{number} · {reason}", key=f"e-why-{number}", width="stretch"):
            _close(enquiry_id, version, reason, drawn)
    with st.form("e-why-form", border=False):
        written = st.text_input("Another reason", key=f"e-why-other-{enquiry_id}")
        if st.form_submit_button(on_primary("Close"), type="primary"):
            _close(enquiry_id, version, written, drawn)


def _close(enquiry_id: int, version: int, reason: str, drawn: Sequence[int]) -> None:
    if attempt(
        lambda session, by: change_status(
            session, enquiry_id, Status.CLOSED, by=by, version=version, reason=reason
        ),
        "Closed.",
    ):
        go_on(drawn, enquiry_id)
    stop_asking_why()
    st.rerun()
