"""When a booked person comes: asked once it is booked, in the clinic's time, and never required."""

from datetime import UTC, datetime

import streamlit as st

import settings
from actions.enquiries.appointments import set_appointment
from desk.enquiries.work import attempt
from desk.frame.messages import keep_trouble
from desk.widgets.clock import local
from models.enquiries.enquiry import Enquiry, Status


def appointment(enquiry: Enquiry) -> None:
    """Keys carry the version: what is typed for an older state is not taken for a newer one."""
    if enquiry.status is not Status.BOOKED:
        return
    this = f"{enquiry.id}-{enquiry.version}"
    known = local(enquiry.booked_for) if enquiry.booked_for else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.date_input(
            "Appointment",
            known.date() if known else None,
            key=f"e-day-{this}",
            format="DD/MM/YYYY",
            width=130,
        )
        st.time_input(
            "Clinic time", known.time() if known else None, key=f"e-time-{this}", width=110
        )
        st.button("Save time", key=f"e-book-{this}", on_click=_save, args=(enquiry, this))
    if enquiry.booked_for:
        st.link_button(
            "For a calendar",
            f"/desk/enquiries/{enquiry.id}/appointment.ics",
            type="tertiary",
            icon=":material/event:",
        )


def _save(enquiry: Enquiry, this: str) -> None:
    day, time = st.session_state[f"e-day-{this}"], st.session_state[f"e-time-{this}"]
    if (day is None) != (time is None):
        keep_trouble("Give both a day and a time, or neither.")
        return
    moment = None
    if day and time:
        moment = datetime.combine(day, time, settings.TIMEZONE).astimezone(UTC)
    attempt(
        lambda session, by: set_appointment(
            session, enquiry.id, moment, by=by, version=enquiry.version
        ),
        "Time saved." if moment else "No time is set.",
    )
