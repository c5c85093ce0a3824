"""An enquiry of which this role sees neither contact nor words, and the way to see them."""

import streamlit as st

from actions.enquiries.masking import reveal_enquiry
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from models.enquiries.enquiry import Enquiry


def masked_contact(enquiry: Enquiry) -> None:
    ways = [
        f":material/{icon}: {escaped(way)}"
        for icon, way in (("call", enquiry.phone), ("mail", enquiry.email))
        if way
    ]
    st.markdown("  \n".join(ways) or "No way to reach them was given.")
    with st.container(border=True):
        st.markdown(
            "**Hidden for your role.** The contact, the message and the notes are shown when you "
            "ask for them; the log keeps that you did."
        )
        st.button(
            "Show everything",
            icon=":material/visibility:",
            key=f"e-reveal-{enquiry.id}",
            on_click=_reveal,
            args=(Drawn.of(enquiry),),
        )


def _reveal(drawn: Drawn) -> None:
    attempt_on(
        drawn,
        lambda session, by: reveal_enquiry(session, drawn.id, by=by),
        "Shown for ten minutes, and written down.",
    )
