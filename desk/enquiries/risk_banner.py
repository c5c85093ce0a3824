"""People to call today, on top of everything else, with what the clinic has agreed to do."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import waiting
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.list import people_to_call

AT_MOST = 5


def call_today(session: Session) -> list[Enquiry]:
    """One more than the banner names. The caller has asked for the permission."""
    return list(session.scalars(people_to_call().limit(AT_MOST + 1)))


def show_risk_banner(people: Sequence[Enquiry], protocol: str) -> None:
    """Nothing while nobody needs a call."""
    if not people:
        return
    with st.container(border=True, key="risk-banner", gap="xsmall"):
        st.markdown(f":red[:material/phone_in_talk: **{_how_many(len(people))}**]")
        for enquiry in people[:AT_MOST]:
            _person(enquiry)
        if len(people) > AT_MOST:
            query = {"status": "all", "risk": "yes"}
            st.page_link(page_at("enquiries"), label="Show them all", query_params=query)
        st.caption(
            f"**What we do:** {escaped(protocol)} "
            "Found by looking for phrases. Not an assessment. No flag never means safe."
        )


def _how_many(people: int) -> str:
    if people > AT_MOST:
        return f"More than {AT_MOST} people to call today"
    return "One person to call today" if people == 1 else f"{people} people to call today"


def _person(enquiry: Enquiry) -> None:
    quoted = ", ".join(f"“{escaped(phrase)}”" for phrase in enquiry.risk_phrases)
    words = f"**{escaped(enquiry.name)}** wrote {quoted} · {escaped(waiting(enquiry.received_at))}"
    st.page_link(
        page_at("enquiries"),
        label=words,
        query_params={"status": "all", "open": str(enquiry.id)},
        icon=":material/arrow_forward:",
    )
