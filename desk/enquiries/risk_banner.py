"""People to call today, on top of everything else, with what the clinic has agreed to do."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.overview import whom_to_call
from desk.enquiries.listing.address import choose_enquiries, open_record
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import waiting
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.filter import EnquiryFilter
from models.staff.member import Actor

AT_MOST = 5
NOT_AN_ASSESSMENT = "Found by looking for phrases. Not an assessment. No flag never means safe."


def call_today(session: Session, by: Actor) -> list[Enquiry]:
    """One more than the banner names."""
    return whom_to_call(session, AT_MOST + 1, by=by)


def show_risk_banner(people: Sequence[Enquiry], protocol: str) -> None:
    """On the home page. Nothing while nobody needs a call."""
    if not people:
        return
    with st.container(border=True, key="risk-banner", gap="xsmall"):
        st.markdown(f":red[:material/phone_in_talk: **{_how_many(len(people))}**]")
        for enquiry in people[:AT_MOST]:
            _person(enquiry)
        if len(people) > AT_MOST:
            query = {"status": "all", "risk": "yes"}
            st.page_link(page_at("enquiries"), label="Show them all", query_params=query)
        st.caption(f"**What we do:** {escaped(protocol)} {NOT_AN_ASSESSMENT}")


def call_list(people: Sequence[Enquiry], protocol: str) -> None:
    """Above the list: one button until it is opened, at a place that is there for it anyway.

    Who arrives comes last, so that nobody moves under the pointer.
    """
    if not people:
        return
    with st.popover(":red[**To call today**]", icon=":material/phone_in_talk:", key="risk-banner"):
        st.markdown(f"**{_how_many(len(people))}**")
        for enquiry in people[:AT_MOST]:
            st.button(
                _told(enquiry),
                key=f"e-call-{enquiry.id}",
                type="tertiary",
                on_click=open_record,
                args=(enquiry.id,),
            )
        if len(people) > AT_MOST:
            wanted = EnquiryFilter(at_risk=True)
            st.button("Show them all", key="e-call-all", on_click=choose_enquiries, args=(wanted,))
        st.caption(f"**What we do:** {escaped(protocol)} {NOT_AN_ASSESSMENT}")
    st.badge(f"{min(len(people), AT_MOST)}{'+' if len(people) > AT_MOST else ''}", color="red")


def _how_many(people: int) -> str:
    if people > AT_MOST:
        return f"More than {AT_MOST} people to call today"
    return "One person to call today" if people == 1 else f"{people} people to call today"


def _told(enquiry: Enquiry) -> str:
    quoted = ", ".join(f"“{escaped(phrase)}”" for phrase in enquiry.risk_phrases)
    return f"**{escaped(enquiry.name)}** wrote {quoted} · {escaped(waiting(enquiry.received_at))}"


def _person(enquiry: Enquiry) -> None:
    st.page_link(
        page_at("enquiries"),
        label=_told(enquiry),
        query_params={"status": "all", "open": str(enquiry.id)},
        icon=":material/arrow_forward:",
    )
