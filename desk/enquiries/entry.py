"""Writing down a phone call or a walk-in, as carefully as if they had written themselves."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.intake.receiving import enter_enquiry
from desk.enquiries.listing.address import open_dialog, open_record
from desk.enquiries.record.merging import known_already
from desk.frame.messages import escaped, say
from desk.frame.sign_in import acting
from desk.widgets.emphasis import on_primary
from models.enquiries.enquiry import CameBy
from models.intake.booking import LIMITS, BadFields, read_request

ASK_FOR: dict[str, str] = {
    "name": "Write down their name.",
    "email": "Ask for an email address or a phone number, so that we can answer.",
    "consent": "Ask them first, then tick this box; without it we may not keep this.",
}
CAME_BY: dict[CameBy, str] = {CameBy.PHONE_CALL: "Phone call", CameBy.WALK_IN: "Walk-in"}
FIELDS = ("name", "phone", "email", "service", "preferred_at", "message", "consent")


@st.dialog("New enquiry", on_dismiss=lambda: open_dialog("new", wanted=False))
def new_enquiry(services: Sequence[str]) -> None:
    """What was typed stays until it is saved, even when the dialog is closed by mistake."""
    st.radio(
        "How they came to us", CAME_BY, format_func=CAME_BY.get, horizontal=True, **_kept("came_by")
    )
    places = {"name": _line("name", "Name")}
    with st.container(horizontal=True, gap="small"):
        places |= {"phone": _line("phone", "Phone"), "email": _line("email", "Email")}
    known_already()
    with st.container(horizontal=True, gap="small"):
        with st.container(gap="xsmall"):
            st.selectbox(
                "Service", services, index=None, placeholder="Not said", **_kept("service")
            )
            places["service"] = st.empty()
        places["preferred_at"] = _line("preferred_at", "Preferred day or time")
    st.text_area("What do they ask?", max_chars=LIMITS["message"], **_kept("message"))
    places["message"] = st.empty()
    st.checkbox("They agreed that we keep this", **_kept("consent"))
    places["consent"] = st.empty()
    if st.button(on_primary("Save enquiry"), type="primary", key="e-new-save"):
        for field, complaint in _save().items():
            places[field].markdown(f":red[:material/error: {escaped(complaint)}]")


def _line(field: str, label: str) -> DeltaGenerator:
    """An input with room below it for what is wrong."""
    with st.container(gap="xsmall"):
        st.text_input(label, max_chars=LIMITS[field], **_kept(field))
        return st.empty()


def _kept(field: str) -> dict[str, Any]:
    return {"key": f"e-new-{field}", "persist_state": "page"}


def _save() -> dict[str, str]:
    """What is wrong, by field; on success the new record opens instead."""
    typed = {field: str(st.session_state.get(f"e-new-{field}") or "") for field in FIELDS}
    try:
        request = read_request(typed)
        with acting() as (session, by):
            came_by = CameBy(st.session_state["e-new-came_by"])
            enquiry = enter_enquiry(session, request, came_by, by=by)
    except BadFields as bad:
        return {
            field: words if typed[field] or field not in ASK_FOR else ASK_FOR[field]
            for field, words in bad.errors.items()
        }
    for field in (*FIELDS, "came_by"):
        st.session_state.pop(f"e-new-{field}", None)
    open_dialog("new", wanted=False)
    open_record(enquiry.id)
    say(f"Saved as {escaped(enquiry.reference)}.")
    return {}
