"""Which roles must have a second step at sign-in: for administrators to say."""

import streamlit as st

from desk.clinic.form import setting_form
from models.staff.member import Actor, Role
from models.staff.second_factor import ROLES_SETTING


def sign_in_settings(by: Actor) -> None:
    form = setting_form("sign-in", (ROLES_SETTING,), by)
    st.markdown(
        "People in these roles need a code from their phone or a passkey when they sign in. Who "
        "has neither yet is led to set one up, and can do nothing else before."
    )
    read = form.roles(ROLES_SETTING, "Second step required for", Role)
    form.save(lambda: {ROLES_SETTING: read()})
