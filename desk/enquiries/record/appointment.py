"""When a booked person comes, in the clinic's time; asked when they are booked, never required."""

import streamlit as st

from desk.enquiries.drawn import Drawn
from desk.enquiries.listing.address import open_dialog_on
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from models.enquiries.enquiry import Enquiry, Status


def appointment(enquiry: Enquiry) -> None:
    """Keys carry the version: a click on an older state is not taken for one on a newer."""
    if enquiry.status is not Status.BOOKED:
        return
    drawn = Drawn.of(enquiry)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        when = f"**{escaped(spoken(enquiry.booked_for))}**" if enquiry.booked_for else "not known"
        st.markdown(f":material/event: Appointment: {when}", width="content")
        st.button(
            "Change time" if enquiry.booked_for else "Give a time",
            type="tertiary",
            key=f"e-book-{drawn.key}",
            on_click=open_dialog_on,
            args=("book", drawn.id, drawn.version),
        )
        if enquiry.booked_for:
            st.link_button(
                "For a calendar",
                f"/desk/enquiries/{enquiry.id}/appointment.ics",
                type="tertiary",
                icon=":material/download:",
            )
