"""Which roles must have a second step at sign-in: for administrators to say."""

import streamlit as st

from desk.clinic.form import setting_form
from models.staff.member import ROLE_TITLES, Actor, Role
from models.staff.second_factor import ROLES_SETTING


def sign_in_settings(by: Actor) -> None:
    form = setting_form("sign-in", (ROLES_SETTING,), by)
    st.markdown(
        "People in these roles need a code from their phone when they sign in. Who has none yet "
        "is led to set it up, and can do nothing else before."
    )
    key = form.key(ROLES_SETTING)
    chosen = [role.value for role in Role if role.value in form.value(ROLES_SETTING)]
    form.given[key] = chosen
    st.multiselect(
        "Second step required for",
        [role.value for role in Role],
        default=chosen,
        format_func=lambda role: ROLE_TITLES[Role(role)],
        placeholder="Nobody",
        key=key,
        persist_state="session",
    )
    form.save(lambda: {ROLES_SETTING: sorted(st.session_state[key])})
