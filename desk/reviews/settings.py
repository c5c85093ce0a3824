"""How often a clinician looks again at what the public reads."""

import streamlit as st

from desk.clinic.form import setting_form
from models.clinic.rules import LONGEST_INTERVAL
from models.staff.member import Actor


def review_settings(by: Actor) -> None:
    form = setting_form("review", ("review_months",), by)
    months = st.number_input(
        "Months between two reviews",
        min_value=1,
        max_value=LONGEST_INTERVAL,
        step=1,
        width=220,
        **form.box("review_months", form.value("review_months")),
    )
    st.caption(
        "A clinician's sign-off sets the day of the next review. Then the article waits on the "
        "home page of clinicians, editors and managers. Days that are set already stay."
    )
    form.save(lambda: {"review_months": months})
