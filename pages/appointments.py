"""Appointments: who comes on a day, in the order of time."""

import streamlit as st

from actions.enquiries.appointments import appointments_of
from desk.enquiries.appointments import chosen_day, day_choice, day_list
from desk.frame.sign_in import signed_in_staff
from models.base.database import reading
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ENQUIRIES)
    day = chosen_day()
    st.title("Appointments", anchor=False)
    day_choice(day)
    with reading() as session:
        appointments = appointments_of(session, day, by=by)
    st.header(f"{day:%A} {day.day} {day:%B %Y}", anchor=False)
    day_list(appointments)


page()
