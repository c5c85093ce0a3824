"""Risk phrases in the open record: what was found, what to do, and who has seen to it."""

import streamlit as st

from actions.enquiries.triage import acknowledge_risk
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from desk.widgets.clock import spoken, waiting
from models.enquiries.enquiry import Enquiry


def risk_acknowledgement(enquiry: Enquiry, protocol: str, *, may_triage: bool) -> None:
    quoted = ", ".join(f"“{escaped(phrase)}”" for phrase in enquiry.risk_phrases)
    if enquiry.risk_acknowledged_at:
        by = enquiry.risk_acknowledged_by
        who = escaped(by.full_name if by else "the operator")
        st.caption(
            f"Risk phrases {quoted}: acknowledged by {who}, "
            f"{escaped(spoken(enquiry.risk_acknowledged_at))}. Not an assessment."
        )
        return
    st.error(
        f"**They wrote {quoted}, {escaped(waiting(enquiry.received_at))}.** {escaped(protocol)}  \n"
        ":small[Found by looking for phrases. Not an assessment. No flag never means safe.]",
        icon=":material/phone_in_talk:",
    )
    if may_triage:
        _acknowledge(Drawn.of(enquiry))


def _acknowledge(drawn: Drawn) -> None:
    key = f"e-risk-{drawn.id}"
    with st.container(gap="small"):
        st.text_area(
            "What did you do? Your name stands beside it.",
            height=80,
            key=key,
            persist_state="page",
            placeholder="Called at once, spoke to …",
        )
        st.button(
            "Acknowledge the risk",
            type="primary",
            key=f"e-acknowledge-{drawn.id}",
            on_click=_done,
            args=(drawn, key),
        )


def _done(drawn: Drawn, key: str) -> None:
    text: str = st.session_state[key]
    attempt_on(
        drawn,
        lambda session, by: acknowledge_risk(session, drawn.id, text, by=by, version=drawn.version),
        "Risk acknowledged under your name.",
    )
