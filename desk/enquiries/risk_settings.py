"""Choosing the risk phrases and the protocol: what to look for, and what to do then."""

import streamlit as st

from actions.enquiries.risk_scan import look_up_scan, start_scan
from desk.clinic.form import lines_of, setting_form
from desk.frame.sign_in import acting, who_is_it
from models.base.database import reading
from models.enquiries.rules import LONGEST_PROTOCOL
from models.staff.member import Actor, Permission


def risk_settings(by: Actor) -> None:
    form = setting_form("risk", ("risk_phrases", "risk_protocol"), by)
    st.caption(
        "A message with one of these is put on top until somebody acknowledges it. "
        "Not an assessment. No flag never means safe. New phrases apply to new messages."
    )
    phrases = st.text_area(
        "Phrases, one a line",
        height=260,
        **form.box("risk_phrases", lines_of(form.value("risk_phrases"))),
    )
    protocol = st.text_area(
        "What we do then",
        max_chars=LONGEST_PROTOCOL,
        height=140,
        **form.box("risk_protocol", form.value("risk_protocol")),
    )
    form.save(lambda: {"risk_phrases": phrases.splitlines(), "risk_protocol": protocol})
    with st.container(key="risk-scan"):
        _scan()


@st.fragment(run_every=3)
def _scan() -> None:
    """Found ones are put on top like new ones; a flag is never taken away by this."""
    by = who_is_it()
    if by is None or not by.may(Permission.MANAGE_SETTINGS):
        return
    with reading() as session:
        scan = look_up_scan(session, by=by)
    words = "Look through open enquiries with the saved phrases"
    st.button(words, icon=":material/search:", on_click=_start, disabled=scan.is_running)
    if scan.is_running:
        st.caption(f"Looking: {scan.done:,} of {scan.last:,} enquiries.")
    elif scan.last:
        newly = "one enquiry" if scan.found == 1 else f"{scan.found:,} enquiries"
        st.caption(f"Looked through. Newly flagged: {newly}. No flag never means safe.")


def _start() -> None:
    with acting() as (session, by):
        start_scan(session, by=by)
