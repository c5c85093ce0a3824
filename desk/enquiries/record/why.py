"""Closing by key: why, chosen by its number or written."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from actions.enquiries.triage import change_status, must_allow_closing
from desk.enquiries.drawn import Drawn
from desk.enquiries.keys import go_on
from desk.enquiries.listing.address import dialog_subject, open_dialog
from desk.enquiries.record.actions import CLOSE_REASONS
from desk.enquiries.view import View
from desk.enquiries.work import attempt_on, is_refused
from desk.frame.messages import escaped
from models.enquiries.enquiry import Status


def ask_for_reason(view: View) -> None:
    """Nothing unless somebody asked to close the enquiry that is open, as it stands."""
    opened = view.opened.enquiry if view.opened else None
    asked = dialog_subject("why")
    if opened is None or asked != (opened.id, opened.version):
        return
    if is_refused(opened, must_allow_closing):
        _stop_asking()
    else:
        _why(Drawn.of(opened), view.ids)


_stop_asking = partial(open_dialog, "why", wanted=False)


@st.dialog("Why is it closed?", on_dismiss=_stop_asking)
def _why(drawn: Drawn, page: Sequence[int]) -> None:
    st.markdown(f"**{escaped(drawn.name)}**")
    for number, reason in enumerate(CLOSE_REASONS, start=1):
        if st.button(f"{number} · {reason}", key=f"e-why-{number}", width="stretch"):
            _close(drawn, reason, page)
    with st.form("e-why-form", border=False):
        written = st.text_input("Another reason", key=f"e-why-other-{drawn.id}")
        if st.form_submit_button("Close", type="primary"):
            _close(drawn, written, page)


def _close(drawn: Drawn, reason: str, page: Sequence[int]) -> None:
    if attempt_on(
        drawn,
        lambda session, by: change_status(
            session, drawn.id, Status.CLOSED, by=by, version=drawn.version, reason=reason
        ),
        "Closed.",
    ):
        go_on(page, drawn.id)
    _stop_asking()
    st.rerun()
